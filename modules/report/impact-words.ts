import type { Organization } from '../policy/organization.js';
import { renderPath } from '../policy/problem.js';
import type { SettingValue } from '../simulator/chat-operations.js';
import { type AccountCover, coverOf } from '../simulator/impact/account-cover.js';
import type {
  ActionChange,
  Cause,
  Change,
  ChannelImpact,
  Effect,
  Impact,
  ImpactGroup,
} from '../simulator/impact/impact.js';

/** One change in the words that text, Markdown and HTML share. All of it is foreign text: escape it for the format. */
export interface ChangeWords {
  readonly effect: Effect;
  /** The setting or the actions. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly causes: string;
}

/** The words of a change; actions of the same fate are joined by `joinActions` beforehand. */
export function wordsOf(change: Change | JoinedActions, organization: Organization): ChangeWords {
  const names = placeNames(organization);
  const causes = change.causes.map((cause) => causeOf(cause, names)).join(', ');
  if (change.kind === 'chat-policy') {
    const rest = change.path[1] === 'platforms' ? change.path.slice(2) : change.path.slice(1);
    return {
      effect: change.effect,
      what: renderPath(rest),
      before: valueText(change.before),
      after: valueText(change.after),
      causes,
    };
  }
  const actions = 'actions' in change ? fewOf(change.actions) : actionText(change);
  const what =
    change.platform === undefined ? actions : `${actions} (from ${platformNames[change.platform]})`;
  return { effect: change.effect, what, before: change.before, after: change.after, causes };
}

/** Actions that change alike, for the same reasons. */
export interface JoinedActions extends Omit<ActionChange, 'action' | 'except'> {
  readonly actions: readonly string[];
}

/** Settings as they are; actions that change alike in one entry. */
export function joinActions(
  changes: readonly Change[],
): readonly (Exclude<Change, ActionChange> | JoinedActions)[] {
  const joined = new Map<string, { readonly change: ActionChange; readonly actions: string[] }>();
  const settings: Exclude<Change, ActionChange>[] = [];
  for (const change of changes) {
    if (change.kind === 'chat-policy') {
      settings.push(change);
      continue;
    }
    const { action: _, except: __, ...fate } = change;
    const key = JSON.stringify(fate);
    const entry = joined.get(key) ?? { change, actions: [] };
    entry.actions.push(actionText(change));
    joined.set(key, entry);
  }
  const actions = [...joined.values()].map(({ change, actions }): JoinedActions => {
    const { action: _, except: __, ...fate } = change;
    return { ...fate, actions };
  });
  return [...settings, ...actions];
}

const platformNames = { slack: 'Slack', microsoft_teams: 'Microsoft Teams', chime: 'Amazon Chime' } as const;

function actionText({ action, except }: ActionChange): string {
  if (action !== '*') return action;
  return except === undefined || except.length === 0
    ? 'every action'
    : `every action but ${except.join(', ')}`;
}

/** The first of a long list, and how many more; JSON has all of them. */
function fewOf(words: readonly string[]): string {
  const most = 10;
  return words.length <= most + 1
    ? words.join(', ')
    : `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}

function valueText(value: SettingValue | null): string {
  if (value === null) return 'not set';
  if (typeof value === 'string') return value;
  return value.length === 0 ? 'empty list' : fewOf(value);
}

function causeOf({ policy, level }: Cause, names: ReadonlyMap<string, string>): string {
  return `${policy === '' ? 'nothing allows it' : policy} at ${names.get(level) ?? level}`;
}

/** Units by their path, accounts by their name, the root as `root`. */
export function placeNames(organization: Organization): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const walk = (unit: Organization['root'], path: readonly string[]): void => {
    names.set(unit.id, path.length === 0 ? 'root' : path.join('/'));
    for (const { id, name } of unit.accounts) names.set(id, name === '' ? id : `${name} (${id})`);
    for (const child of unit.organizationalUnits) walk(child, [...path, child.name]);
  };
  walk(organization.root, []);
  return names;
}

/** Which accounts a group holds: `Workloads/Prod (all 40 accounts)`, `3 of 12 accounts in Sandbox: …`. */
export function accountWords(organization: Organization, { accounts }: ImpactGroup): readonly string[] {
  const { units, rest }: AccountCover = coverOf(organization, new Set(accounts));
  const pathText = (path: readonly string[]): string => (path.length === 0 ? 'root' : path.join('/'));
  return [
    ...units.map(({ path, accounts: count }) => `${pathText(path)} (all ${count} accounts)`),
    ...rest.map(({ path, total, accounts: own }) => {
      const shown = own.slice(0, 3).map(({ id, name }) => (name === '' ? id : `${name} (${id})`));
      const more = own.length > shown.length ? ` and ${own.length - shown.length} more` : '';
      const part = own.length === 1 ? '' : `${own.length} of ${total} accounts in ${pathText(path)}: `;
      return `${part}${shown.join(', ')}${more}`;
    }),
  ];
}

/** `gain`, `loss` or `both` of everything that happens to a group. */
export function effectOf({ changes }: ImpactGroup): Effect {
  const effects = new Set(changes.map(({ effect }) => effect));
  const gains = effects.has('gain') || effects.has('both');
  const losses = effects.has('loss') || effects.has('both');
  return gains && losses ? 'both' : gains ? 'gain' : losses ? 'loss' : 'none';
}

/** What an effect is called. */
export const effectNames: Readonly<Record<Effect, string>> = {
  gain: 'gains',
  loss: 'losses',
  both: 'gains and losses',
  none: 'written differently',
};

/** `42 of 500 accounts change.` */
export function summaryWords({ accounts: { total, changed } }: Impact): string {
  if (changed === 0) return `None of ${total} accounts changes.`;
  return `${changed} of ${total} accounts ${changed === 1 ? 'changes' : 'change'}.`;
}

/** What happens to a chat configuration. */
export function channelWords({ channel, before, after, gains }: ChannelImpact): string {
  const place = [channel.workspaceId, channel.tenantId, channel.teamId]
    .filter((part) => part !== undefined)
    .join('/');
  const who = `${channel.name} (${platformNames[channel.platform]}${place === '' ? '' : ` ${place}`}) in ${channel.accountId}`;
  const parts = [
    ...(before === after ? [] : [`${stateNames[before]} before, ${stateNames[after]} after`]),
    ...(gains.length === 0
      ? []
      : [
          `weaker guardrails: ${joinActions(gains)
            .map((each) => ('actions' in each ? fewOf(each.actions) : ''))
            .join('; ')}`,
        ]),
  ];
  return `${who}: ${parts.join('; ')}`;
}

const stateNames = { allowed: 'works', denied: 'blocked', unknown: 'not known whether it works' } as const;
