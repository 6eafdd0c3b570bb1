import type { GuardrailStatement } from '../policy/intent.js';
import {
  accountsOf,
  type ChatChannel,
  mapTargets,
  type Organization,
} from '../policy/organization/organization.js';
import { compileGuardrail } from '../policy/scp/compile.js';
import { definedMembers } from '../policy/text/json.js';
import { type Decider, decider } from '../simulator/decide/decide.js';
import type { ChatOrigin } from '../simulator/decide/decision-request.js';
import type { Replay, ReplayWorld } from './answer.js';
import { type Candidate, candidatesByRole } from './chat-session.js';
import type { AttributedCalls } from './join-audit-log.js';
import { accountOf, attributeCalls, decideCalls, originOf } from './replay.js';
import type { Tallies } from './tallies.js';

/** A guardrail of the catalogue that can be suggested. */
export interface CatalogueGuardrail {
  readonly id: string;
  /** The Regions of `with`, for a guardrail that needs them. */
  readonly regions?: readonly string[];
  readonly statements: readonly GuardrailStatement[];
  /** The IDs of the guardrails that a pack includes. */
  readonly includes: readonly string[];
}

/** What suggestions need besides what a replay needs. */
export interface SuggestionWorld extends ReplayWorld {
  /** The catalogue, with the Regions that were used. */
  readonly catalogueOf: (regions: readonly string[]) => readonly CatalogueGuardrail[];
  /** The guardrails that the configuration has already: their names, and the IDs of those of the catalogue. */
  readonly used: { readonly names: readonly string[]; readonly ids: readonly string[] };
}

/** What the records suggest, with the gaps that they leave. */
export interface Suggestions {
  readonly period?: Replay['period'];
  readonly counts: Replay['counts'];
  readonly fromChat: number;
  /** Guardrails that would have denied no call that worked, without those that a suggested pack includes. */
  readonly guardrails: readonly SuggestedGuardrail[];
  /** Guardrails that would have denied calls that worked, or for which the records do not suffice. */
  readonly costly: readonly CostlyGuardrail[];
  readonly allowLists: readonly SuggestedAllowList[];
  readonly expectations: readonly SuggestedExpectation[];
  /** Chat configurations without any call. */
  readonly idle: readonly ConfigurationName[];
  /** Calls under roles that no chat configuration uses; no list contains them. */
  readonly unattributed: readonly UsedAction[];
  readonly unmapped: Replay['unmapped'];
  /** Calls in accounts that the organization file does not have; no guardrail was tried on them. */
  readonly elsewhere: number;
}

/** A guardrail that costs nothing. */
export interface SuggestedGuardrail {
  readonly id: string;
  /** A name that the configuration does not have yet. */
  readonly name: string;
  readonly regions?: readonly string[];
  /** How many calls that worked were made to the services that it restricts. */
  readonly support: number;
  /** How many calls it matches that were denied when they were made. */
  readonly deniedThen: number;
}

/** A guardrail that is not suggested: how many calls it denies, and for how many the answer is unknown. */
export interface CostlyGuardrail {
  readonly id: string;
  readonly denied: number;
  readonly unknown: number;
}

/** A chat configuration by its name. */
export type ConfigurationName = Pick<ChatChannel, 'accountId' | 'platform' | 'name'>;

/** An IAM action that was used. */
export interface UsedAction {
  readonly action: string;
  readonly calls: number;
  /** ISO 8601, UTC. */
  readonly last: string;
  /** Whether the calls can have come from another chat configuration instead. */
  readonly isShared: boolean;
  /** Whether the chat service made the calls for itself. */
  readonly isBackground: boolean;
}

/** What a chat configuration used. */
export interface SuggestedAllowList extends ConfigurationName {
  readonly actions: readonly UsedAction[];
  /** Actions of which every call was denied; the list does not contain them. */
  readonly denied: readonly UsedAction[];
  /** Events without a known IAM action; the list does not contain them, so it denies them. */
  readonly unmapped: Replay['unmapped'];
}

/** What a chat configuration used in one Region and can do in the organization as it is. */
export interface SuggestedExpectation {
  readonly accountId: string;
  readonly from: ChatOrigin;
  readonly region?: string;
  /** The ARN of the role, where an answer depends on it. */
  readonly principalArn?: string;
  readonly may: readonly UsedAction[];
  /** Actions that cannot be pinned: they are denied today, or the answer is unknown. */
  readonly others: readonly (UsedAction & { readonly found: 'denied' | 'unknown' })[];
}

/** Suggests guardrails, allow-lists and expectations from what was run from chat. */
export function suggest(counted: Tallies, answer: Replay, world: SuggestionWorld): Suggestions {
  const { calls } = attributeCalls(counted, world);
  const mapped = calls.filter(({ actions }) => actions.length > 0);
  const accounts = new Set([...accountsOf(world.before)].map(({ account }) => account.id));
  const isKnown = ({ tally }: AttributedCalls) => accounts.has(accountOf(tally));
  const background = backgroundCalls(counted, world);
  const perConfiguration = byConfiguration([...calls, ...background]);
  const hasCalls = new Set(calls.flatMap(({ candidates }) => candidates.map(({ channel }) => channel)));
  return {
    ...(answer.period === undefined ? {} : { period: answer.period }),
    counts: answer.counts,
    fromChat: answer.events.fromChat,
    ...suggestGuardrails([...mapped, ...background].filter(isKnown), world),
    allowLists: perConfiguration.filter(({ channel }) => hasCalls.has(channel)).map(allowListOf),
    expectations: expectationsOf(perConfiguration, world),
    idle: world.before.channels
      .filter((channel) => !hasCalls.has(channel))
      .map(({ accountId, platform, name }) => ({ accountId, platform, name })),
    unattributed: usedActions(mapped.filter(({ candidates }) => candidates.length === 0)),
    unmapped: answer.unmapped,
    elsewhere: sum(mapped.filter((one) => !isKnown(one))),
  };
}

/** Calls that the chat service makes for itself: a guardrail that denies them breaks notifications. */
function backgroundCalls({ tallies }: Tallies, world: SuggestionWorld): readonly AttributedCalls[] {
  const byRole = candidatesByRole(world.before);
  return tallies.flatMap((tally) => {
    const actions = tally.isBackground ? world.actionsOfEvent(tally.source, tally.name) : [];
    const candidates = byRole(tally.roleArn).filter(({ channel }) => channel.accountId === accountOf(tally));
    return actions.length === 0 ? [] : [{ tally, actions, candidates, people: new Map() }];
  });
}

function suggestGuardrails(
  calls: readonly AttributedCalls[],
  { before, catalogue, catalogueOf, used }: SuggestionWorld,
): Pick<Suggestions, 'guardrails' | 'costly'> {
  const regions = [...new Set(calls.flatMap(({ tally }) => (tally.region === '' ? [] : [tally.region])))];
  const tried = catalogueOf(regions.sort()).map((guardrail) => {
    const organization = underOnly(before, guardrail);
    const decide = decider(organization, { catalogue, gates: ['service-control-policy'] });
    return { guardrail, ...costOf(calls, { decide, organization }) };
  });
  const free = tried.filter(({ denied, unknown }) => denied === 0 && unknown === 0);
  const active = tried.filter((one) => free.includes(one) || used.ids.includes(one.guardrail.id));
  const covered = new Set([...used.ids, ...active.flatMap(({ guardrail }) => guardrail.includes)]);
  return {
    guardrails: free
      .filter(({ guardrail }) => !covered.has(guardrail.id))
      .map(({ guardrail: { id, regions: needed, statements }, deniedThen }) => ({
        id,
        name: used.names.includes(id) ? `${id}-in-chat` : id,
        ...definedMembers({ regions: needed }),
        support: supportOf(statements, calls),
        deniedThen,
      }))
      .sort((a, b) => b.support - a.support || (a.id < b.id ? -1 : 1)),
    costly: tried.flatMap(({ guardrail: { id }, denied, unknown }) =>
      denied + unknown === 0 ? [] : [{ id, denied, unknown }],
    ),
  };
}

/** The organization with one guardrail on its root, and no other policy that denies. */
function underOnly(organization: Organization, { statements }: CatalogueGuardrail): Organization {
  const from = { platforms: [], configurations: [], accounts: [] };
  const content = compileGuardrail({ statements, from, partition: '*' }, { except: [], sid: '' });
  const Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  const policy = (id: string, document: typeof content) =>
    [id, { id, name: id, type: 'SERVICE_CONTROL_POLICY', awsManaged: false, content: document }] as const;
  const root = mapTargets(organization.root, (target) => ({
    ...target,
    policies: target.id === organization.root.id ? ['all', 'guardrail'] : ['all'],
  }));
  return {
    ...organization,
    root,
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
    policies: new Map([policy('all', { Version: '2012-10-17', Statement }), policy('guardrail', content)]),
    missing: [],
  };
}

/** How many calls that worked a guardrail denies or may deny, and how many it matches that were denied anyway. */
function costOf(
  calls: readonly AttributedCalls[],
  trial: { readonly decide: Decider; readonly organization: Organization },
): { readonly denied: number; readonly unknown: number; readonly deniedThen: number } {
  const cost = { denied: 0, unknown: 0, deniedThen: 0 };
  for (const one of calls) {
    const { outcome } = decideCalls(one, trial);
    if (outcome === 'allowed') continue;
    cost[outcome] += one.tally.calls - one.tally.denied;
    cost.deniedThen += one.tally.denied;
  }
  return cost;
}

/** How many calls that worked were made to the services of these statements; an allow-list restricts every service. */
function supportOf(statements: readonly GuardrailStatement[], calls: readonly AttributedCalls[]): number {
  const isEvery = statements.some(({ effect }) => effect === 'allowOnly');
  const services = new Set(statements.flatMap(({ actions }) => actions.map(serviceOf)));
  return sum(
    calls.filter(({ tally, actions }) => {
      return !tally.isBackground && (isEvery || actions.some((action) => services.has(serviceOf(action))));
    }),
  );
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}

/** How many of the calls worked. */
function sum(calls: readonly AttributedCalls[]): number {
  return calls.reduce((total, { tally }) => total + tally.calls - tally.denied, 0);
}

interface ConfigurationUse {
  readonly channel: ChatChannel;
  readonly calls: AttributedCalls[];
}

/** The calls that each chat configuration can have made, by account and name. */
function byConfiguration(calls: readonly AttributedCalls[]): readonly ConfigurationUse[] {
  const found = new Map<ChatChannel, AttributedCalls[]>();
  for (const one of calls) {
    for (const channel of new Set(one.candidates.map((candidate) => candidate.channel))) {
      const own = found.get(channel) ?? [];
      found.set(channel, own);
      own.push(one);
    }
  }
  const key = ({ accountId, name, platform }: ChatChannel) => `${accountId} ${name} ${platform}`;
  return [...found]
    .map(([channel, own]) => ({ channel, calls: own }))
    .sort((a, b) => (key(a.channel) < key(b.channel) ? -1 : 1));
}

function allowListOf({ channel, calls }: ConfigurationUse): SuggestedAllowList {
  const { accountId, platform, name } = channel;
  const worked = usedActions(calls.filter(({ tally }) => tally.calls > tally.denied));
  const names = new Set(worked.map(({ action }) => action));
  const denied = usedActions(calls.filter(({ tally }) => tally.calls === tally.denied));
  return {
    ...{ accountId, platform, name, actions: worked },
    denied: denied.filter(({ action }) => !names.has(action)),
    unmapped: calls.flatMap(({ tally, actions }) =>
      actions.length > 0 ? [] : [{ eventSource: tally.source, eventName: tally.name, calls: tally.calls }],
    ),
  };
}

/** The actions of calls, by name. */
function usedActions(calls: readonly AttributedCalls[]): readonly UsedAction[] {
  const used = new Map<string, UsedAction>();
  for (const { tally, actions, candidates } of calls) {
    const isShared = new Set(candidates.map(({ channel }) => channel)).size > 1;
    for (const action of actions) {
      const { isBackground } = tally;
      const known = used.get(action) ?? { action, calls: 0, last: tally.last, isShared, isBackground };
      used.set(action, {
        action,
        calls: known.calls + tally.calls,
        last: tally.last > known.last ? tally.last : known.last,
        isShared: known.isShared && isShared,
        isBackground: known.isBackground && isBackground,
      });
    }
  }
  return [...used.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

/** One expectation for each configuration, role and Region. */
function expectationsOf(
  uses: readonly ConfigurationUse[],
  { before, catalogue }: SuggestionWorld,
): readonly SuggestedExpectation[] {
  const decide = decider(before, { catalogue });
  return uses.flatMap(({ channel, calls }) => {
    const parts = new Map<string, { readonly candidate: Candidate; readonly calls: AttributedCalls[] }>();
    for (const one of calls) {
      if (one.tally.isBackground || one.tally.calls === one.tally.denied) continue;
      for (const candidate of one.candidates.filter((each) => each.channel === channel)) {
        const key = [candidate.role, one.tally.region, one.tally.roleArn].join('\u0000');
        const part = parts.get(key) ?? { candidate, calls: [] };
        part.calls.push(one);
        parts.set(key, part);
      }
    }
    return [...parts.values()].map((part) => expectationOf(part.candidate, part.calls, decide));
  });
}

/** Pins what is allowed today; with the role where that settles more of it. */
function expectationOf(
  { channel, role }: Candidate,
  calls: readonly AttributedCalls[],
  decide: Decider,
): SuggestedExpectation {
  const { region = '', roleArn = '' } = calls[0]?.tally ?? {};
  const asked = { accountId: channel.accountId, from: originOf({ channel, role }) };
  const place = region === '' ? asked : { ...asked, region };
  const answers = (context: Readonly<Record<string, readonly string[]>>) =>
    usedActions(calls).map((used) => ({
      ...used,
      found: decide({ ...place, context, action: used.action })?.decision ?? ('unknown' as const),
    }));
  const plain = answers({});
  const needsRole = roleArn !== '' && plain.some(({ found }) => found === 'unknown');
  const found = needsRole ? answers({ 'aws:PrincipalArn': [roleArn] }) : plain;
  return {
    ...place,
    ...(needsRole ? { principalArn: roleArn } : {}),
    may: found.filter((one) => one.found === 'allowed'),
    others: found.flatMap((one) => (one.found === 'allowed' ? [] : [{ ...one, found: one.found }])),
  };
}
