import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { type ChatServiceDenies, chatServiceDenies } from '../../policy/chat-service-denies.js';
import { globalServices } from '../../policy/global-services.js';
import type { ChatPlatform } from '../../policy/intent.js';
import type { Organization } from '../../policy/organization/organization.js';
import { type Decider, decider } from '../decide/decide.js';
import type { Outcome, Reason } from '../decide/decision.js';
import type { ChatOrigin } from '../decide/decision-request.js';
import { type ActionClass, actionClasses, actionPatternsIn } from './action-classes.js';
import type { AccountPaths, EquivalentAccounts } from './equivalent-accounts.js';
import type { ActionChange, Cause, Effect } from './impact.js';
import { type PathSignature, pathSignatures } from './path-signature.js';
import { type ActionSummary, actionSummarizer } from './summarize-actions.js';
import { touchedClasses } from './touched-classes.js';

/** The actions that a chat session of an account can run no longer, or newly can. */
export type ActionComparison = (
  situation: EquivalentAccounts,
  origin?: ChatOrigin,
) => readonly ActionChange[];

/**
 * Compares what service control policies and the chat service let a session from chat run. Accounts on whose way the
 * same policies lie share one comparison; an account whose way does not change costs nothing.
 */
export function actionComparison(
  before: Organization,
  after: Organization,
  catalogue: ActionCatalogue,
  denies: ChatServiceDenies = chatServiceDenies,
): ActionComparison {
  let touchedBy: ((ways: AccountPaths) => readonly ActionClass[]) | undefined;
  const options = { gates: ['chat-service', 'service-control-policy'], conditionKeys: catalogue } as const;
  const ask = { before: decider(before, options), after: decider(after, options) };
  const summarize = actionSummarizer(catalogue);
  const factsOf = { before: pathSignatures(before), after: pathSignatures(after) };
  const known = new Map<string, readonly ActionChange[]>();
  return ({ accountId, ways }, origin) => {
    const old = factsOf.before(ways.before);
    const now = factsOf.after(ways.after);
    if (old.text === now.text && old.missing === now.missing) return none;
    const apart = whatSetsApart(accountId, ways, [old, now], after, origin);
    const key = [old.key, now.key, originKey(origin, [old, now]), ...apart].join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    touchedBy ??= touchedClasses(before, after, actionClasses(catalogue, patternsOf(before, after, denies)));
    const origins = origin === undefined ? undefined : [origin];
    const changes = compare(touchedBy(ways), summarize, ask, accountId, origins);
    const named = changes.map((change) => ({
      ...change,
      causes: change.causes.map(nameCause(before, after)),
    }));
    known.set(key, named);
    return named;
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

const none: readonly ActionChange[] = [];

/** Chat configurations of one platform decide alike where no policy looks at their names. */
function originKey(origin: ChatOrigin | undefined, facts: readonly PathSignature[]): string {
  if (origin === undefined) return '';
  const { platform, configuration } = origin;
  return JSON.stringify([platform, facts.some(({ looksAtNames }) => looksAtNames) ? configuration : null]);
}

/**
 * What makes an account special to the policies on its way: being the management account, being named by one of
 * them, or a pattern that may single it out. Accounts of which the answer is the same can share a comparison.
 */
function whatSetsApart(
  accountId: string,
  { after: way }: AccountPaths,
  facts: readonly PathSignature[],
  { managementAccountId }: Organization,
  origin: ChatOrigin | undefined,
): readonly string[] {
  const hasRole = origin !== undefined && facts.some(({ text }) => /aws:PrincipalArn/i.test(text));
  const isSpecial =
    hasRole ||
    accountId === managementAccountId ||
    facts.some(({ text, hasAccountPatterns }) => hasAccountPatterns || text.includes(accountId));
  const places = facts.some(({ hasPaths }) => hasPaths) ? way.map(({ id }) => id) : [];
  return [...(isSpecial ? [accountId] : []), ...places];
}

const platforms: readonly ChatPlatform[] = ['slack', 'microsoft_teams'];

/** The changes of a whole comparison, still with ids of policies. */
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

/** What the gates that look at the action say, the strictest first. */
interface Answer {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
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

/** `unknown` is between the two: it hangs on the resource, the channel or another condition. */
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
