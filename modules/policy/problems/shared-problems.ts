import { alternatives, quoted } from '../text/quote.js';
import {
  chatPolicyMissingKey,
  chatPolicyValue,
  chatPolicyWrongType,
  emptyChatList,
  noChannelTypes,
  unconfirmedInChatPolicy,
} from './chat-policy-words.js';
import {
  configurationConflictingKeys,
  configurationInvalidValue,
  configurationMissingKey,
  configurationUnconfirmed,
  configurationWrongType,
} from './configuration-words.js';
import { constructWrongType } from './construct-problems.js';
import {
  organizationInvalidValue,
  organizationMissingKey,
  organizationWrongType,
} from './organization-problems.js';
import { problem, problemByRule } from './problem-entry.js';
import {
  scpConflictingKeys,
  scpInvalidValue,
  scpMissingKey,
  scpUnconfirmed,
  scpWrongType,
} from './service-control-policy-words.js';

/** Facts of an unknown key. */
export interface UnknownKeyFacts {
  readonly key: string;
  /** The known key that was probably meant. */
  readonly nearest?: string;
  /** The keys under which this one is known, the nearest first; empty for the root of the policy. */
  readonly parent?: string | readonly string[];
  /** Why the platform around it cannot have the key. */
  readonly platform?: 'microsoft_teams' | 'chime';
  /** Every known key, where none is near; absent where the key can never be used. */
  readonly expected?: readonly string[];
}

/** Problems that every kind of document can have. */
export const sharedProblems = {
  'duplicate-key': problemByRule('A duplicate key in an object', {
    'same-key': ({ key }: { readonly key: string }) => ({
      message: `duplicate key ${quoted(key)}`,
      help: 'keep one of them',
    }),
    /** AWS ignores the case of the keys of a chat policy. */
    'same-key-in-two-cases': ({ key, other }: { readonly key: string; readonly other: string }) => ({
      message: `${quoted(key)} differs only in case from ${quoted(other)}; AWS ignores the case of keys`,
      help: 'keep one of them',
    }),
    /** Two ids that differ only in upper and lower case. */
    'same-id': ({ key, other }: { readonly key: string; readonly other: string }) => ({
      message: `${quoted(key)} and ${quoted(other)} are the same id`,
      help: 'keep one of them',
    }),
  }),
  'unknown-key': problem('An unknown key', (facts: UnknownKeyFacts) => ({
    message: facts.key === '' ? 'an empty key' : `unknown key ${quoted(facts.key)}`,
    help: unknownKeyHelp(facts),
  })),
  'missing-key': problemByRule('A required key is missing', {
    ...configurationMissingKey,
    ...chatPolicyMissingKey,
    ...scpMissingKey,
    ...organizationMissingKey,
  }),
  'wrong-type': problemByRule('A value of the wrong type', {
    ...configurationWrongType,
    ...constructWrongType,
    ...chatPolicyWrongType,
    ...scpWrongType,
    ...organizationWrongType,
  }),
  'invalid-value': problemByRule('A value that is not allowed here', {
    ...configurationInvalidValue,
    ...chatPolicyValue,
    ...scpInvalidValue,
    ...organizationInvalidValue,
  }),
  'document-too-large': problemByRule('A policy document over the limit of AWS', {
    characters: ({
      count,
      limit,
      minified,
    }: {
      readonly count: number;
      readonly limit: number;
      /** Its length without white space, where that fits. */
      readonly minified?: number;
    }) => ({
      message: `${count} characters; AWS accepts at most ${limit}, white space included`,
      help:
        minified === undefined
          ? 'split it into several policies'
          : `minified it has ${minified} characters and fits; \`plan\` minifies it, or remove the white space`,
    }),
    'one-construct': (_: object) => ({
      message: 'the guardrail is too long for one policy',
      help: 'split it into several guardrails',
    }),
    bytes: ({
      count,
      bytes,
      limit,
    }: {
      readonly count: number;
      readonly bytes: number;
      readonly limit: number;
    }) => ({
      message: `${count} characters, but ${bytes} bytes; the limit is ${limit} characters, and AWS may count bytes`,
    }),
  }),
  'empty-list': problemByRule('An empty list of allowed values', { ...emptyChatList }),
  unconfirmed: problemByRule('Something that AWS may not accept', {
    ...unconfirmedInChatPolicy,
    ...scpUnconfirmed,
    ...configurationUnconfirmed,
  }),
  'conflicting-keys': problemByRule('Keys that exclude each other', {
    ...configurationConflictingKeys,
    ...scpConflictingKeys,
  }),
};

function unknownKeyHelp({ key, nearest, parent, platform, expected = [] }: UnknownKeyFacts): string {
  if (platform === 'microsoft_teams') return noChannelTypes;
  if (platform === 'chime') return 'remove it; `chime` accepts only `client`';
  if (nearest !== undefined) return `did you mean ${quoted(nearest)}?`;
  if (parent === '') return `${quoted(key)} belongs at the root of the policy`;
  if (parent !== undefined) return `${quoted(key)} belongs in ${alternatives([parent].flat())}`;
  if (expected.length > 0) return `known keys: ${expected.join(', ')}`;
  return 'remove or rename it; this key cannot be used';
}
