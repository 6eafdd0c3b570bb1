import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { type ChatServiceDenies, chatServiceDenies } from '../../policy/chat-service-denies.js';
import { globalServices } from '../../policy/global-services.js';
import type { ChatPlatform } from '../../policy/intent.js';
import type { Organization } from '../../policy/organization/organization.js';
import { type Decider, decider } from '../decide/decide.js';
import type { DecisionReason, Outcome } from '../decide/decision.js';
import type { ChatOrigin } from '../decide/decision-request.js';
import { type ActionClass, actionClasses, actionPatternsIn } from './action-classes.js';
import type { EquivalentAccounts } from './equivalent-accounts.js';
import type { ActionChange, Cause, Effect } from './impact.js';
import { touchedClasses } from './touched-classes.js';

/** The actions that chat sessions of equivalent accounts gain or lose. */
export type ActionComparison = (accounts: EquivalentAccounts, origin?: ChatOrigin) => readonly ActionChange[];

/** Compares what the service control policies and the chat service allow sessions from chat to run. */
export function actionComparison(
  before: Organization,
  after: Organization,
  catalogue: ActionCatalogue,
  denies: ChatServiceDenies = chatServiceDenies,
): ActionComparison {
  const options = { gates: ['chat-service', 'service-control-policy'], conditionKeys: catalogue } as const;
  const ask = { before: decider(before, options), after: decider(after, options) };
  const summarize = actionSummarizer(catalogue);
  const classes = actionClasses(catalogue, patternsOf(before, after, denies));
  const touched = touchedClasses(before, after, classes);
  return ({ accountId, ways }, origin) => {
    const origins = origin === undefined ? undefined : [origin];
    const changes = compare(touched(ways), summarize, ask, accountId, origins);
    return changes.map((change) => ({ ...change, causes: change.causes.map(nameCause(before, after)) }));
  };
}

function patternsOf(
  before: Organization,
  after: Organization,
  denies: ChatServiceDenies,
): ReadonlySet<string> {
  const policies = [...before.policies.values(), ...after.policies.values()];
  const own = policies.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY');
  // A global service answers in a Region of its own, so its actions are never decided like those of other services.
  const global = globalServices.map((service) => `${service}:*`);
  return new Set([...own.flatMap(({ content }) => actionPatternsIn(content)), ...denies.actions, ...global]);
}

const platforms: readonly ChatPlatform[] = ['slack', 'microsoft_teams'];

/** Compares one account; the causes have ids of policies. */
function compare(
  classes: readonly ActionClass[],
  summarize: (actions: ReadonlySet<string>) => readonly ActionSummary[],
  ask: { readonly before: Decider; readonly after: Decider },
  accountId: string,
  origins: readonly ChatOrigin[] = platforms.map((platform) => ({ platform })),
): readonly ActionChange[] {
  const changes = new Map<
    string,
    { readonly change: Omit<ActionChange, 'action'>; readonly actions: Set<string> }
  >();
  for (const { actions } of classes) {
    const [representative] = actions;
    if (representative === undefined) continue;
    const perOrigin = origins.map((from) => {
      const request = { accountId, action: representative, from };
      return difference(answerOf(ask.before, request), answerOf(ask.after, request));
    });
    const alike = new Set(perOrigin.map((each) => JSON.stringify(each))).size === 1;
    perOrigin.forEach((each, index) => {
      if (each === undefined || (alike && index > 0)) return;
      const platform = alike || origins.length === 1 ? undefined : origins[index]?.platform;
      const change = { kind: 'action', ...each, ...(platform === undefined ? {} : { platform }) } as const;
      const key = JSON.stringify(change);
      const entry = changes.get(key) ?? { change, actions: new Set() };
      for (const action of actions) entry.actions.add(action);
      changes.set(key, entry);
    });
  }
  const summaries = [...changes.values()].flatMap(({ change, actions }) =>
    summarize(actions).map((summary): ActionChange => ({ ...change, ...summary })),
  );
  return summaries.sort((a, b) => (a.action < b.action ? -1 : a.action > b.action ? 1 : 0));
}

/** The strictest outcome of the gates, with its reasons. */
interface Answer {
  readonly outcome: Outcome;
  readonly reasons: readonly DecisionReason[];
}

function answerOf(ask: Decider, request: Parameters<Decider>[0]): Answer {
  const gates = ask(request)?.gates ?? [];
  const strictest = (['denied', 'unknown', 'allowed'] as const).find((outcome) =>
    gates.some((gate) => gate.outcome === outcome),
  );
  const outcome = strictest ?? 'unknown';
  return {
    outcome,
    reasons: gates.filter((gate) => gate.outcome === outcome).flatMap(({ reasons }) => reasons),
  };
}

const strictness: Readonly<Record<Outcome, number>> = { allowed: 0, unknown: 1, denied: 2 };

/** `unknown` is between the two: the outcome depends on the resource, the channel or another condition. */
function difference(before: Answer, after: Answer): Omit<ActionChange, 'kind' | 'action'> | undefined {
  const step = strictness[after.outcome] - strictness[before.outcome];
  if (step === 0 && (after.outcome !== 'unknown' || sameCauses(before, after))) return undefined;
  const effect: Effect = step > 0 ? 'loss' : step < 0 ? 'gain' : 'both';
  return {
    before: before.outcome,
    after: after.outcome,
    effect,
    causes: step < 0 ? causesOf(before) : causesOf(after),
  };
}

function sameCauses(before: Answer, after: Answer): boolean {
  const text = ({ reasons }: Answer): string =>
    JSON.stringify(reasons.map(({ level, policy, statement }) => [level, policy, statement]).sort());
  return text(before) === text(after);
}

function causesOf({ reasons }: Answer): readonly Cause[] {
  const causes = reasons.flatMap(({ policy, level }) =>
    level === undefined ? [] : [{ policy: policy ?? '', level }],
  );
  return causes.filter((cause, index) => causes.findIndex((other) => isSame(cause, other)) === index);
}

function isSame(a: Cause, b: Cause): boolean {
  return a.policy === b.policy && a.level === b.level;
}

function nameCause(before: Organization, after: Organization): (cause: Cause) => Cause {
  return ({ policy, level }) => ({
    policy: after.policies.get(policy)?.name ?? before.policies.get(policy)?.name ?? policy,
    level,
  });
}

/** A set of actions in short form. */
interface ActionSummary {
  /** An action, `service:*` for every action of a service, or `*` for all but `except`. */
  readonly action: string;
  readonly except?: readonly string[];
}

/**
 * Names a set of actions shortly: whole services as `service:*`, and more than half of all actions as `*` with its
 * exceptions. Sorted. The catalogue is read once, when it is first needed.
 */
function actionSummarizer(
  catalogue: ActionCatalogue,
): (actions: ReadonlySet<string>) => readonly ActionSummary[] {
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  return (actions) => {
    known ??= allActions(catalogue);
    const all = [...known.values()];
    const total = all.reduce((sum, own) => sum + own.length, 0);
    if (actions.size <= total / 2) return wholeServices(known, actions).map((action) => ({ action }));
    const rest = all.flat().filter((action) => !actions.has(action));
    return [{ action: '*', except: wholeServices(known, rest) }];
  };
}

/** Every action of the catalogue, by service. */
function allActions(catalogue: ActionCatalogue): ReadonlyMap<string, readonly string[]> {
  const actionsOf = (service: string): readonly string[] =>
    (catalogue.actionsOf(service) ?? []).map((name) => `${service}:${name}`);
  return new Map([...catalogue.services()].map((service) => [service, actionsOf(service)]));
}

function wholeServices(
  known: ReadonlyMap<string, readonly string[]>,
  actions: Iterable<string>,
): readonly string[] {
  const byService = new Map<string, string[]>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(':'));
    const own = byService.get(service);
    if (own === undefined) byService.set(service, [action]);
    else own.push(action);
  }
  return [...byService]
    .flatMap(([service, own]) => {
      const all = known.get(service) ?? [];
      return all.length > 1 && own.length >= all.length ? [`${service}:*`] : own;
    })
    .sort();
}
