import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import type {
  ConfigurationName,
  SuggestedAllowList,
  SuggestedExpectation,
  SuggestedGuardrail,
  Suggestions,
  UsedAction,
} from '../replay/suggest.js';

/** A file of suggestions: its name, and its YAML with comments. */
export interface SuggestionFile {
  readonly path: string;
  readonly text: string;
}

/** The patterns that every allow-list needs for notifications and questions, passed by the caller. */
export interface AllowListBase {
  readonly actions: readonly string[];
  /** Characters of a policy; a list that needs more is shortened with wildcards. */
  readonly maxCharacters: number;
  /** SCPs have no effect in it. */
  readonly managementAccountId: string;
}

/** Suggestions as files: guardrails and allow-lists are configurations, expectations are for `test`. */
export function suggestionFiles(found: Suggestions, base: AllowListBase): readonly SuggestionFile[] {
  const about = gaps(found);
  return [
    { path: 'guardrails.yaml', text: guardrailsText(found, about) },
    { path: 'allow-lists.yaml', text: allowListsText(found, about, base) },
    { path: 'expectations.yaml', text: expectationsText(found, about) },
  ];
}

/** What the records leave open, one line of comment each. */
function gaps({
  period,
  counts,
  fromChat,
  unattributed,
  unmapped,
  elsewhere,
}: Suggestions): readonly string[] {
  const days =
    period === undefined ? 'no period' : `${period.from.slice(0, 10)} to ${period.to.slice(0, 10)}`;
  const calls = (list: readonly { readonly calls: number }[]) =>
    list.reduce((all, one) => all + one.calls, 0);
  return [
    `Written by \`chat-guardrails replay --suggest\` from ${countOf(fromChat, 'call')} from chat, ${days}.`,
    'What is run less often than once in this period is not in the records.',
    ...(counts === 'exact'
      ? []
      : ['Counts are minimums: without data events, lambda:InvokeFunction and objects in S3 are missing.']),
    ...(unmapped.length === 0
      ? []
      : [
          `Not considered, IAM action unknown: ${countOf(calls(unmapped), 'call')}: ${some(unmapped.map(({ eventSource, eventName }) => `${eventSource} ${eventName}`))}.`,
        ]),
    ...(unattributed.length === 0
      ? []
      : [
          `Under roles that no chat configuration uses: ${countOf(calls(unattributed), 'call')}: ${some(unattributed.map(({ action }) => action))}.`,
        ]),
    ...(elsewhere === 0
      ? []
      : [
          `Not considered, in accounts that the organization file does not have: ${countOf(elsewhere, 'call')}.`,
        ]),
  ];
}

function guardrailsText({ guardrails, costly }: Suggestions, about: readonly string[]): string {
  const head = [
    ...about,
    'These guardrails of the catalogue would have denied none of the calls that worked. Calls of the chat service',
    'itself count too. `calls` is the number of calls to the services that the guardrail restricts.',
    'Paste the items below `guardrails` of your configuration, or check this file:',
    '  chat-guardrails check guardrails.yaml',
  ];
  const item = ({ id, name, regions, support, deniedThen }: SuggestedGuardrail) => {
    const then = deniedThen === 0 ? '' : `; denied anyway: ${countOf(deniedThen, 'call')}`;
    const parameters = regions === undefined ? '' : `, with: { regions: ${flow(regions)} }`;
    return `  - { name: ${scalar(name)}, targets: root, use: ${id}${parameters} } # ${countOf(support, 'call')}${then}`;
  };
  const others = costly.map(({ id, denied, unknown }) => {
    const doubt = unknown === 0 ? '' : `${denied === 0 ? '' : ', '}unknown for ${unknown}`;
    return `  ${id}: ${denied === 0 ? '' : `denies ${countOf(denied, 'call')}`}${doubt}`;
  });
  return [
    ...comments(head),
    'version: 1',
    'guardrailPolicies: { packing: packed, name: unused-in-chat }',
    guardrails.length === 0 ? 'guardrails: []' : 'guardrails:',
    ...guardrails.map(item),
    ...(others.length === 0 ? [] : comments(['', 'Not suggested:', ...others])),
    '',
  ].join('\n');
}

function allowListsText(
  { allowLists, idle }: Suggestions,
  about: readonly string[],
  base: AllowListBase,
): string {
  const head = [
    ...about,
    'Each guardrail denies a chat configuration everything that it did not use. The first actions of each list are what',
    'the chat app itself and questions to Amazon Q need. An action that is not in a list is denied: review each list',
    'with the owner of the channel. An item marked `shared` can have been used by another configuration with that role.',
    ...(idle.length === 0 ? [] : [`Without any call, and without a list: ${some(idle.map(nameOf))}.`]),
  ];
  const lists = allowLists.filter(({ accountId }) => accountId !== base.managementAccountId);
  const names = uniqueNames(lists);
  const items = lists.flatMap((list, index) => allowListItem(list, names[index] ?? '', base));
  const exempt = allowLists.filter((list) => !lists.includes(list));
  return [
    ...comments(head),
    'version: 1',
    'guardrailPolicies: { packing: packed, name: used-in-chat }',
    items.length === 0 ? 'guardrails: []' : 'guardrails:',
    ...items,
    ...comments(
      exempt.map((list) => `${nameOf(list)}: service control policies do not affect the management account.`),
    ),
    '',
  ].join('\n');
}

function allowListItem(list: SuggestedAllowList, name: string, base: AllowListBase): readonly string[] {
  const { accountId, platform, actions, denied, unmapped } = list;
  const own = actions.filter(({ action }) => !base.actions.some((pattern) => covers(pattern, action)));
  const length = own.reduce((all, { action }) => all + action.length + 3, 0);
  const listed =
    length < base.maxCharacters
      ? own.map((used) => `      - ${scalar(used.action)} # ${useOf(used)}`)
      : shortenedList(own).map((pattern) => `      - ${scalar(pattern)}`);
  const notes = [
    ...(length < base.maxCharacters
      ? []
      : ['Too many actions for one policy: wildcards allow more than was used.']),
    ...(denied.length === 0
      ? []
      : [`Always denied, and not in the list: ${some(denied.map((one) => one.action))}.`]),
    ...(unmapped.length === 0
      ? []
      : [
          `IAM action unknown, and not in the list: ${some(unmapped.map((one) => `${one.eventSource} ${one.eventName}`))}.`,
        ]),
  ];
  const from = `{ platforms: ${platform}, configurations: ${scalar(list.name)}, accounts: ${scalar(accountId)} }`;
  return [
    ...comments(notes).map((line) => `  ${line}`),
    `  - name: ${scalar(name)}`,
    `    targets: ${scalar(accountId)}`,
    `    from: ${from}`,
    '    allowOnly:',
    ...base.actions.map((action) => `      - ${scalar(action)}`),
    ...listed,
  ];
}

/** Whether a pattern with at most one wildcard, at its end, covers an action. */
function covers(pattern: string, action: string): boolean {
  const folded = action.toLowerCase();
  return pattern.endsWith('*')
    ? folded.startsWith(pattern.slice(0, -1).toLowerCase())
    : folded === pattern.toLowerCase();
}

/** `rds:DescribeDBInstances` as `rds:Describe*`. */
function shortenedList(used: readonly UsedAction[]): readonly string[] {
  return [...new Set(used.map(({ action }) => action.replace(/:([A-Z]?[a-z]*).*$/, ':$1*')))].sort();
}

/** Names of policies: unique without regard to characters that Terraform drops. */
function uniqueNames(lists: readonly ConfigurationName[]): readonly string[] {
  const taken = new Set<string>();
  return lists.map(({ name, accountId }) => {
    const start = `used-by-${name.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 80)}-${accountId}`;
    let free = start;
    for (let number = 2; taken.has(free); number++) free = `${start}-${number}`;
    taken.add(free);
    return free;
  });
}

function expectationsText({ expectations }: Suggestions, about: readonly string[]): string {
  const head = [
    ...about,
    'Pins what is used today and allowed by the organization as it is. Evaluate it on every change:',
    '  chat-guardrails test expectations.yaml',
  ];
  const items = expectations.flatMap((one, index) => expectationItem(one, index));
  return [
    ...comments(head),
    items.some((line) => !line.trimStart().startsWith('#')) ? 'expectations:' : 'expectations: []',
    ...items,
    '',
  ].join('\n');
}

function expectationItem(expectation: SuggestedExpectation, index: number): readonly string[] {
  const { accountId, from, region, principalArn, may, others } = expectation;
  const where = region === undefined ? '' : ` in ${region}`;
  const role = from.role === 'user_role' ? ', role of a member' : '';
  const name = `${index + 1}: ${from.configuration ?? ''} of ${accountId}${where}${role}`;
  const notes = others.map(
    (used) =>
      `Not pinned, ${used.found === 'denied' ? 'denied today' : 'unknown'}: ${used.action}, ${useOf(used)}`,
  );
  const members = Object.entries(from).map(([key, value]) => `${key}: ${scalar(String(value))}`);
  const item = [
    `  - name: ${scalar(name)}`,
    `    accounts: ${scalar(accountId)}`,
    `    from: { ${members.join(', ')} }`,
    ...(region === undefined ? [] : [`    region: ${scalar(region)}`]),
    ...(principalArn === undefined ? [] : [`    context: { aws:PrincipalArn: ${scalar(principalArn)} }`]),
    '    may:',
    ...may.map((used) => `      - ${scalar(used.action)} # ${useOf(used)}`),
  ];
  return [...comments(notes).map((line) => `  ${line}`), ...(may.length === 0 ? [] : item)];
}

function useOf({ calls, last, isShared, isBackground }: UsedAction): string {
  const by = isBackground ? ', by the chat service itself' : '';
  return `${countOf(calls, 'call')}, last ${last.slice(0, 10)}${isShared ? ', shared' : ''}${by}`;
}

function nameOf({ accountId, platform, name }: ConfigurationName): string {
  return `${name} (${platform}, ${accountId})`;
}

function some(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const more = distinct.length - 10;
  return `${distinct.slice(0, 10).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Lines as comments of YAML; text from outside cannot end a line. */
function comments(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `# ${escapeControlCharacters(line)}`.trimEnd());
}

function flow(values: readonly string[]): string {
  return `[${values.map(scalar).join(', ')}]`;
}

/** A string of YAML: plain where that cannot be read as anything else, otherwise in double quotes. */
function scalar(value: string): string {
  const isPlain =
    /^[A-Za-z][\w:/.*-]*[\w*-]$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
  if (isPlain) return value;
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\p{Cf}\p{Zs}]/gu, (character) =>
    character === ' '
      ? ' '
      : [...Array(character.length).keys()]
          .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
