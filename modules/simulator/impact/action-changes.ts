import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { type ChatServiceDenies, chatServiceDenies } from '../../policy/chat-service-denies.js';
import { globalActions } from '../../policy/global-services.js';
import type { ChatPlatform } from '../../policy/intent.js';
import type { AttachmentTarget, Organization } from '../../policy/organization/organization.js';
import { pathDecider } from '../decide/decide.js';
import type { Decision, DecisionReason, Outcome } from '../decide/decision.js';
import type { ChatOrigin } from '../decide/decision-request.js';
import { type ActionClass, actionClasses, actionPatternsIn } from './action-classes.js';
import type { AccountPaths, EquivalentAccounts } from './equivalent-accounts.js';
import type { ActionChange, Cause, Effect, OrganizationStates } from './impact.js';
import { touchedClasses } from './touched-classes.js';

/** Compares what service control policies and the chat service allow sessions from chat to run. */
export interface ActionComparison {
  /** The actions that chat sessions of equivalent accounts gain or lose. */
  readonly changes: (accounts: EquivalentAccounts) => readonly ActionChange[];
  /** The actions that one chat configuration gains, or may gain, in an account of a set of equivalent accounts. */
  readonly gains: (
    accounts: EquivalentAccounts,
    accountId: string,
    origin: ChatOrigin,
  ) => readonly ActionChange[];
}

/** Returns the comparison of two states of an organization. */
export function actionComparison(
  { before, after, nameCause }: OrganizationStates,
  catalogue: ActionCatalogue,
  denies: ChatServiceDenies = chatServiceDenies,
): ActionComparison {
  const options = { gates: ['chat-service', 'service-control-policy'], conditionKeys: catalogue } as const;
  const ask = { before: pathDecider(before, options), after: pathDecider(after, options) };
  const summarize = actionSummarizer(catalogue);
  // Global services answer in Regions of their own, so their actions are not decided like those of other services.
  const classes = actionClasses(catalogue, patternsOf(before, after, denies), globalActions);
  const touched = touchedClasses(before, after, classes);
  const named = (changes: readonly ActionChange[]): readonly ActionChange[] =>
    changes.map((change) => ({ ...change, causes: change.causes.map(nameCause) }));
  const gainable = gainableClasses(ask, touched);
  return {
    changes: (accounts) => named(compare(touched(accounts.paths), summarize, ask, accounts)),
    gains: (accounts, accountId, origin) => {
      const { paths } = accounts;
      const own = {
        accountId,
        paths: { before: endingIn(accountId, paths.before), after: endingIn(accountId, paths.after) },
      };
      const changes = compare(gainable(accounts, origin), summarize, ask, own, [origin]);
      return named(changes.filter(({ effect }) => effect !== 'loss'));
    },
  };
}

/**
 * The classes of actions that a chat configuration can gain. What is certain for a platform is certain for each of its
 * chat configurations, so an action that the platform can already run, or cannot run afterwards, is not decided again.
 * With 10,000 accounts and 500 chat configurations this saves two thirds of all decisions.
 */
function gainableClasses(ask: Deciders, touched: (paths: AccountPaths) => readonly ActionClass[]) {
  const known = new Map<string, readonly ActionClass[]>();
  return ({ accountId, paths }: EquivalentAccounts, { platform }: ChatOrigin): readonly ActionClass[] => {
    const key = `${accountId} ${platform}`;
    const from = platform === undefined ? {} : { platform };
    const classes =
      known.get(key) ??
      touched(paths).filter(({ representative }) => {
        const request = { accountId, action: representative, from };
        return (
          answerOf(ask.before(request, paths.before)).outcome !== 'allowed' &&
          answerOf(ask.after(request, paths.after)).outcome !== 'denied'
        );
      });
    known.set(key, classes);
    return classes;
  };
}

/** The path to another account of the same OU that has the same policies. */
function endingIn(id: string, path: readonly AttachmentTarget[]): readonly AttachmentTarget[] {
  const last = path.at(-1);
  return last === undefined || last.id === id ? path : [...path.slice(0, -1), { ...last, id }];
}

/** A decider for each state of the organization. */
interface Deciders {
  readonly before: ReturnType<typeof pathDecider>;
  readonly after: ReturnType<typeof pathDecider>;
}

function patternsOf(
  before: Organization,
  after: Organization,
  denies: ChatServiceDenies,
): ReadonlySet<string> {
  const policies = [...before.policies.values(), ...after.policies.values()];
  const own = policies.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY');
  return new Set([...own.flatMap(({ content }) => actionPatternsIn(content)), ...denies.actions]);
}

const platforms: readonly ChatPlatform[] = ['slack', 'microsoft_teams'];

/** Compares one account; the causes have IDs of policies. */
function compare(
  classes: readonly ActionClass[],
  summarize: (actions: ReadonlySet<string>) => readonly ActionSummary[],
  ask: Deciders,
  { accountId, paths }: EquivalentAccounts,
  origins: readonly ChatOrigin[] = platforms.map((platform) => ({ platform })),
): readonly ActionChange[] {
  const changes = new Map<
    string,
    { readonly change: Omit<ActionChange, 'action'>; readonly actions: Set<string> }
  >();
  for (const { representative, actions } of classes) {
    const perOrigin = origins.map((from) => {
      const request = { accountId, action: representative, from };
      return difference(
        answerOf(ask.before(request, paths.before)),
        answerOf(ask.after(request, paths.after)),
      );
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

function answerOf({ gates }: Decision): Answer {
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

/** A set of actions in short form. */
interface ActionSummary {
  /** An action, `service:*` for every action of a service, or `*` for all but `except`. */
  readonly action: string;
  readonly except?: readonly string[];
}

/**
 * Names a set of actions shortly: whole services as `service:*`, and more than half of all actions as `*` with its
 * exceptions. Sorted. Reads no more of the catalogue than it needs.
 */
function actionSummarizer(
  catalogue: ActionCatalogue,
): (actions: ReadonlySet<string>) => readonly ActionSummary[] {
  const services = catalogue.services();
  const known = new Map<string, readonly string[]>();
  const actionsOf = (service: string): readonly string[] => {
    const own =
      known.get(service) ?? (catalogue.actionsOf(service) ?? []).map((name) => `${service}:${name}`);
    known.set(service, own);
    return own;
  };
  const isMost = (count: number): boolean => {
    let others = count;
    for (const service of services) {
      others -= actionsOf(service).length;
      if (others <= -count) return false;
    }
    return true;
  };
  return (actions) => {
    if (!isMost(actions.size)) return wholeServices(actionsOf, actions).map((action) => ({ action }));
    const rest = services.flatMap(actionsOf).filter((action) => !actions.has(action));
    return [{ action: '*', except: wholeServices(actionsOf, rest) }];
  };
}

function wholeServices(
  actionsOf: (service: string) => readonly string[],
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
      const all = actionsOf(service);
      return all.length > 1 && own.length >= all.length ? [`${service}:*`] : own;
    })
    .sort();
}
