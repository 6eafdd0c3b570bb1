import { describeFoundYaml, type FoundValue } from '../text/found-value.js';
import { alternatives, quoted } from '../text/quote.js';
import type { NoFacts } from './problem-entry.js';
import { type ValueFormName, valueForms } from './value-forms.js';

/** What a schema accepts at a place, beside the words that it lists. */
export type ExpectedType =
  | 'object'
  | 'list'
  | 'non-empty list'
  | 'string'
  | 'non-empty string'
  | 'number'
  | 'integer'
  | 'minimum'
  | 'maximum'
  | 'boolean';

/** A value of a type that the schema does not accept. */
export interface WrongTypeFacts extends FoundValue {
  readonly expected: readonly ExpectedType[];
  /** The words that are accepted too. */
  readonly words: readonly string[];
  /** The bound that `minimum` or `maximum` names. */
  readonly limit?: number;
  /** The key of the value. */
  readonly key?: string;
}

/** More parts of a kind than a file can have. */
export interface TooManyParts {
  readonly parts: keyof typeof partsOf;
  readonly count: number;
  readonly limit: number;
}

const partsOf = {
  plans: 'plans, one for each environment and wave',
  'planned policies': 'policies in all of its environments and waves',
  policies: 'policies',
  actions: 'actions in its guardrails',
  catalogue: 'guardrails of the catalogue',
};

/** Values of the wrong type in a configuration. */
export const configurationWrongType = {
  'schema-type': (facts: WrongTypeFacts) => ({
    message: `found ${describeFoundYaml(facts)}; expected ${joinedByOr([...facts.words.map(quoted), ...typesOf(facts)])}`,
    help: typeHelp(facts),
  }),
  'quoted-value': ({ found }: { readonly found: string }) => ({
    message: `found the string ${quoted(found)}; expected a value without quotes`,
    help: `write ${quoted(found)} without quotes`,
  }),
};

/** What to write in the place of a word that is not accepted. */
function wordHelp(facts: {
  readonly found: string;
  readonly words: readonly string[];
  readonly expected: readonly ExpectedType[];
  readonly nearest?: string;
}): string {
  const { found, words, expected, nearest } = facts;
  const takesList = expected.some((type) => /list/.test(type));
  const isAll = /^(all|any|both|\*)$/i.test(found);
  if (isAll && words.includes('chime')) return 'remove the key: without it every platform is selected';
  if (isAll && takesList) return `write a list: [${words.join(', ')}]`;
  const meant = (takesList ? commaListHelp(found) : undefined) ?? didYouMean(nearest);
  if (meant !== undefined) return meant;
  const isBackend = words.join() === 'none' && expected.includes('object');
  return isBackend ? mappingHelp('backend') : `write ${alternatives(words)}`;
}

/** A duration in seconds, as AWS has it, is written in hours and minutes. */
function formHelp(found: string, expected: ValueFormName): string {
  const minutes = Math.round(Number(found) / 60);
  if (expected === 'duration' && /^\d+$/.test(found) && minutes >= 15 && minutes <= 720) {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return `write \`${hours > 0 ? `${hours}h` : ''}${rest > 0 ? `${rest}m` : ''}\``;
  }
  const date = expected === 'date' ? likelyDate(found) : undefined;
  if (date !== undefined) return `write \`${date}\``;
  const digits = found.replace(/[-_\s]/g, '');
  const region = expected === 'region' ? likelyRegion(found) : undefined;
  if (region !== undefined) return `did you mean ${quoted(region)}?`;
  if (expected === 'account-id' && /^(all|any|\*)$/i.test(found)) {
    return 'remove the key: without it every account is selected';
  }
  if (expected === 'account-id' && /^\d{12}$/.test(digits)) return `write '${digits}', in quotes`;
  return valueForms[expected].help;
}

/** A Region in upper case or with underscores, or an availability zone, as a Region; undefined for other strings. */
export function likelyRegion(found: string): string | undefined {
  const [region] = /^[a-z]{2,3}(-[a-z]+)+-\d/.exec(found.toLowerCase().replace(/[_\s]/g, '-')) ?? [];
  return region !== undefined && found.length <= region.length + 1 && region !== found ? region : undefined;
}

/** A date in another form as YYYY-MM-DD; undefined for other strings, and where day and month could be swapped. */
function likelyDate(found: string): string | undefined {
  const words = found
    .toLowerCase()
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .split(/[^\da-z]+/)
    .filter((word) => word !== '');
  const monthWord = words.find((word) => /^[a-z]{3,9}$/.test(word));
  const named = 1 + months.indexOf(monthWord?.slice(0, 3) ?? '');
  const [first = '', second = '', third = ''] = words.filter((word) => word !== monthWord);
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(found) ?? [];
  if (year !== undefined) return dateOf(year, month, day);
  if (named > 0) return dateOf(second, String(named), first);
  if (words.length !== 3) return undefined;
  if (/^\d{4}$/.test(first)) return dateOf(first, second, third);
  if (found.includes('.') || Number(first) > 12) return dateOf(third, second, first);
  return Number(second) > 12 ? dateOf(third, first, second) : undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function dateOf(year: string, month = '', day = ''): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? undefined : date;
}

function typesOf({ expected, limit }: WrongTypeFacts): string[] {
  return expected.map((type) => (type in bounds ? `${typeWords[type]} ${limit}` : typeWords[type]));
}

const bounds = { minimum: true, maximum: true };

const typeWords: Readonly<Record<ExpectedType, string>> = {
  object: 'a mapping',
  list: 'a list',
  'non-empty list': 'a list with at least one item',
  string: 'a string',
  'non-empty string': 'a string that is not empty',
  number: 'a number',
  integer: 'a whole number',
  minimum: 'a number of at least',
  maximum: 'a number of at most',
  boolean: '`true` or `false`',
};

/** An example of each key that is a mapping. */
const mappings: Readonly<Record<string, string>> = {
  assumeRole: '{ roleArn: arn:aws:iam::123456789012:role/deploy }',
  backend: '{ s3: { bucket: my-state, region: us-east-1 } }',
  conditions: '{ StringEquals: { aws:RequestedRegion: eu-west-1 } }',
  exceptFrom: '{ configurations: [on-call] }',
  from: '{ platforms: [slack] }',
  microsoftTeams: '{ client: enabled, tenants: all }',
  overrides: '{ T0123ABCD: { channelTypes: private } }',
  provider: '{ region: us-east-1 }',
  s3: '{ bucket: my-state, region: us-east-1 }',
  slack: '{ client: enabled, workspaces: [T0123ABCD] }',
  tags: '{ owner: platform }',
  with: '{ regions: [eu-west-1] }',
};

/** Whether the help for a value of the wrong type depends on its key. */
export function hasOwnHelp(key: string): boolean {
  return Object.hasOwn(mappings, key) || /:|^(deny|allowOnly)$/.test(key);
}

/** How to write a mapping in the place of another value. */
function mappingHelp(key: string): string {
  if (key.includes(':')) return `write an operator above the key: \`StringEquals: { ${key}: … }\``;
  const example = Object.hasOwn(mappings, key) ? mappings[key] : undefined;
  return example === undefined
    ? 'write keys with values below it, without `- `'
    : `write a mapping, for example \`${key}: ${example}\``;
}

function typeHelp({ foundType, found = '', expected, words, key = '' }: WrongTypeFacts): string | undefined {
  const takesString = expected.includes('string') || expected.includes('non-empty string');
  const takesNumber = expected.some((type) => ['number', 'integer', 'minimum', 'maximum'].includes(type));
  if (foundType === 'null') return 'write a value, or remove the key';
  if (foundType === 'string' && takesNumber && /^-?\d+$/.test(found)) return `remove the quotes: ${found}`;
  if (foundType === 'string' && expected.includes('boolean')) {
    return `write \`${/^(yes|y|on)$/i.test(found) ? 'true' : /^(no|n|off)$/i.test(found) ? 'false' : 'true` or `false'}\``;
  }
  if (foundType === 'boolean' && words.includes('enabled')) {
    return `write ${quoted(/^true$/i.test(found) ? 'enabled' : 'disabled')}`;
  }
  if (foundType === 'object' && expected.some((type) => /list/.test(type)) && !expected.includes('object')) {
    return 'begin each item of the list with `- `';
  }
  if (foundType === 'object' && takesString) return 'write a single string; quote it if it contains a colon';
  const takesMapping = expected.includes('object') && !takesString;
  if (words.length > 0 && !(takesMapping && foundType === 'list')) return `write ${alternatives(words)}`;
  if (takesMapping) return mappingHelp(key);
  if (found.includes('\n')) return 'remove the `|` or `>` after the key: it makes all of this one string';
  if (foundType === 'list' && takesString) return 'write a single value, not a list';
  const isScalar = foundType === 'number' || foundType === 'boolean';
  if (isScalar && /^(deny|allowOnly)$/.test(key)) return 'list actions, or write `"*"` for every action';
  if (foundType === 'number' && /^0[box]/i.test(found) && takesString) return 'write the digits in quotes';
  return isScalar && takesString ? `quote it: '${found}'` : undefined;
}

/** Values of the right type in a configuration that are not allowed. */
export const configurationInvalidValue = {
  /** A placeholder, which represents a token in constructs. */
  'private-use': (_: NoFacts) => ({
    message: 'found the characters U+E000 and U+E001, which are for private use',
    help: 'remove them',
  }),
  'copied-text': (facts: {
    readonly found: string;
    readonly expected: string;
    /** How many other values of the file have the same mistake. */
    readonly others: number;
  }) => ({
    message: `${/^\s*[“”„‟«»‘’‚‛]/.test(facts.found) ? 'typographic quotes' : 'invisible characters'} around ${quoted(facts.expected)} are part of the value${
      facts.others === 0
        ? ''
        : `; ${facts.others} other ${facts.others === 1 ? 'value has' : 'values have'} the same mistake`
    }`,
    help: `${facts.others === 0 ? 'write' : 'use straight quotes or none in the whole file:'} ${quoted(`"${facts.expected}"`)}`,
  }),
  word: (facts: {
    readonly found: string;
    /** The words that are accepted. */
    readonly words: readonly string[];
    /** What is accepted beside the words. */
    readonly expected: readonly ExpectedType[];
    readonly nearest?: string;
  }) => ({
    message: `found ${quoted(facts.found)}; expected ${joinedByOr([
      ...facts.words.map(quoted),
      ...facts.expected.filter((type) => type !== 'string').map((type) => typeWords[type]),
    ])}`,
    help: wordHelp(facts),
  }),
  form: (facts: {
    readonly found: string;
    readonly expected: ValueFormName;
    /** The ID of the account of this name. */
    readonly nearest?: string;
  }) => ({
    message: `found ${foundString(facts.found)}; expected ${valueForms[facts.expected].expected}`,
    help:
      facts.nearest === undefined
        ? formHelp(facts.found, facts.expected)
        : `write the ID of the account: '${facts.nearest}'`,
  }),
  'no-actions': ({ key }: { readonly key: 'deny' | 'allowOnly' }) => ({
    message: `${quoted(key)} lists no actions`,
    help:
      key === 'deny' ? 'list actions, e.g. `rds:DeleteDBCluster`' : 'to deny everything write `deny: "*"`',
  }),
  'chat-configuration-name': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)} is not a valid name of a chat configuration`,
    help: 'write the name of the configuration in AWS, not of the channel: letters, digits, `_`, `-` and the wildcards `*` and `?`',
  }),
  'problem-kind': ({ found, nearest }: { readonly found: string; readonly nearest?: string }) => ({
    message: `unknown problem kind ${quoted(found)}`,
    help: didYouMean(nearest) ?? '`chat-guardrails check` prints the kind of each problem',
  }),
  'no-environment': (_: NoFacts) => ({
    message: '`environments` is empty',
    help: 'name an environment, e.g. `prod: {}`, or remove the key',
  }),
  /** Every account with every platform and name of a configuration. */
  'too-many-sessions': ({ count, limit }: { readonly count: number; readonly limit: number }) => ({
    message: `${count} combinations of accounts, platforms and configurations; at most ${limit} are accepted`,
    help: 'use wildcards in `configurations`, or split the guardrail',
  }),
  /** More parts than can be planned and checked in seconds. */
  'too-many-parts': ({ parts, count, limit }: TooManyParts) => ({
    message: `the file has ${count} ${partsOf[parts]}; the limit is ${limit}`,
    help: 'split the file, or combine policies',
  }),
  'wave-without-name': (_: NoFacts) => ({
    message: 'the name of a wave is empty',
    help: 'write the name that you pass to `--wave`',
  }),
  'duplicate-wave': ({ wave }: { readonly wave: string }) => ({
    message: `duplicate wave ${quoted(wave)}`,
    help: 'keep one of them',
  }),
  'wave-with-space': ({ wave }: { readonly wave: string }) => ({
    message: `the wave name ${quoted(wave)} contains white space; \`--wave\` needs quotes for it`,
    help: 'use letters, digits, `_` and `-`',
  }),
  'cloudformation-policy-type': ({
    found,
    nearest,
  }: {
    readonly found: string;
    readonly nearest?: string;
  }) => ({
    message: `found ${quoted(found)}; expected a policy type such as \`CHATBOT_POLICY\``,
    help: didYouMean(nearest),
  }),
};

/** Keys that a configuration must have. */
export const configurationMissingKey = {
  key: ({ key }: { readonly key: string }) => ({
    message: `missing key ${quoted(key)}`,
    help: `write \`${key}: …\``,
  }),
  'state-workspace': ({ expected }: { readonly expected: readonly string[] }) => ({
    message: `missing ${alternatives(expected)}`,
    help: 'name the workspace that holds the state',
  }),
  'backend-type': (_: NoFacts) => ({
    message: '`backend` names no backend',
    help: 'write one of `local`, `cloud`, `s3` and `remote`, or `backend: none`',
  }),
  'chat-settings': ({ expected }: { readonly expected: readonly string[] }) => ({
    message: 'the chat policy has no settings',
    help: `write one of ${alternatives(expected)}, or \`document: policy.json\``,
  }),
  'guardrail-rule': (_: NoFacts) => ({
    message: 'the guardrail has no rule',
    help: 'write `deny: [...]`, `allowOnly: [...]`, `use: ID` for a guardrail of the catalogue, or `document: FILE`',
  }),
  'exempt-sessions': (_: NoFacts) => ({
    message: 'this exempts every chat session; the guardrail has no effect',
    help: 'name `platforms`, `configurations` or `accounts`',
  }),
  'exception-details': (_: NoFacts) => ({
    message: 'a dated exception needs `reason`, `owner` and `until`',
    help: 'write all three, or none of them',
  }),
  'cloudformation-property': ({ key }: { readonly key: string }) => ({
    message: `missing property ${quoted(key)}`,
    help:
      key === 'Type'
        ? 'write `CHATBOT_POLICY`, or the type of the policy'
        : 'write the policy document in this property',
  }),
};

const ruleUses: Readonly<Record<string, string>> = {
  deny: 'to deny actions',
  allowOnly: 'to deny all other actions',
  use: 'for a guardrail of the catalogue',
  statements: 'for several statements',
  document: 'for a whole policy document',
};

/** Keys of a configuration that exclude each other. */
export const configurationConflictingKeys = {
  'target-in-except': ({ account }: { readonly account: string }) => ({
    message: `${quoted(account)} is a target and is in \`except\``,
    help: 'keep one of them',
  }),
  'one-of': ({ key, other }: { readonly key: string; readonly other: string }) => ({
    message: `${quoted(key)} cannot be combined with ${quoted(other)}`,
    help: 'keep one of them',
  }),
  'settings-and-document': ({ key }: { readonly key: string }) => ({
    message: `${quoted(key)} cannot be combined with \`document\`, which is the whole policy`,
    help: 'keep the settings or the document',
  }),
  'several-rules': ({ keys }: { readonly keys: readonly string[] }) => ({
    message: `one guardrail cannot have ${keys.map(quoted).join(' and ')}`,
    help: `keep ${keys.map((key) => `${quoted(key)} ${ruleUses[key] ?? ''}`).join(' or ')}; for both write two guardrails`,
  }),
  'key-without-effect': (facts: {
    readonly key: string;
    readonly other: string;
    readonly expected: readonly string[];
  }) => ({
    message: `${quoted(facts.key)} has no effect beside ${quoted(facts.other)}`,
    help: `use ${quoted(facts.key)} with ${alternatives(facts.expected)}`,
  }),
  'chat-condition': ({ key }: { readonly key: string }) => ({
    message: `${quoted(key)} cannot be used in \`conditions\``,
    help: 'select chat sessions with `from` and `exceptFrom`',
  }),
};

const overridesForAll = 'to change a setting for all, write it beside `overrides`, e.g. `roleSettings`';

/** The help for a setting of an override in the place of the workspace's ID. */
function belowWorkspace(found: string): string | undefined {
  return /^(channelTypes|roleSettings)$/.test(found)
    ? `write it below the ID of a workspace: \`T0123ABCD: { ${found}: … }\``
    : undefined;
}

/** Invalid Slack workspace IDs in a configuration. */
export const configurationWorkspaceId = {
  'workspace-id': ({ found, nearest }: { readonly found: string; readonly nearest?: string }) => ({
    message: `${foundString(found)} is not a Slack workspace ID; IDs contain upper-case letters and digits`,
    help:
      didYouMean(nearest) ??
      commaListHelp(found) ??
      belowWorkspace(found) ??
      'find the ID in the URL of the workspace: app.slack.com/client/T0123ABCD',
  }),
  'all-in-workspaces': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)} is not a Slack workspace ID`,
    help: 'for all workspaces write `workspaces: all`, or `*` in a list',
  }),
  'all-in-overrides': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)} is not a Slack workspace ID`,
    help: overridesForAll,
  }),
};

/** Invalid Microsoft Teams tenant and team IDs in a configuration. */
export const configurationTeamsId = {
  'teams-id': (facts: {
    readonly found: string;
    readonly type: 'tenant' | 'team';
    readonly nearest?: string;
  }) => ({
    message: `${foundString(facts.found)} is not a Microsoft Teams ${facts.type} ID; IDs are UUIDs`,
    help:
      didYouMean(facts.nearest) ??
      commaListHelp(facts.found) ??
      `find the ID in the link to the team, as \`${facts.type === 'tenant' ? 'tenantId' : 'groupId'}\``,
  }),
  'all-tenants': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)} is not a Microsoft Teams tenant ID`,
    help: 'for all tenants write `tenants: all`, or `*` as the key',
  }),
  'all-teams': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)} is not a Microsoft Teams team ID`,
    help: 'for all teams write `all` instead of the list, or `*` in a list',
  }),
  'all-in-overrides': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)} is not a Microsoft Teams ID`,
    help: overridesForAll,
  }),
  'misplaced-key': ({ found }: { readonly found: 'children' | 'roleSettings' }) => ({
    message: `${quoted(found)} cannot be used here, where IDs are expected`,
    help:
      found === 'children'
        ? 'write it beside the tenant IDs, or below the ID of a team'
        : 'write it below the ID of a team: overrides are listed by tenant, then by team',
  }),
};

/** Wildcards in a configuration that AWS does not accept. */
export const configurationWildcard = {
  'override-key': (_: NoFacts) => ({
    message: 'found `*`; AWS does not accept a wildcard as the key of an override',
    help: overridesForAll,
  }),
};

/** IDs in a configuration that the policy contains in lower case. */
export const configurationNormalisedId = ({ found }: { readonly found: string }) => ({
  message: `the policy contains ${quoted(found)} in lower case, as AWS requires`,
});

/** Tags that AWS does not accept. */
export const configurationTag = {
  'tag-key': ({ key }: { readonly key: string }) => ({
    message:
      key === '' ? 'the key of a tag is empty' : `the prefix \`aws:\` of ${quoted(key)} is reserved by AWS`,
    help: 'use another key',
  }),
};

/** Names of environments that cannot be used. */
export const configurationEnvironmentName = {
  'environment-characters': ({ found }: { readonly found: string }) => ({
    message: `${foundString(found)} is not a valid environment name`,
    help: 'use letters, digits, `_` and `-`: the name becomes the name of a stack',
  }),
  'environment-length': (facts: {
    readonly found: string;
    readonly count: number;
    readonly limit: number;
  }) => ({
    message: `the environment name ${quoted(facts.found)} is too long: ${facts.count} characters`,
    help: `use at most ${facts.limit} characters: the name becomes the name of a folder`,
  }),
  'reserved-environment': ({ found }: { readonly found: string }) => ({
    message: `the environment name ${quoted(found)} is reserved by CDKTF`,
    help: 'use another name, e.g. `prod`',
  }),
};

/** Checks that could not be made. */
export const configurationUnconfirmed = {
  'cloudformation-function': ({ call }: { readonly call: string }) => ({
    message: `not fully checked: CloudFormation evaluates ${quoted(call)} at deployment`,
    help: 'check the document that CloudFormation generates',
  }),
};

function foundString(found: string): string {
  return found === '' ? 'an empty string' : quoted(found);
}

function joinedByOr(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;
}

/** The help for a text that contains several values, separated by commas; undefined for any other text. */
export function commaListHelp(found: string): string | undefined {
  const items = found.split(',').map((item) => item.trim());
  return items.length < 2 || items.includes('') ? undefined : `write a list: [${items.join(', ')}]`;
}

/** The help that names the nearest known word; undefined where there is none. */
export function didYouMean(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : `did you mean ${quoted(nearest)}?`;
}
