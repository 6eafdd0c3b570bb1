import { renderPath } from '../policy/text/path.js';
import type { Outcome } from '../simulator/decide/decision.js';
import type { SettingValue } from '../simulator/effective/chat-operations.js';
import type { ActionChange, Cause, Change, Effect, SettingChange } from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';
import { platformNames } from './platform-names.js';

/** One change in the words that text, Markdown and HTML share. All of it is foreign text: escape it for the format. */
export interface ImpactRow {
  readonly effect: Effect;
  /** The setting or the actions. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly causes: string;
}

/**
 * The changes of some accounts, a row each: settings, then actions with one fate together, then all the others.
 * `places` are the names of roots, units and accounts by id; `everyAction`, where the rows are part of a larger
 * picture, has the changes that are told elsewhere as well.
 */
export function impactRows(
  changes: readonly Change[],
  places: ReadonlyMap<string, string>,
  names: ActionNames,
  everyAction: readonly Change[] = changes,
): readonly ImpactRow[] {
  const settings = changes.filter((change): change is SettingChange => change.kind === 'chat-policy');
  const fates = fatesOf(changes);
  const told = new Set(
    fatesOf(everyAction).flatMap(({ actions }) => actions.flatMap((action) => names.expand(action))),
  );
  return [
    ...settings.map(({ path, before, after, effect, causes }) => ({
      effect,
      what: renderPath(path[1] === 'platforms' ? path.slice(2) : path.slice(1)),
      before: valueText(before),
      after: valueText(after),
      causes: causesText(causes, places),
    })),
    ...fates.map(({ change, actions, except }) => {
      const { platform, before, after, effect, causes } = change;
      const what = except === undefined ? fewOf(few(actions, names)) : otherActions(except, told, names);
      return {
        effect,
        what: platform === undefined ? what : `from ${platformNames[platform]}: ${what}`,
        before: outcomeNames[before],
        after: outcomeNames[after],
        causes: causesText(causes, places),
      };
    }),
  ];
}

/** Actions that change alike, for the same reasons. */
interface Fate {
  readonly change: ActionChange;
  /** Names of actions, `service:*` among them. */
  readonly actions: readonly string[];
  /** Of `*`: the actions that do not share the fate. */
  readonly except: readonly string[] | undefined;
}

/** One entry a fate; those of `*` last. */
function fatesOf(changes: readonly Change[]): readonly Fate[] {
  const fates = new Map<string, { readonly change: ActionChange; readonly actions: string[] }>();
  const others: Fate[] = [];
  for (const change of changes) {
    if (change.kind !== 'action') continue;
    const { action, except, ...fate } = change;
    if (action === '*') {
      others.push({ change, actions: [], except: except ?? [] });
      continue;
    }
    const key = JSON.stringify(fate);
    const entry = fates.get(key);
    if (entry === undefined) fates.set(key, { change, actions: [action] });
    else entry.actions.push(action);
  }
  return [...[...fates.values()].map((fate) => ({ ...fate, except: undefined })), ...others];
}

/** What is left when other rows have told of the `told`: what stays as it is, is named. */
function otherActions(except: readonly string[], told: ReadonlySet<string>, names: ActionNames): string {
  const stays = except
    .flatMap((pattern) => names.expand(pattern))
    .filter((action) => !told.has(action) && !names.neverFromChat(action));
  const every = told.size === 0 ? 'every action' : 'every other action';
  return stays.length === 0 ? every : `${every} but ${fewOf(names.shorten(new Set(stays)))}`;
}

/** Actions as they are while they are few, else in short. */
function few(actions: readonly string[], names: ActionNames): readonly string[] {
  if (actions.length <= most + 1) return actions;
  return names.shorten(new Set(actions.flatMap((action) => names.expand(action))));
}

const most = 10;

/** The first of a long list, and how many more; JSON has all of them. */
export function fewOf(words: readonly string[]): string {
  return words.length <= most + 1
    ? words.join(', ')
    : `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}

/** An action that is `unknown` to us is allowed or denied as the request has it: its Region, resource, channel, … */
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  allowed: 'allowed',
  denied: 'denied',
  unknown: 'depends',
};

function valueText(value: SettingValue | null): string {
  if (value === null) return 'not set';
  if (typeof value === 'string') return value;
  return value.length === 0 ? 'empty list' : fewOf(value);
}

function causesText(causes: readonly Cause[], places: ReadonlyMap<string, string>): string {
  return causes
    .map(
      ({ policy, level }) =>
        `${policy === '' ? 'nothing allows it' : policy} at ${places.get(level) ?? level}`,
    )
    .join(', ');
}
