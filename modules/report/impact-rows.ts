import { withChatName } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import { platformNames } from '../policy/problems/request-words.js';
import { renderPath } from '../policy/text/path.js';
import type { Outcome } from '../simulator/decide/decision.js';
import type { SettingValue } from '../simulator/effective/chat-operations.js';
import type { ActionChange, Cause, Change, Effect, SettingChange } from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';

/** One change in the words that text, Markdown and HTML share. The strings contain names from outside: escape them for the format. */
export interface ImpactRow {
  readonly effect: Effect;
  /** The setting or the actions. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly causes: string;
}

/** Names in an organization that rows need. */
export interface ImpactPlaces {
  /** The names of root, OUs and accounts by ID; of workspaces and teams by ID in lower case. */
  readonly places: ReadonlyMap<string, string>;
  /** The policies whose content is not known, such as those of a Terraform plan: the reasons by their names. */
  readonly unknownPolicies: ReadonlyMap<string, string>;
}

/** What else an output of rows shows, and how much of it. */
interface RowOptions {
  /** Also contains the changes that other rows of the output show. Default: the changes themselves. */
  readonly allChanges?: readonly Change[];
  /** Shows whole lists of actions and values; default: the first ten of each. */
  readonly isComplete?: boolean;
}

/** Returns one row for each changed setting, then one for each set of actions that change alike. */
export function impactRows(
  changes: readonly Change[],
  { places, unknownPolicies }: ImpactPlaces,
  names: ActionNames,
  { allChanges = changes, isComplete = false }: RowOptions = {},
): readonly ImpactRow[] {
  const settings = changes.filter((change): change is SettingChange => change.kind === 'chat-policy');
  const actionSets = actionSetsOf(changes);
  const list = isComplete ? (words: readonly string[]) => words.join(', ') : fewOf;
  const shown = new Set(
    actionSetsOf(allChanges).flatMap(({ actions }) => actions.flatMap((action) => names.expand(action))),
  );
  return [
    ...settings.map(({ path, before, after, effect, causes }) => ({
      effect,
      what: settingText(path, places),
      before: valueText(before, path, places, list),
      after: valueText(after, path, places, list),
      causes: causesText(causes, places),
    })),
    ...actionSets.map(({ change, actions, except }) => {
      const { platform, before, effect, causes } = change;
      const what = except === undefined ? list(few(actions, names)) : otherActions(except, shown, names);
      return {
        effect,
        what: platform === undefined ? what : `from ${platformNames[platform]}: ${what}`,
        before: outcomeNames[before],
        after: outcomeAfter(change, unknownPolicies),
        causes: causesText(causes, places),
      };
    }),
  ];
}

/** The outcome of an action after a change; a policy whose content is not known makes it unknown. */
export function outcomeAfter(
  { after, causes }: ActionChange,
  unknownPolicies: ImpactPlaces['unknownPolicies'],
): string {
  const isUnknown = after === 'unknown' && causes.every(({ policy }) => unknownPolicies.has(policy));
  return isUnknown ? unknownPolicy : outcomeNames[after];
}

/** Actions that change alike, for the same reasons. */
interface ActionSet {
  readonly change: ActionChange;
  /** Actions, and `service:*` for all actions of a service. */
  readonly actions: readonly string[];
  /** Of `*`: the actions that do not change in this way. */
  readonly except: readonly string[] | undefined;
}

/** The sets of actions that change alike; those of `*` come last. */
function actionSetsOf(changes: readonly Change[]): readonly ActionSet[] {
  const sets = new Map<string, { readonly change: ActionChange; readonly actions: string[] }>();
  const others: ActionSet[] = [];
  for (const change of changes) {
    if (change.kind !== 'action') continue;
    const { action, except, ...same } = change;
    if (action === '*') {
      others.push({ change, actions: [], except: except ?? [] });
      continue;
    }
    const key = JSON.stringify(same);
    const entry = sets.get(key);
    if (entry === undefined) sets.set(key, { change, actions: [action] });
    else entry.actions.push(action);
  }
  return [...[...sets.values()].map((set) => ({ ...set, except: undefined })), ...others];
}

/** All actions that no other row shows; actions that do not change are named as exceptions. */
function otherActions(except: readonly string[], shown: ReadonlySet<string>, names: ActionNames): string {
  const stays = except
    .flatMap((pattern) => names.expand(pattern))
    .filter((action) => !shown.has(action) && !names.neverFromChat(action));
  const every = shown.size === 0 ? 'every action' : 'every other action';
  return stays.length === 0 ? every : `${every} but ${fewOf(names.shorten(new Set(stays)))}`;
}

/** A short list of actions unchanged; a long list with `service:Verb*` for actions of one verb. */
function few(actions: readonly string[], names: ActionNames): readonly string[] {
  if (actions.length <= maxShown + 1) return actions;
  return names.shorten(new Set(actions.flatMap((action) => names.expand(action))));
}

const maxShown = 10;

/** The words joined by commas. Of a long list the first ten and the number of the others; JSON output has all. */
export function fewOf(words: readonly string[], limit = maxShown): string {
  return words.length <= limit + 1
    ? words.join(', ')
    : `${words.slice(0, limit).join(', ')} and ${words.length - limit} more`;
}

/** The outcome where the content of a policy is not known. */
export const unknownPolicy = 'unknown';

/** The name of each outcome. `unknown` means that the outcome depends on the request: its Region, resource or channel. */
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  allowed: 'allowed',
  denied: 'denied',
  unknown: 'depends',
};

/** What the outcomes mean that are neither allowed nor denied. */
export const outcomeMeanings = [
  [
    outcomeNames.unknown,
    'the answer depends on the Region, resource, channel or another part of the request',
  ],
  [unknownPolicy, 'the answer depends on a policy whose content or attachment is not known'],
] as const;

/** A setting in words and its key in AWS's effective policy: `Slack workspaces (slack.workspaces)`. */
function settingText(path: readonly string[], names: ChatNames): string {
  const [, part, ...below] = path;
  if (part === undefined) return 'chat policy';
  const key = part === 'platforms' ? below : [part, ...below];
  const words =
    part === 'default' ? 'Chat applications without their own setting' : settingWords(below, names);
  if (words !== undefined) return `${words} (${renderPath(key)})`;
  const known = key.flatMap((each) => names.get(each.toLowerCase()) ?? []);
  return known.length === 0 ? renderPath(key) : `${renderPath(key)} (${known.join(', ')})`;
}

const settingNames: Readonly<Record<string, string>> = {
  supported_channel_types: 'channel types',
  supported_role_settings: 'role settings',
  workspaces: 'workspaces',
  tenants: 'tenants',
};

/** A setting of a platform in words; undefined for one that is not known. */
function settingWords([platform, ...below]: readonly string[], names: ChatNames): string | undefined {
  const name = Object.entries(platformNames).find(([id]) => id === platform)?.[1];
  const setting = settingNames[below.at(-1) ?? ''];
  if (name === undefined) return undefined;
  if (below.join() === 'client') return name;
  if (below[0] === 'tenants' && below.length === 2) {
    return `${name} teams of ${names.get(below[1] ?? '') ?? 'a tenant'}`;
  }
  if (setting === undefined) return undefined;
  if (below.length === 1 || below[0] === 'default') return `${name} ${setting}`;
  const place = below
    .slice(1, -1)
    .map((id) => withChatName(names, platform === 'slack' ? id.toUpperCase() : id));
  return `${name} ${setting} in ${place.join('/')}`;
}

function valueText(
  value: SettingValue | null,
  path: readonly string[],
  names: ChatNames,
  list: (words: readonly string[]) => string,
): string {
  if (value === null) return path.at(-1) === 'tenants' ? 'any' : 'not set';
  if (typeof value === 'string') return value;
  return value.length === 0 ? 'empty list' : list(value.map((item) => withChatName(names, item)));
}

/** The settings and policies that decide about a channel: `Slack workspaces (slack.workspaces): slack-only at root`. */
export function channelCauses(causes: readonly Cause[], places: ReadonlyMap<string, string>): string {
  return causes
    .map((cause) => {
      const setting = cause.setting === undefined ? '' : `${settingText(cause.setting, places)}: `;
      return `${setting}${causesText([cause], places)}`;
    })
    .join('; ');
}

function causesText(causes: readonly Cause[], places: ReadonlyMap<string, string>): string {
  return causes
    .map(({ policy, level, change }) => {
      const prefix = change === undefined ? '' : `${changeNames[change]} of `;
      return `${prefix}${causeName(policy)} at ${places.get(level) ?? level}`;
    })
    .join(', ');
}

const changeNames = { removed: 'removal', detached: 'detachment' } as const;

/** The name of the policy that causes a change. */
export function causeName(policy: string): string {
  return policy === '' ? 'no policy allows it' : policy;
}
