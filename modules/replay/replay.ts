import type { Organization } from '../policy/organization/organization.js';
import { type Decider, decider } from '../simulator/decide/decide.js';
import type { DecisionReason, Outcome } from '../simulator/decide/decision.js';
import type { ChatOrigin, DecisionRequest } from '../simulator/decide/decision-request.js';
import type { Attribution, Replay, ReplayCause, ReplayGroup, ReplayWorld } from './answer.js';
import { type Candidate, candidatesByRole } from './chat-session.js';
import { type AttributedCalls, type JoinedCalls, joinAuditLog } from './join-audit-log.js';
import type { Tallies, Tally } from './tallies.js';

/** Re-evaluates calls that were run from chat, before and after the plan. */
export function replay(counted: Tallies, world: ReplayWorld): Replay {
  const { calls, commandCalls, unmapped } = attributeCalls(counted, world);
  const decideAgain = secondDecider(world);
  const groups = joined(calls.filter(({ actions }) => actions.length > 0).map(decideAgain));
  const met = new Set(groups.flatMap(({ causes }) => causes.map(({ policy }) => policy)));
  const { read, fromChat, background, from, to, isCut, overlap } = counted;
  const isComplete = counted.hasDataEvents || counted.commands.length > 0;
  return {
    ...(from === undefined || to === undefined ? {} : { period: { from, to } }),
    events: { read, fromChat: fromChat + commandCalls, background },
    counts: isComplete && !isCut && overlap === undefined ? 'exact' : 'at-least',
    groups,
    unmapped: unmappedCalls(calls, unmapped),
    guardrailsWithoutEffect: world.guardrails.filter((name) => !met.has(name)),
    isCut,
  };
}

/** Calls from chat with their IAM actions, the configurations that they can have come from, and people. */
export function attributeCalls(
  counted: Tallies,
  world: Pick<ReplayWorld, 'before' | 'actionsOfEvent' | 'actionsOfCommand'>,
): JoinedCalls {
  const byRole = candidatesByRole(world.before);
  const attributed = counted.tallies.flatMap((tally) => {
    if (tally.isBackground) return [];
    const candidates = byRole(tally.roleArn).filter(({ channel }) => channel.accountId === accountOf(tally));
    const actions = world.actionsOfEvent(tally.source, tally.name);
    return [{ tally, actions, candidates, people: new Map<string, number>() }];
  });
  const joined = joinAuditLog(counted, attributed, world);
  return { ...joined, calls: joined.calls.map(withPersonOfRole) };
}

/** Where the audit log names no one: the person, if only one member chose the role. */
function withPersonOfRole(calls: AttributedCalls): AttributedCalls {
  const { people, candidates, tally } = calls;
  const [only = '', ...others] = new Set(candidates.flatMap(({ users }) => users));
  const isCertain = others.length === 0 && candidates.every(({ role }) => role === 'user_role');
  return people.size > 0 || only === '' || !isCertain
    ? calls
    : { ...calls, people: new Map([[only, tally.calls]]) };
}

/** The account whose policies apply: that of the role, otherwise that of the call. */
export function accountOf({ roleArn, accountId }: Pick<Tally, 'roleArn' | 'accountId'>): string {
  return /^arn:[^:]+:iam::(\d{12}):/.exec(roleArn)?.[1] ?? accountId;
}

/** Events without an IAM action, and commands that are not understood. */
function unmappedCalls(calls: readonly AttributedCalls[], commands: Replay['unmapped']): Replay['unmapped'] {
  const counts = new Map<string, { eventSource: string; eventName: string; calls: number }>();
  for (const { tally, actions } of calls) {
    if (actions.length > 0) continue;
    const { source: eventSource, name: eventName } = tally;
    const key = `${eventSource} ${eventName}`;
    const known = counts.get(key) ?? { eventSource, eventName, calls: 0 };
    counts.set(key, { ...known, calls: known.calls + tally.calls });
  }
  return [...counts.values(), ...commands].sort(
    (a, b) => b.calls - a.calls || compare(a.eventName, b.eventName),
  );
}

type DecidedCalls = Omit<ReplayGroup, 'people'> & { readonly people: ReadonlyMap<string, number> };

/** Decides calls before and after the plan. */
function secondDecider({ before, after, catalogue }: ReplayWorld): (calls: AttributedCalls) => DecidedCalls {
  // The role's permissions are not in question: the calls were made.
  const gates = ['chat-policy', 'service-control-policy'] as const;
  const was = { decide: decider(before, { catalogue, gates }), organization: before };
  const will = { decide: decider(after, { catalogue, gates }), organization: after };
  return (calls) => {
    const { tally, actions, people } = calls;
    const configurations = [...new Set(calls.candidates.map(({ channel }) => channel))];
    const old = decideCalls(calls, was);
    const now = decideCalls(calls, will);
    const effect =
      now.outcome === 'denied' && old.outcome !== 'denied'
        ? 'loss'
        : now.outcome === 'allowed' && old.outcome === 'denied'
          ? 'gain'
          : null;
    return {
      action: actions[0] ?? '',
      accountId: tally.accountId,
      region: tally.region,
      ...(tally.roleArn === '' ? {} : { role: tally.roleArn }),
      configurations: [...new Set(configurations.map(({ name }) => name))].sort(),
      attribution: attributionOf(configurations.length),
      calls: tally.calls,
      deniedThen: tally.denied,
      ...(tally.deniedBy.size === 0 ? {} : { deniedBy: [...tally.deniedBy].sort() }),
      first: tally.first,
      last: tally.last,
      before: old.outcome,
      after: now.outcome,
      effect,
      causes: now.outcome === 'denied' ? now.causes : old.outcome === 'denied' ? old.causes : [],
      ...(now.outcome === 'unknown' ? { dependsOn: now.dependsOn } : {}),
      people,
    };
  };
}

function attributionOf(configurations: number): Attribution {
  if (configurations === 0) return 'unknown';
  return configurations === 1 ? 'certain' : 'one-of';
}

export interface CallsDecision {
  readonly outcome: Outcome;
  readonly causes: readonly ReplayCause[];
  readonly dependsOn: readonly string[];
}

/** Candidates that are decided differently leave the answer unknown, and one denied action denies the call. */
export function decideCalls(
  calls: AttributedCalls,
  { decide, organization }: { readonly decide: Decider; readonly organization: Organization },
): CallsDecision {
  const reasons: DecisionReason[] = [];
  const outcomes = new Set<Outcome>();
  for (const candidate of calls.candidates.length === 0 ? [undefined] : calls.candidates) {
    const decisions = calls.actions.map((action) => decide(requestOf(calls, action, candidate)));
    const found = decisions.map((decision) => decision?.decision ?? 'unknown');
    outcomes.add(
      found.find((one) => one === 'denied') ?? found.find((one) => one === 'unknown') ?? 'allowed',
    );
    reasons.push(...decisions.flatMap((decision) => decision?.reasons ?? []));
  }
  const [only, ...others] = outcomes;
  const missing = reasons.flatMap((reason) => (reason.outcome === 'unknown' ? (reason.missing ?? []) : []));
  if (only === undefined || others.length > 0) {
    const [first, ...rest] = new Set(calls.candidates.map(({ channel }) => channel));
    const option = first !== undefined && rest.length === 0 ? '--role' : '--configuration';
    return { outcome: 'unknown', causes: [], dependsOn: [option] };
  }
  return { outcome: only, causes: causesOf(reasons, organization), dependsOn: [...new Set(missing)] };
}

function requestOf(
  { tally }: AttributedCalls,
  action: string,
  candidate: Candidate | undefined,
): DecisionRequest {
  const { roleArn, region, resource } = tally;
  return {
    accountId: accountOf(tally),
    from: candidate === undefined ? {} : originOf(candidate),
    action,
    ...(region === '' ? {} : { region }),
    ...(resource === undefined ? {} : { resource }),
    ...(roleArn === '' ? {} : { context: { 'aws:PrincipalArn': [roleArn] } }),
  };
}

/** The place in chat of a session of a chat configuration. */
export function originOf({ channel, role }: Pick<Candidate, 'channel' | 'role'>): ChatOrigin {
  const { platform, name, workspaceId, tenantId, teamId, channelType } = channel;
  return {
    platform,
    configuration: name,
    role,
    ...(workspaceId === undefined ? {} : { workspace: workspaceId }),
    ...(tenantId === undefined ? {} : { tenant: tenantId }),
    ...(teamId === undefined ? {} : { team: teamId }),
    ...(channelType === undefined ? {} : { channelType }),
  };
}

function causesOf(reasons: readonly DecisionReason[], { policies }: Organization): readonly ReplayCause[] {
  const causes = new Map<string, ReplayCause & { readonly settings: string[] }>();
  for (const { outcome, policy, level = '', setting } of reasons) {
    if (outcome !== 'denied' || policy === undefined) continue;
    const key = JSON.stringify([policy, level]);
    const cause = causes.get(key) ?? { policy: policies.get(policy)?.name ?? policy, level, settings: [] };
    causes.set(key, cause);
    const path = setting?.slice(2).join('.');
    if (path !== undefined && !cause.settings.includes(path)) cause.settings.push(path);
  }
  return Array.from(causes.values(), ({ settings, ...cause }) =>
    settings.length === 0 ? cause : { ...cause, settings },
  );
}

/** Calls that differ only in their resource and are decided alike are one group; losses and frequent ones first. */
function joined(decided: readonly DecidedCalls[]): readonly ReplayGroup[] {
  const groups = new Map<string, DecidedCalls>();
  for (const one of decided) {
    const { calls, deniedThen, deniedBy, first, last, people, ...same } = one;
    const key = JSON.stringify(same);
    const known = groups.get(key);
    groups.set(key, known === undefined ? one : both(known, one));
  }
  const rank = ({ effect }: DecidedCalls) => (effect === 'loss' ? 0 : effect === 'gain' ? 1 : 2);
  return [...groups.values()]
    .sort((a, b) => rank(a) - rank(b) || b.calls - a.calls || compare(JSON.stringify(a), JSON.stringify(b)))
    .map(({ people, ...group }) => ({ ...group, ...peopleOf(people) }));
}

function both(a: DecidedCalls, b: DecidedCalls): DecidedCalls {
  const deniedBy = [...new Set([...(a.deniedBy ?? []), ...(b.deniedBy ?? [])])].sort();
  const people = new Map(a.people);
  for (const [id, calls] of b.people) people.set(id, (people.get(id) ?? 0) + calls);
  return {
    ...a,
    calls: a.calls + b.calls,
    deniedThen: a.deniedThen + b.deniedThen,
    ...(deniedBy.length === 0 ? {} : { deniedBy }),
    first: a.first < b.first ? a.first : b.first,
    last: a.last > b.last ? a.last : b.last,
    people,
  };
}

function peopleOf(people: ReadonlyMap<string, number>): Pick<ReplayGroup, 'people'> {
  const listed = [...people].map(([id, calls]) => ({ id, calls }));
  listed.sort((a, b) => b.calls - a.calls || compare(a.id, b.id));
  return listed.length === 0 ? {} : { people: listed };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
