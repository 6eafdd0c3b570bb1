import { describeFound, type FoundValue } from '../text/found-value.js';
import { alternatives, quoted } from '../text/quote.js';
import type { NoFacts } from './problem-entry.js';

/** The names of the chat platforms. */
export const platformNames = {
  slack: 'Slack',
  microsoft_teams: 'Microsoft Teams',
  chime: 'Amazon Chime',
} as const;

export type Platform = keyof typeof platformNames;

export interface FoundText {
  readonly found: string;
}

/** Texts that are not an alias of an ID that is valid there. */
export const unknownAlias = {
  unknown: ({ found, nearest }: FoundText & { readonly nearest?: string }) => ({
    message: `${quoted(found)} is neither an ID nor an alias`,
    help:
      nearest === undefined ? 'define it in `aliases`, or write the ID' : `did you mean ${quoted(nearest)}?`,
  }),
  /** A workspace where a tenant or team is expected, or the other way round. */
  'other-id': ({ found, id }: FoundText & { readonly id: string }) => ({
    message: `${quoted(found)} is the alias of ${quoted(id)}, which is not valid here`,
    help: 'use the alias of a workspace for Slack, and of a tenant or team for Microsoft Teams',
  }),
};

/** Values that a request cannot have. */
export const invalidRequest = {
  'request-account': ({ found }: FoundText) => ({
    message: `${quoted(found)} is not an account ID; IDs have 12 digits`,
  }),
  'request-action-pattern': ({ action }: { readonly action: string }) => ({
    message: `${quoted(action)} has wildcards; name a single action`,
  }),
  'request-action': ({ action }: { readonly action: string }) => ({
    message: `${quoted(action)} is not an action; write \`service:Action\`, for example \`rds:DeleteDBCluster\``,
  }),
  'request-resource-pattern': ({ resource }: { readonly resource: string }) => ({
    message: `${quoted(resource)} has wildcards; a request has one resource, so write its whole ARN`,
  }),
  'request-resource': ({ resource }: { readonly resource: string }) => ({
    message: `${quoted(resource)} is not an ARN; write \`arn:partition:service:region:account:resource\``,
  }),
  /** A part of the origin that the platform does not have. */
  'request-part': ({
    key,
    platform,
    expected,
  }: {
    /** The part, as an option or as a field. */
    readonly key: string;
    readonly platform: Platform;
    /** The platforms that have the part. */
    readonly expected: readonly Platform[];
  }) => ({
    message: `\`${key}\` applies to ${expected.map((each) => platformNames[each]).join(' and ')}, not ${platformNames[platform]}`,
  }),
  'request-workspace': ({ found }: FoundText) => ({
    message: `${quoted(found)} is not a Slack workspace ID; IDs contain upper-case letters and digits`,
  }),
  'request-tenant': ({ found }: FoundText) => ({
    message: `${quoted(found)} is not a Microsoft Teams tenant ID; IDs are UUIDs`,
  }),
  'request-team': ({ found }: FoundText) => ({
    message: `${quoted(found)} is not a Microsoft Teams team ID; IDs are UUIDs`,
  }),
  'request-configuration': ({ found }: FoundText) => ({
    message: `${quoted(found)} is not the name of a chat configuration; names contain letters, digits, \`-\` and \`_\``,
  }),
};

/** Values that a file of expectations cannot have. */
export const expectationInvalidValue = {
  'no-expectations': (_: NoFacts) => ({ message: 'the list is empty; there is nothing to test' }),
  'empty-list': (_: NoFacts) => ({ message: 'found an empty list', help: 'name a value, or remove the key' }),
  'expectation-word': ({ words, ...found }: FoundValue & { readonly words: readonly string[] }) => ({
    message: `found ${describeFound(found)}; expected ${alternatives(words)}`,
  }),
  origin: ({ found }: FoundText) => ({
    message: `found ${quoted(found)}; expected \`console\` or a place in chat`,
    help: 'for chat write a mapping: `from: { platform: slack, workspace: T0123ABCD }`',
  }),
};

/** Keys that a file of expectations needs. */
export const expectationMissingKey = {
  expectations: (_: NoFacts) => ({ message: 'the file is empty', help: 'start with `expectations:`' }),
  'may-or-may-not': (_: NoFacts) => ({
    message: 'missing `may` or `mayNot`',
    help: 'add one of them with actions, commands or `anything`',
  }),
};
