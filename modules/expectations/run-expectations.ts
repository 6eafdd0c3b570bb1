import { accountsOf, type Organization } from '../policy/organization/organization.js';
import { resolveTarget } from '../policy/organization/target.js';
import { renderTarget } from '../policy/plan/plan.js';
import { type DeciderOptions, decider } from '../simulator/decide/decide.js';
import type { Decision, DecisionReason, Outcome } from '../simulator/decide/decision.js';
import { type DecisionRequest, unnamedAction } from '../simulator/decide/decision-request.js';
import type { Expectation, Wish } from './expectation.js';

/** What became of an expectation. It holds when every wish holds in every account. */
export interface ExpectationOutcome {
  readonly expectation: Expectation;
  readonly accounts: number;
  readonly wishes: readonly WishOutcome[];
  /** Targets that are nowhere in the organization, or hold no account: then nothing holds. */
  readonly emptyTargets: readonly string[];
  readonly holds: boolean;
}

export interface WishOutcome {
  readonly wish: Wish;
  /** The accounts in which it does not hold, each with what happens instead. */
  readonly failures: readonly WishFailure[];
  /** Every question that was asked for it, with the answer. */
  readonly asked: readonly { readonly request: DecisionRequest; readonly decision: Decision }[];
}

export interface WishFailure {
  readonly accountId: string;
  readonly found: Outcome;
  readonly reasons: readonly DecisionReason[];
}

/** Decides on a command line as typed in chat; `request` is about any action from the same place. */
type DecideCommand = (
  line: string,
  request: DecisionRequest,
  ask: (request: DecisionRequest) => Decision,
) => Decision;

/** Asks an organization about every expectation, in their order. `unknown` is neither allowed nor denied. */
export function runExpectations(
  organization: Organization,
  expectations: readonly Expectation[],
  decideCommand: DecideCommand,
  options: DeciderOptions = {},
): readonly ExpectationOutcome[] {
  const decide = decider(organization, options);
  let asked: { readonly request: DecisionRequest; readonly decision: Decision }[] = [];
  const ask = (request: DecisionRequest): Decision => {
    const decision = decide(request);
    if (decision === undefined) throw new Error(`account ${request.accountId} was found in the organization`);
    asked.push({ request, decision });
    return decision;
  };
  const failure = (wish: Wish, expectation: Expectation, accountId: string): readonly WishFailure[] => {
    const request = requestOf(expectation, accountId);
    const { outcome, reasons } = answer(wish, request, ask, decideCommand);
    if (outcome === wish.expected) return [];
    return [{ accountId, found: outcome, reasons: reasons.map(inFields) }];
  };
  return expectations.map((expectation) => {
    const { accounts, emptyTargets } = accountsAt(organization, expectation);
    const wishes = expectation.wishes.map((wish) => {
      asked = [];
      const failures = accounts.flatMap((accountId) => failure(wish, expectation, accountId));
      return { wish, failures, asked };
    });
    const holds = emptyTargets.length === 0 && wishes.every(({ failures }) => failures.length === 0);
    return { expectation, accounts: accounts.length, wishes, emptyTargets, holds };
  });
}

/** The accounts that an expectation is about, and its targets that have none. */
export function accountsAt(
  organization: Organization,
  expectation: Pick<Expectation, 'accounts'>,
): { readonly accounts: readonly string[]; readonly emptyTargets: readonly string[] } {
  const all = [...accountsOf(organization)];
  const below = (id: string) =>
    all.filter(({ account, units }) => account.id === id || units.some((unit) => unit.id === id));
  const emptyTargets: string[] = [];
  const wanted = new Set<string>();
  for (const target of expectation.accounts) {
    const place = resolveTarget(organization, target);
    const found = place === undefined ? [] : below(place.id);
    if (found.length === 0) emptyTargets.push(renderTarget(target));
    for (const { account } of found) wanted.add(account.id);
  }
  return { accounts: [...wanted], emptyTargets };
}

function answer(
  { kind, text }: Wish,
  request: DecisionRequest,
  ask: (request: DecisionRequest) => Decision,
  decideCommand: DecideCommand,
): { readonly outcome: Outcome; readonly reasons: readonly DecisionReason[] } {
  if (kind === 'anything') {
    const { gates } = ask(request);
    // Chat policies do not apply to the console, and only an inactive account has a gate of its own.
    const [gate] = gates.filter(({ gate }) => gate === 'account' || gate === 'chat-policy');
    return gate ?? { outcome: 'allowed', reasons: [] };
  }
  const decision = kind === 'action' ? ask({ ...request, action: text }) : decideCommand(text, request, ask);
  return { outcome: decision.decision, reasons: decision.reasons };
}

/** What an expectation asks about an account, of any action. */
function requestOf(
  { from, region, resource, context, guardrailPolicies, rolePolicies }: Expectation,
  accountId: string,
): DecisionRequest {
  return {
    accountId,
    from,
    action: unnamedAction,
    context,
    ...(region === undefined ? {} : { region }),
    ...(resource === undefined ? {} : { resource }),
    ...(guardrailPolicies === undefined ? {} : { guardrailPolicies }),
    ...(rolePolicies === undefined ? {} : { rolePolicies }),
  };
}

/** A reason in the words of a file of expectations: `channelType` instead of `--channel-type`. */
export function inFields(reason: DecisionReason): DecisionReason {
  const { missing } = reason;
  return {
    ...reason,
    message: spelt(reason.message),
    ...(missing === undefined ? {} : { missing: missing.map(spelt) }),
  };
}

const options =
  /--(platform|workspace|tenant|team|channel-type|role|configuration|region|resource|context)\b/g;

function spelt(text: string): string {
  return text.replace(options, (_, name: string) => name.replace('-t', 'T'));
}
