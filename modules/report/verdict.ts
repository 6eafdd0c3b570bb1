import type { DatedException } from '../analysis/dated-exceptions.js';
import { accountFilter, isChatGuardrail } from '../analysis/guardrail-scope.js';
import { type PlatformScope, platformScope } from '../analysis/platform-scope.js';
import {
  type Account,
  type AttachmentTarget,
  type Organization,
  unitPaths,
} from '../policy/organization/organization.js';
import { platformNames } from '../policy/problems/request-words.js';
import {
  chatPoliciesEnabled,
  type EffectiveChatPolicy,
  sharedChatPolicies,
} from '../simulator/effective/effective-policy.js';
import { type Effect, effectOfGroup, type Impact, stopsWorking } from '../simulator/impact/impact.js';
import { coverOf } from '../simulator/impact/summarize-accounts.js';

/** An exemption or acknowledged problem, and how many days it has left if it has an end date. */
type CountedException = Pick<DatedException, 'kind'> & Partial<Pick<DatedException, 'daysLeft'>>;

/** One sentence of a verdict, without a full stop. It can contain names from outside: escape it for the format. */
export interface VerdictSentence {
  readonly about: 'slack' | 'microsoft_teams' | 'guardrails' | 'exceptions' | 'accounts' | 'channels';
  readonly text: string;
}

/**
 * Returns what an organization allows from chat, a sentence each: Slack, Microsoft Teams, guardrails, exceptions.
 * Without a configuration the exceptions are not known, and there is no sentence about them.
 */
export function organizationVerdict(
  organization: Organization,
  exceptions?: readonly CountedException[],
): readonly VerdictSentence[] {
  const policies = [...sharedChatPolicies(organization)];
  return [
    ...(['slack', 'microsoft_teams'] as const).map((platform) => ({
      about: platform,
      text: `${platformNames[platform]}: ${platformText(organization, policies, platform)}`,
    })),
    { about: 'guardrails', text: guardrailText(organization) },
    ...(exceptions === undefined ? [] : [{ about: 'exceptions' as const, text: exceptionText(exceptions) }]),
  ];
}

/** Returns what a change does: how many accounts gain and lose access, and how many channels stop working. */
export function changeVerdict({ accounts, groups, channels }: Impact): readonly VerdictSentence[] {
  const { total, changed } = accounts;
  const parts = (['gain', 'both', 'loss', 'none'] as const).flatMap((effect) => {
    const affected = groups.filter((group) => effectOfGroup(group) === effect);
    const number = affected.reduce((sum, group) => sum + group.accounts.length, 0);
    return number === 0 ? [] : [`${grouped(number)} ${effectVerbs[effect][number === 1 ? 0 : 1]}`];
  });
  const all = `${grouped(changed)} of ${counted(total, 'account')} ${changed === 1 ? 'changes' : 'change'}`;
  const isWithoutEffect = groups.every((group) => effectOfGroup(group) === 'none');
  const text = isWithoutEffect
    ? ['No account gains or loses access', ...parts].join('; ')
    : `${all}: ${parts.join(', ')}`;
  return [
    { about: 'accounts', text: changed === 0 ? 'No account changes' : text },
    ...channelVerdict(channels).map((each) => ({ about: 'channels' as const, text: each })),
  ];
}

/** Returns how many channels stop working and how many may, a sentence each. */
export function channelVerdict(channels: Impact['channels']): readonly string[] {
  const stopping = channels.filter(stopsWorking);
  const open = stopping.filter(({ after }) => after === 'unknown').length;
  const stopped = stopping.length - open;
  return [
    ...(stopped === 0 ? [] : [`${counted(stopped, 'channel')} ${stopped === 1 ? 'stops' : 'stop'} working`]),
    ...(open === 0 ? [] : [`${counted(open, 'channel')} may stop working`]),
  ];
}

/** The title of the channels that stop working or may. */
export function channelTitle(channels: Impact['channels']): string {
  const stopping = channels.filter(stopsWorking);
  const open = stopping.filter(({ after }) => after === 'unknown').length;
  const verb = open === 0 ? 'stop' : open === stopping.length ? 'may stop' : 'stop or may stop';
  return `Channels that ${verb} working`;
}

const effectVerbs: Readonly<Record<Effect, readonly [one: string, many: string]>> = {
  gain: ['gains access', 'gain access'],
  both: ['gains and loses access', 'gain and lose access'],
  loss: ['loses access', 'lose access'],
  none: ['has changed settings without effect', 'have changed settings without effect'],
};

/** `any workspace in Sandbox, 2 workspaces in 22 accounts, off in 3 accounts`. */
function platformText(
  organization: Organization,
  policies: readonly { readonly accounts: readonly Account[]; readonly policy: EffectiveChatPolicy }[],
  platform: 'slack' | 'microsoft_teams',
): string {
  const enabled = chatPoliciesEnabled(organization);
  const accounts = new Map<Reach, string[]>();
  const places = new Set<string>();
  const lists = new Map<string, number>();
  for (const { accounts: sharing, policy } of policies) {
    const scope = platformScope(policy, platform);
    const reach = enabled ? reaches[scope.state] : 'any';
    const own = accounts.get(reach) ?? [];
    accounts.set(reach, own);
    for (const { id } of sharing) own.push(id);
    if (reach !== 'some' || sharing.length === 0) continue;
    const ids = scope.places.map(({ id }) => id).sort();
    lists.set(ids.join(), ids.length);
    for (const id of ids) places.add(id);
  }
  const [one, many] = platform === 'slack' ? ['workspace', 'workspaces'] : ['team', 'teams'];
  const words = {
    any: `any ${one}`,
    some: `${limitText([...lists.values()], places.size)}${placesText([...places], one, many)}`,
    unknown: 'unknown',
    off: 'off',
  };
  return (['any', 'some', 'unknown', 'off'] as const)
    .flatMap((reach) => {
      const own = accounts.get(reach);
      return own === undefined ? [] : [`${words[reach]} in ${accountsText(organization, own)}`];
    })
    .join(', ');
}

type Reach = 'any' | 'some' | 'unknown' | 'off';

const reaches: Readonly<Record<PlatformScope['state'], Reach>> = {
  open: 'any',
  unset: 'any',
  limited: 'some',
  unknown: 'unknown',
  disabled: 'off',
};

/** `up to ` where accounts have different lists of places, with the longest list where none has all of them. */
function limitText(lengths: readonly number[], all: number): string {
  const longest = Math.max(...lengths);
  if (lengths.length < 2) return '';
  return longest === all ? 'up to ' : `up to ${grouped(longest)} of `;
}

/** `2 teams and all teams of 1 tenant`. The place `tenant/*` is all teams of the tenant. */
function placesText(ids: readonly string[], one: string, many: string): string {
  const wide = ids.filter((id) => id.endsWith('/*'));
  const listed = ids.length - wide.length;
  return [
    ...(listed === 0 ? [] : [counted(listed, one, many)]),
    ...(wide.length === 0 ? [] : [`all teams of ${counted(wide.length, 'tenant')}`]),
  ].join(' and ');
}

/** `every account`, the path of an OU that contains exactly these accounts, or their number. */
function accountsText(organization: Organization, accounts: readonly string[]): string {
  const { units, rest } = coverOf(organization, accounts);
  const [unit] = units;
  if (unit !== undefined && units.length === 1 && rest.length === 0) {
    if (unit.path.length === 0) return 'every account';
    return `${unit.path.join('/')} (${counted(unit.accounts, 'account')})`;
  }
  return counted(accounts.length, 'account');
}

/** The guardrails that are attached, and the accounts that they apply to: never the management account or exempt ones. */
function guardrailText(organization: Organization): string {
  const { enabledPolicyTypes, policies, missing, managementAccountId } = organization;
  const guardrails = new Map(
    [...policies.values()].filter(isChatGuardrail).map(({ id, content }) => [id, accountFilter(content)]),
  );
  const attached = new Set<string>();
  const sets = new Set<string>();
  const unbound: string[] = [];
  let total = 0;
  const guardrailsAt = (target: AttachmentTarget) => target.policies.filter((id) => guardrails.has(id));
  for (const units of unitPaths(organization)) {
    const inherited = units.flatMap(guardrailsAt);
    for (const account of units.at(-1)?.accounts ?? []) {
      total++;
      const isBound = account.id !== managementAccountId;
      const own = [...inherited, ...guardrailsAt(account)].filter(
        (id) => guardrails.get(id)?.(account.id) ?? true,
      );
      if (isBound) for (const id of own) attached.add(id);
      if (!isBound || own.length === 0) unbound.push(account.id);
      else sets.add([...new Set(own)].sort().join());
    }
  }
  const isPartial = missing.some(({ what }) => what !== 'channels' && what !== 'tags');
  if (attached.size === 0 || !enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY'))
    return isPartial ? 'No known guardrails' : 'No guardrails';
  const [first] = unbound;
  const where =
    unbound.length === 1 && first === managementAccountId
      ? 'every account except the management account'
      : `${grouped(total - unbound.length)} of ${counted(total, 'account')}`;
  const each = sets.size > 1 ? ', at least one' : '';
  return `${isPartial ? 'At least ' : ''}${counted(attached.size, 'guardrail')}${each} in ${where}`;
}

/** `3 exemptions, one ends in 12 days; 1 acknowledged problem`. */
function exceptionText(exceptions: readonly CountedException[]): string {
  if (exceptions.length === 0) return 'No exemptions';
  const kinds = [
    ['exemption', 'exemption'],
    ['acknowledgement', 'acknowledged problem'],
  ] as const;
  return kinds
    .flatMap(([kind, name]) => {
      const own = exceptions.filter((each) => each.kind === kind);
      if (own.length === 0) return [];
      const days = own.flatMap(({ daysLeft }) => daysLeft ?? []);
      const open = own.length - days.length;
      const expired = days.filter((each) => each < 0).length;
      return [
        [
          counted(own.length, name),
          ...(expired === 0 ? [] : [`${expired} expired`]),
          ...nextEnd(days),
          ...(open === 0 ? [] : [`${open} without an end date`]),
        ].join(', '),
      ];
    })
    .join('; ');
}

/** The next end within 30 days. */
function nextEnd(days: readonly number[]): readonly string[] {
  const next = Math.min(...days.filter((each) => each >= 0));
  if (next > 30) return [];
  const same = days.filter((each) => each === next).length;
  const when = next === 0 ? 'today' : `in ${counted(next, 'day')}`;
  return [`${same === 1 ? 'one ends' : `${same} end`} ${when}`];
}

/** `1 account`, `10,000 accounts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `10,000` */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
