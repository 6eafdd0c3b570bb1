// The entry point `cdktf-chat-guardrails/jest`: importing it adds the matchers to `expect`.
import type { Organization } from '../../policy/organization/organization.js';
import { type Decider, decider } from '../../simulator/decide/decide.js';
import type { Decision, Outcome } from '../../simulator/decide/decision.js';
import {
  contradictionsIn,
  type DecisionRequest,
  withoutAliases,
} from '../../simulator/decide/decision-request.js';
import { inFields } from '../run-expectations.js';

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: it must be declared as @types/jest declares it
    interface Matchers<R, T = {}> {
      /** Passes when the organization lets the request through; an unknown answer fails. */
      toAllow(request: DecisionRequest): R;
      /** Passes when the organization denies the request; an unknown answer fails. */
      toDeny(request: DecisionRequest): R;
    }
  }
}

/** What a matcher of jest answers. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for jest: `expect(organization).toDeny({ accountId, from, action })`. `toAllow` and `toDeny` both fail on
 * an unknown answer; `not.toAllow` passes on one, so prefer `toDeny`. An invalid request, or an unknown account,
 * throws.
 */
export const chatMatchers = {
  toAllow: (organization: Organization, request: DecisionRequest) =>
    expectOutcome(organization, request, 'allowed'),
  toDeny: (organization: Organization, request: DecisionRequest) =>
    expectOutcome(organization, request, 'denied'),
};

const expect: unknown = Reflect.get(globalThis, 'expect');
if (typeof expect === 'function' && 'extend' in expect && typeof expect.extend === 'function') {
  expect.extend(chatMatchers);
}

/** Policies are read once for all expectations of an organization. */
const deciders = new WeakMap<Organization, Decider>();

function expectOutcome(organization: Organization, given: DecisionRequest, expected: Outcome): MatcherResult {
  const { origin, unknown } =
    given.from === 'console' ? { origin: given.from, unknown: [] } : withoutAliases(given.from, organization);
  const request: DecisionRequest = { ...given, from: origin };
  const problems = [...unknown.map(({ message }) => message), ...contradictionsIn(request, 'fields')];
  if (problems.length > 0) throw new TypeError(problems.join('\n'));
  const ask = deciders.get(organization) ?? decider(organization);
  deciders.set(organization, ask);
  const decision = ask(request);
  if (decision === undefined) throw new TypeError(`no account ${request.accountId} in the organization`);
  const pass = decision.decision === expected;
  return { pass, message: () => messageOf(request.action, decision, expected, pass) };
}

function messageOf(
  action: string,
  { decision, reasons }: Decision,
  expected: Outcome,
  pass: boolean,
): string {
  const head = `expected ${action} ${pass ? 'not ' : ''}to be ${expected}; it is ${decision}`;
  return [head, ...reasons.map((reason) => `  ${reason.gate}: ${inFields(reason).message}`)].join('\n');
}
