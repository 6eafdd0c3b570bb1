import { alternatives, listed, quoted } from '../text/quote.js';
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
import { expectationInvalidValue, expectationMissingKey, invalidRequest } from './request-words.js';
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
  /** Other unknown keys beside it that belong in the same key. */
  readonly others?: readonly string[];
  /** Why the platform around it cannot have the key. */
  readonly platform?: 'microsoft_teams' | 'chime';
  /** Every known key, where none is near; absent where the key can never be used. */
  readonly expected?: readonly string[];
}

const longPartHelp = {
  NotAction:
    'an allow-list cannot be split, because each part would deny what the others allow; use wildcards for several actions',
  Resource:
    'the resources leave no room for actions; use wildcards for several of them, or several guardrails',
  Condition:
    'the conditions leave no room for actions; name organizational units instead of accounts, or use wildcards',
};

/** Problems that every kind of document can have. */
export const sharedProblems = {
  'duplicate-key': problemByRule('A duplicate key in an object', {
    'same-key': ({ key }: { readonly key: string }) => ({
      message: `duplicate key ${quoted(key)}`,
      help: 'keep one of them',
    }),
    'missing-dash': ({ key }: { readonly key: string }) => ({
      message: `duplicate key ${quoted(key)}: a new item of a list begins with \`- \``,
      help: `write \`- ${key}: …\``,
    }),
    'other-case': ({ key, other }: { readonly key: string; readonly other: string }) => ({
      message: `duplicate key: ${quoted(key)} is ${quoted(other)} in another case`,
      help: `keep one of them, as ${quoted(other)}`,
    }),
    /** AWS ignores the case of the keys of a chat policy. */
    'same-key-in-two-cases': ({ key, other }: { readonly key: string; readonly other: string }) => ({
      message: `${quoted(key)} differs only in case from ${quoted(other)}; AWS ignores the case of keys`,
      help: 'keep one of them',
    }),
    /** Two IDs that differ only in upper and lower case. */
    'same-id': ({ key, other }: { readonly key: string; readonly other: string }) => ({
      message: `${quoted(key)} and ${quoted(other)} are the same ID`,
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
    ...expectationMissingKey,
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
    ...expectationInvalidValue,
    ...invalidRequest,
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
    guardrail: ({
      count,
      bytes,
      limit,
      part,
    }: {
      readonly count: number;
      readonly bytes: number;
      readonly limit: number;
      /** The longest part of the statement that cannot be split. */
      readonly part: keyof typeof longPartHelp;
    }) => ({
      message:
        count > limit
          ? `${count} characters; AWS accepts at most ${limit}`
          : `${count} characters, but ${bytes} bytes; the limit is ${limit} characters, and AWS may count bytes`,
      help: longPartHelp[part],
    }),
    /** `jsonencode` of Terraform escapes `<`, `>` and `&`. */
    'terraform-escapes': ({
      policy,
      count,
      limit,
    }: {
      readonly policy: string;
      readonly count: number;
      readonly limit: number;
    }) => ({
      message: `${quoted(policy)} has ${count} characters after Terraform's \`jsonencode\` escapes \`<\`, \`>\` and \`&\`; AWS accepts at most ${limit}`,
      help: 'split it into several policies',
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

/** Keys that other tools have, and that a configuration does not need. */
const needless: Readonly<Record<string, string>> = {
  effect: 'remove it: `deny` and `allowOnly` are the effects that a guardrail can have',
  mode: 'remove it: a policy is in force where it is attached; `waves` roll it out in stages',
  type: 'remove it: `chatPolicies` and `guardrails` are the two types of policies',
  wave: 'name waves in `targets`, for example `targets: { canary: Sandbox, all: root }`, and list them in `waves`',
};

function unknownKeyHelp({
  key,
  nearest,
  parent,
  others = [],
  platform,
  expected = [],
}: UnknownKeyFacts): string {
  if (platform === 'microsoft_teams') return noChannelTypes;
  if (platform === 'chime') return 'remove it; `chime` accepts only `client`';
  if (nearest !== undefined) return `did you mean ${quoted(nearest)}?`;
  if (parent === '') return `${quoted(key)} belongs at the root of the policy`;
  const reason = Object.hasOwn(needless, key.toLowerCase()) ? needless[key.toLowerCase()] : undefined;
  if (reason !== undefined && expected.includes('targets')) return reason;
  if (expected.includes('assign'))
    return 'write a list, such as `[T0123ABCD]`, or one of `assign`, `append` and `remove`';
  if (parent !== undefined && others.length > 0) {
    return `${listed([key, ...others])} belong in ${alternatives([parent].flat())}`;
  }
  if (parent !== undefined) return `${quoted(key)} belongs in ${alternatives([parent].flat())}`;
  if (expected.length > 0) return `known keys: ${expected.join(', ')}`;
  return 'remove or rename it; this key cannot be used';
}
