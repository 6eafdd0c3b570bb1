import { chatNamesIn, withChatName } from '../policy/organization/chat-names.js';
import {
  accountLocations,
  cachePerOrganization,
  type Organization,
  unitPaths,
} from '../policy/organization/organization.js';
import { platformNames } from '../policy/problems/request-words.js';
import {
  type Change,
  type ChannelImpact,
  type Effect,
  effectOfGroup,
  type Impact,
  type ImpactGroup,
} from '../simulator/impact/impact.js';
import { type AccountCover, coverOf } from '../simulator/impact/summarize-accounts.js';
import type { ActionNames } from './action-names.js';
import { channelCauses, type ImpactPlaces, type ImpactRow, impactRows } from './impact-rows.js';
import { counted, grouped } from './verdict.js';

/** An impact in words: the changes that all groups share, then the other changes of each group. */
export interface ImpactWords {
  readonly shared: readonly ImpactRow[];
  readonly groups: readonly GroupWords[];
}

export interface GroupWords {
  /** `3 accounts` */
  readonly count: string;
  /** Whole OUs, then parts of OUs. */
  readonly accounts: readonly string[];
  /** The effect of all its changes, shared changes included. */
  readonly effect: Effect;
  /** The changes that are not shared by all groups. */
  readonly rows: readonly ImpactRow[];
}

/** Returns an impact in words; a change that all groups share is listed once. */
export function impactWords(impact: Impact, organization: Organization, names: ActionNames): ImpactWords {
  const places = placeNames(organization);
  const shared = sharedChanges(impact);
  const isShared = new Set(shared.map((change) => JSON.stringify(change)));
  const groups = impact.groups.map((group) => ({
    count: `${group.accounts.length} ${group.accounts.length === 1 ? 'account' : 'accounts'}`,
    accounts: accountWords(organization, group),
    effect: effectOfGroup(group),
    rows: impactRows(
      group.changes.filter((change) => !isShared.has(JSON.stringify(change))),
      places,
      names,
      { allChanges: group.changes },
    ),
  }));
  return { shared: impactRows(shared, places, names), groups };
}

/** The changes that all groups share; empty if there is only one group. */
function sharedChanges({ groups }: Impact): readonly Change[] {
  const [first, ...others] = groups;
  if (first === undefined || others.length === 0) return [];
  const texts = others.map(({ changes }) => new Set(changes.map((change) => JSON.stringify(change))));
  return first.changes.filter((change) => texts.every((text) => text.has(JSON.stringify(change))));
}

/** Accounts in words: `Workloads/Prod (all 40 accounts)`, `3 of 12 accounts in Sandbox: …`. */
export function accountWords(
  organization: Organization,
  { accounts }: Pick<ImpactGroup, 'accounts'>,
): readonly string[] {
  const { units, rest }: AccountCover = coverOf(organization, accounts);
  const pathText = (path: readonly string[]): string => (path.length === 0 ? 'root' : path.join('/'));
  return [
    ...units.map(({ path, accounts: count }) => `${pathText(path)} (all ${count} accounts)`),
    ...rest.map(({ path, total, accounts: own }) => {
      const shown = own.slice(0, 3).map(({ id, name }) => (name === '' ? id : `${name} (${id})`));
      const more = own.length > shown.length ? ` and ${own.length - shown.length} more` : '';
      const where =
        own.length === total ? `${total} accounts directly in` : `${own.length} of ${total} accounts in`;
      const part = own.length === 1 ? '' : `${where} ${pathText(path)}: `;
      return `${part}${shown.join(', ')}${more}`;
    }),
    ...accounts
      .filter((id) => !accountLocations(organization).has(id))
      .map((id) => `${id}, which leaves the organization`),
  ];
}

/** The name of each effect. */
export const effectNames: Readonly<Record<Effect, string>> = {
  gain: 'gains',
  loss: 'losses',
  both: 'gains and losses',
  none: 'no effective change',
};

/** What changes for one chat configuration, or for several for which the same changes. */
export interface ChannelLine {
  readonly effect: Effect;
  readonly words: string;
}

/** More chat configurations than these are not listed one by one. */
const maxChannels = 1_000;

/**
 * Chat configurations and what changes for them; all that they gain is listed. Each has a line; of more than 1,000, those
 * of one place for which the same changes share one, else those of one platform. None is left out.
 */
export function channelLines(
  impacts: readonly ChannelImpact[],
  organization: Organization,
  names: ActionNames,
): readonly ChannelLine[] {
  const impactPlaces = placeNames(organization);
  const placeOf = ({ workspaceId, tenantId, teamId }: ChannelImpact['channel']): string =>
    [workspaceId, tenantId, teamId]
      .flatMap((id) => (id === undefined ? [] : withChatName(impactPlaces.places, id)))
      .join('/');
  const groupsBy = (partOf: (channel: ChannelImpact['channel']) => string): readonly ChannelImpact[][] => {
    const groups = new Map<string, ChannelImpact[]>();
    for (const impact of impacts) {
      const { channel, before, after, effect, gains } = impact;
      const key = JSON.stringify([channel.platform, partOf(channel), before, after, effect, gains]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [impact]);
      else group.push(impact);
    }
    return [...groups.values()];
  };
  const isLong = impacts.length > maxChannels;
  const byPlace = isLong ? groupsBy(placeOf) : impacts.map((impact) => [impact]);
  const groups = byPlace.length > maxChannels ? groupsBy(() => '') : byPlace;
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const places = new Set(group.map(({ channel }) => placeOf(channel)));
    const [only = ''] = places;
    const where = places.size === 1 ? only : `in ${grouped(places.size)} places`;
    const who = [platformNames[first.channel.platform], where].join(' ').trim();
    return [{ effect: first.effect, words: channelWords(group, first, who, impactPlaces, names) }];
  });
}

function channelWords(
  group: readonly ChannelImpact[],
  { channel, before, after, gains, causes }: ChannelImpact,
  place: string,
  impactPlaces: ImpactPlaces,
  names: ActionNames,
): string {
  const accounts = new Set(group.map(({ channel: { accountId } }) => accountId));
  const name = group.length === 1 ? channel.name : `${grouped(group.length)} chat configurations`;
  const where =
    accounts.size === 1
      ? (impactPlaces.places.get(channel.accountId) ?? channel.accountId)
      : counted(accounts.size, 'account');
  const isShared = new Set(group.map((each) => JSON.stringify(each.causes))).size === 1;
  const by = isShared && causes.length > 0 ? ` (${channelCauses(causes, impactPlaces.places)})` : '';
  const rows = impactRows(gains, impactPlaces, names, { isComplete: true });
  const parts = [
    ...(before === after ? [] : [`${stateNames[before]} before, ${laterNames[after]}${by}`]),
    // A channel that is blocked afterwards cannot use what guardrails no longer deny.
    ...(rows.length === 0 || (before !== after && after === 'denied')
      ? []
      : [`weaker guardrails: ${rows.map(({ what }) => what).join(', ')}`]),
  ];
  const list = group.length === 1 ? '' : ' (`impact --format json` lists them)';
  return `${name} (${place}) in ${where}: ${parts.join('; ')}${list}`;
}

const stateNames = { allowed: 'works', denied: 'blocked', unknown: 'unknown' } as const;

const laterNames = { allowed: 'works after', denied: 'blocked after', unknown: 'may stop after' } as const;

/** OUs by their path, accounts by their name, and the policies whose content is not known. */
export const placeNames = cachePerOrganization((organization): ImpactPlaces => {
  const names = new Map<string, string>();
  for (const [, ...path] of unitPaths(organization)) {
    const unit = path.at(-1) ?? organization.root;
    names.set(unit.id, path.length === 0 ? 'root' : path.map(({ name }) => name).join('/'));
    for (const { id, name } of unit.accounts) names.set(id, name === '' ? id : `${name} (${id})`);
  }
  for (const [id, name] of chatNamesIn(organization)) names.set(id, name);
  const { missing, policies } = organization;
  const unknown = missing.flatMap(({ what, id, reason }) =>
    what === 'policy' ? [[policies.get(id)?.name ?? id, reason] as const] : [],
  );
  return { places: names, unknownPolicies: new Map(unknown) };
});
