import { describeFound, type FoundValue } from '../text/found-value.js';
import { alternatives, listed, quoted } from '../text/quote.js';

/** What an ID of Slack that is not one of a workspace identifies. */
export type SlackObject =
  | 'channel'
  | 'direct message'
  | 'Enterprise Grid organization'
  | 'private channel'
  | 'user';

/** What a value of a chat policy is. */
export type ChatValue = 'client' | 'role setting' | 'channel type' | 'workspace' | 'tenant' | 'team';

/** What AWS accepts as a value of each kind, and where people find one. Closed words are listed by the grammar. */
const chatValues: Readonly<Record<ChatValue, { readonly expected?: string; readonly hint?: string }>> = {
  client: {},
  'role setting': {},
  'channel type': {},
  workspace: {
    expected: 'a Slack workspace ID: 1 to 255 upper-case letters and digits',
    hint: 'Slack shows it in the address of the workspace: app.slack.com/client/T0123ABCD',
  },
  tenant: {
    expected: 'a Microsoft Teams tenant ID: a UUID in lower case',
    hint: 'Teams shows it in the link to a team as `tenantId`',
  },
  team: {
    expected: 'a Microsoft Teams team ID: a UUID in lower case',
    hint: 'Teams shows it in the link to the team as `groupId`',
  },
};

/** What AWS accepts at a place of a chat policy. */
export interface ExpectedChatValue {
  readonly value: ChatValue;
  /** The words that AWS accepts; absent where it accepts IDs. */
  readonly words?: readonly string[];
  /** Whether AWS accepts `*`. */
  readonly wildcard: boolean;
}

/** How a refused value becomes one that AWS accepts. */
export type Correction = 'lower-case' | 'upper-case' | 'trim' | 'rewrite' | 'no-pattern' | 'did-you-mean';

/** A string that AWS refuses, at a place where it accepts some strings. */
export interface RefusedChatValue extends ExpectedChatValue {
  readonly found: string;
  readonly correction?: Correction;
  /** The corrected value. */
  readonly nearest?: string;
}

function expectedWords({ value, words, wildcard }: ExpectedChatValue): string {
  const expected =
    words === undefined
      ? (chatValues[value].expected ?? '')
      : words.map((word) => `\`${word}\``).join(' or ');
  return wildcard ? `${expected}, or \`*\`` : expected;
}

/** Longer values are cut in messages, so their length is printed. */
const maxShown = 80;

/** A value that AWS refuses. */
export const chatPolicyValue = {
  'chat-value': (facts: RefusedChatValue) => {
    const length = facts.found.length > maxShown ? `, ${facts.found.length} characters` : '';
    const found = describeFound({ foundType: 'string', found: facts.found });
    return {
      message: `found ${found}${length}; AWS expects ${expectedWords(facts)}`,
      help: correctionOf(facts),
    };
  },
};

function correctionOf({
  correction,
  nearest = '',
  wildcard,
  words,
  value,
}: RefusedChatValue): string | undefined {
  if (correction === undefined)
    return words === undefined ? chatValues[value].hint : `write ${alternatives(words)}`;
  switch (correction) {
    case 'lower-case':
      return `write it in lower case: ${quoted(nearest)}`;
    case 'upper-case':
      return `write it in upper case: ${quoted(nearest)}`;
    case 'trim':
      return 'remove the white space around it';
    case 'rewrite':
      return `write it as ${quoted(nearest)}`;
    case 'no-pattern':
      return wildcard ? 'AWS accepts `*` alone, not patterns' : 'AWS does not accept patterns here';
    case 'did-you-mean':
      return `did you mean ${quoted(nearest)}?`;
  }
}

/** A key where an ID belongs. */
export const chatPolicyId = {
  ...chatPolicyValue,
  /** `teams` around the IDs of teams. */
  'extra-level': (facts: RefusedChatValue) => ({
    message: `found ${quoted(facts.found)}; AWS expects ${expectedWords(facts)}`,
    help: 'remove this level; what is under it belongs here',
  }),
  /** A setting directly under `overrides`. */
  'setting-without-id': (facts: RefusedChatValue & { readonly parents: readonly ChatValue[] }) => ({
    message: `found ${quoted(facts.found)}; AWS expects ${expectedWords(facts)}`,
    help: `${quoted(facts.found)} belongs under a ${facts.parents.map((parent) => `${parent} ID`).join(' and a ')}`,
  }),
};

/** A wildcard where AWS does not accept one. */
export const chatPolicyWildcard = {
  ...chatPolicyValue,
  'chat-wildcard': (facts: ExpectedChatValue) => ({
    message: `found \`*\`; AWS does not accept a wildcard here, only ${expectedWords(facts)}`,
    help:
      facts.words === undefined
        ? 'name each one; `default` holds what applies to all'
        : `write ${alternatives(facts.words)}`,
  }),
};

/** A value of the wrong JSON type in a chat policy. */
export const chatPolicyWrongType = {
  'chat-value-type': (facts: ExpectedChatValue & FoundValue) => ({
    message: `found ${describeFound(facts)}; AWS expects ${expectedWords(facts)}`,
    help:
      facts.words === undefined
        ? chatValues[facts.value].hint
        : `write ${alternatives(facts.words)}, in double quotes`,
  }),
  'json-object': ({ example, ...found }: FoundValue & { readonly example?: string }) => ({
    message: `found ${describeFound(found)}; AWS expects an object here`,
    help:
      example === undefined
        ? 'a chat policy is written {"chatbot": {…}}'
        : `write ${example}, or remove the key`,
  }),
  'operator-list': ({ operator, ...found }: FoundValue & { readonly operator: string }) => ({
    message: `found ${describeFound(found)}; AWS expects a list here`,
    help: found.found === undefined ? `write "${operator}": […]` : 'put it in square brackets',
  }),
  'child-control-list': (found: FoundValue) => ({
    message: `found ${describeFound(found)}; AWS expects a list of operators here`,
    help: 'write e.g. `["@@none"]`',
  }),
};

/** A missing key of a chat policy. */
export const chatPolicyMissingKey = {
  chatbot: (_: object) => ({
    message: 'the key `chatbot` is missing; every chat policy starts with it',
    help: 'wrap the policy: {"chatbot": {…}}',
  }),
};

/** An inheritance operator that AWS refuses. */
export const operatorNotAllowed = {
  container: ({ key, example }: { readonly key: string; readonly example?: string }) => ({
    message: `${quoted(key)} on a container; AWS accepts it on single settings only`,
    help:
      example === undefined
        ? 'move it into the settings below; a container accepts only `@@operators_allowed_for_child_policies`'
        : `write ${example}`,
  }),
  'single-value': ({ key, value }: { readonly key: string; readonly value: ChatValue }) => ({
    message: `${quoted(key)} on ${value}, a single value; AWS accepts only \`@@assign\` there`,
    help: 'write {"@@assign": …}, or remove it',
  }),
  root: ({ key, ...found }: FoundValue & { readonly key: string }) => ({
    message: `${quoted(key)} with ${describeFound(found)} at the root of the policy; AWS refuses it`,
    help: 'remove it; operators belong on the settings under `chatbot`',
  }),
};

/** A list of operators for child policies that AWS refuses. */
export const childControl = {
  operator: ({
    operators,
    nearest,
    ...found
  }: FoundValue & {
    readonly operators: readonly string[];
    readonly nearest?: string;
  }) => ({
    message: `found ${describeFound(found)}; AWS expects ${alternatives(operators)}`,
    help: nearest === undefined ? 'write for example ["@@none"]' : `did you mean \`${nearest}\`?`,
  }),
  duplicate: ({ found }: { readonly found: string }) => ({
    message: `duplicate operator ${quoted(found)}`,
    help: 'remove one of the two',
  }),
  'none-beside-others': (_: object) => ({
    message: '`@@none` beside other operators; AWS accepts it only alone',
    help: 'keep either `@@none` or the others',
  }),
  'none-twice': (_: object) => ({
    message: '`@@none` in two spellings; AWS accepts it only alone',
    help: 'keep one of them',
  }),
};

/** A list that is, or may become, empty. */
export const emptyChatList = {
  'empty-assign': (_: object) => ({ message: `an empty list; ${undocumented}`, help: nameValues }),
  'everything-removed': (_: object) => ({
    message: `removes every value that the setting names and leaves an empty list; ${undocumented}`,
    help: nameValues,
  }),
  'empty-append': (_: object) => ({
    message: `an empty list, unless a policy above sets one; ${undocumented}`,
    help: nameValues,
  }),
};

const undocumented = 'AWS does not document its effect';
const nameValues = 'name the values, or remove the setting; `client` turns a platform off';

/** What AWS has neither been seen to accept nor to refuse in a chat policy. */
export const unconfirmedInChatPolicy = {
  'empty-client': (_: object) => ({
    message: `\`client\` without a value; ${unconfirmed}`,
    help: 'add `@@assign`, or remove it',
  }),
  'teams-channel-types': ({ key }: { readonly key: string }) => ({
    message: `${quoted(key)} for a team; ${unconfirmed}, and AWS does not document it`,
    help: noChannelTypes,
  }),
  'empty-child-control': (_: object) => ({
    message: `an empty list of operators; ${unconfirmed}`,
    help: 'write ["@@none"]',
  }),
  'same-operator-in-two-cases': (_: object) => ({
    message: `one operator twice, in different case; ${unconfirmed}`,
    help: 'remove one of the two',
  }),
  'all-beside-others': (_: object) => ({
    message: `\`@@all\` beside other operators; ${unconfirmed}`,
    help: 'keep `@@all` alone, or remove it',
  }),
};

const unconfirmed = 'it is not known whether AWS accepts this';

/** Help for channel types of Microsoft Teams. */
export const noChannelTypes = 'remove it; only Slack has channel types';

export interface PeerFacts {
  readonly policy: string;
  readonly other: string;
  readonly settings: readonly string[];
  readonly target: string;
}

const firstWins = 'the first one attached takes precedence';

/** Policies that assign the same setting at one level. */
export const peersAssignSame = {
  plan: ({ policy, other, settings, target }: PeerFacts) => ({
    message: `${quoted(policy)} and ${quoted(other)} both assign ${firstOf(settings)} on ${quoted(target)}; ${firstWins}`,
    help: `with \`attachAfter: ${other}\` in ${quoted(policy)}, ${quoted(other)} takes precedence; or assign it in one of them`,
  }),
  /** A path and an ID, without an organization file. */
  'maybe-one-target': (facts: PeerFacts & { readonly otherTarget: string }) => ({
    message: `${quoted(facts.policy)} on ${quoted(facts.target)} and ${quoted(facts.other)} on ${quoted(facts.otherTarget)} both assign ${firstOf(facts.settings)}; if these are the same organizational unit, ${firstWins}`,
    help: 'write both as paths or both as IDs, or add an `organization` file, which shows whether they are the same',
  }),
  'attached-already': ({ other, settings, target }: PeerFacts) => ({
    message: `${quoted(other)}, which is already attached to ${quoted(target)}, also assigns ${firstOf(settings)}; ${firstWins}`,
    help: `add \`attachAfter: ${other}\` if it is to take precedence, or detach it`,
  }),
  /** The order lasts only until the policy is attached again. */
  'attached-first': ({ policy, other, settings, target }: PeerFacts) => ({
    message: `${quoted(other)} also assigns ${firstOf(settings)} on ${quoted(target)}; ${quoted(policy)} was attached first and takes precedence until it is attached again`,
    help: `detach ${quoted(other)}, or assign it in one of them`,
  }),
  'organization-file': ({
    policy,
    others,
    setting,
    target,
  }: {
    readonly policy: string;
    readonly others: readonly string[];
    readonly setting: string;
    readonly target: string;
  }) => ({
    message: `${quoted(policy)} and ${listed(others)} both assign \`${setting}\` at ${quoted(target)}; ${firstWins}`,
    help: 'assign it in one of them',
  }),
};

function firstOf(settings: readonly string[]): string {
  const shown = settings.slice(0, 3).map(quoted).join(', ');
  return settings.length > 3 ? `${shown} and ${settings.length - 3} more` : shown;
}

/** Settings that a child control on a container leaves open. */
export const openBelowControl = {
  /** Another policy of the organization sets them. */
  'set-by-other-policy': ({
    policy,
    settings,
    count,
    example,
  }: {
    readonly policy: string;
    /** The first of the open settings. */
    readonly settings: readonly string[];
    readonly count: number;
    /** How a configuration names the first one, where that is an ID. */
    readonly example?: string;
  }) => ({
    message: `${quoted(policy)} does not lock ${settings.map((setting) => `\`${setting}\``).join(', ')}${count > settings.length ? ` and ${count - settings.length} more` : ''}, which another policy sets`,
    help: `add the setting to ${quoted(policy)} with \`children\` and no value${example === undefined ? '' : `: \`${example}\``}`,
  }),
  'settings-below': ({
    key,
    settings,
    count,
  }: {
    readonly key: string;
    /** The first of the open settings, relative to the container. */
    readonly settings: readonly string[];
    readonly count: number;
  }) => ({
    message: `${quoted(key)} here does not lock the settings below; child policies can still change ${settings
      .map((setting) => `\`${setting}\``)
      .join(', ')}${count > settings.length ? ` and ${count - settings.length} more` : ''}`,
    help: 'repeat it in every setting below that must not change; `children` in a configuration does this',
  }),
  'default-list': ({
    setting,
    override,
  }: {
    readonly setting: string;
    readonly override: 'workspace' | 'team';
  }) => ({
    message: `child policies cannot replace ${quoted(setting)} here, but can add an override for a ${override}, which takes precedence`,
    help: 'write `["@@none"]` in `overrides` too (`overrides: { children: none }` in a configuration), or `["@@all"]` to allow overrides',
  }),
};
