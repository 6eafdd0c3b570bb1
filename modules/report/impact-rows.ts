import { type ChatNames, withChatName } from '../policy/organization/chat-names.js';
import { renderPath } from '../policy/text/path.js';
import type { Outcome } from '../simulator/decide/decision.js';
import type { SettingValue } from '../simulator/effective/chat-operations.js';
import type { ActionChange, Cause, Change, Effect, SettingChange } from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';
import { platformNames } from './platform-names.js';

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
  /** The names of policies whose content is not known, such as those that a Terraform plan knows only after apply. */
  readonly unknownPolicies: ReadonlySet<string>;
}

/**
 * Returns one row for each changed setting, then one for each set of actions that change alike. `allChanges` also
 * contains the changes that other rows of the output show.
 */
export function impactRows(
  changes: readonly Change[],
  { places, unknownPolicies }: ImpactPlaces,
  names: ActionNames,
  allChanges: readonly Change[] = changes,
): readonly ImpactRow[] {
  const settings = changes.filter((change): change is SettingChange => change.kind === 'chat-policy');
  const actionSets = actionSetsOf(changes);
  const shown = new Set(
    actionSetsOf(allChanges).flatMap(({ actions }) => actions.flatMap((action) => names.expand(action))),
  );
  return [
    ...settings.map(({ path, before, after, effect, causes }) => ({
      effect,
      what:
        path.length === 1
          ? 'chat policy'
          : settingText(path[1] === 'platforms' ? path.slice(2) : path.slice(1), places),
      before: valueText(before, places),
      after: valueText(after, places),
      causes: causesText(causes, places),
    })),
    ...actionSets.map(({ change, actions, except }) => {
      const { platform, before, after, effect, causes } = change;
      const what = except === undefined ? fewOf(few(actions, names)) : otherActions(except, shown, names);
      return {
        effect,
        what: platform === undefined ? what : `from ${platformNames[platform]}: ${what}`,
        before: outcomeNames[before],
        after:
          after === 'unknown' && causes.every(({ policy }) => unknownPolicies.has(policy))
            ? unknownPolicy
            : outcomeNames[after],
        causes: causesText(causes, places),
      };
    }),
  ];
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
  if (actions.length <= most + 1) return actions;
  return names.shorten(new Set(actions.flatMap((action) => names.expand(action))));
}

const most = 10;

/** The words joined by commas. Of a long list the first ten and the number of the others; JSON output has all. */
export function fewOf(words: readonly string[]): string {
  return words.length <= most + 1
    ? words.join(', ')
    : `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}

/** The outcome where the content of a policy is not known. */
export const unknownPolicy = 'unknown';

/** The name of each outcome. `unknown` means that the outcome depends on the request: its Region, resource or channel. */
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  allowed: 'allowed',
  denied: 'denied',
  unknown: 'depends',
};

function settingText(path: readonly string[], names: ChatNames): string {
  const known = path.flatMap((key) => names.get(key.toLowerCase()) ?? []);
  return known.length === 0 ? renderPath(path) : `${renderPath(path)} (${known.join(', ')})`;
}

function valueText(value: SettingValue | null, names: ChatNames): string {
  if (value === null) return 'not set';
  if (typeof value === 'string') return value;
  return value.length === 0 ? 'empty list' : fewOf(value.map((item) => withChatName(names, item)));
}

function causesText(causes: readonly Cause[], places: ReadonlyMap<string, string>): string {
  return causes
    .map(
      ({ policy, level }) =>
        `${policy === '' ? 'no policy allows it' : policy} at ${places.get(level) ?? level}`,
    )
    .join(', ');
}
