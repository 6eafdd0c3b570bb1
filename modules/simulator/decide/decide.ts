import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { type ChatServiceDenies, chatServiceDenies } from '../../policy/chat-service-denies.js';
import type { AttachmentTarget, Organization } from '../../policy/organization/organization.js';
import { isMultivaluedKey } from '../../policy/scp/multivalued-keys.js';
import {
  chatPoliciesEnabled,
  chatPolicyAlong,
  type EffectiveChatPolicy,
} from '../effective/effective-policy.js';
import { policyCompiler } from '../iam/policy.js';
import type { AccessRequest } from '../iam/request.js';
import { accountFacts } from './account-facts.js';
import { accountGate, configurationGate } from './account-gate.js';
import { chatPolicyGate } from './chat-policy-gate.js';
import { type Decision, type Gate, type GateAnswer, gates, neverAsked, type Outcome } from './decision.js';
import type { DecisionRequest } from './decision-request.js';
import { chatServiceGate, identityPolicyGate } from './identity-policy-gate.js';
import { askForEveryResource, otherResources } from './other-resources.js';
import { partitionOf, requestContext } from './request-context.js';
import { serviceControlPolicyGate } from './service-control-policy-gate.js';

/** Evaluates requests in one organization; returns undefined for an unknown account. */
export type Decider = (request: DecisionRequest) => Decision | undefined;

/** The options of `decider`. */
export interface DeciderOptions {
  /** The actions that chat can never run. Default: AWS's list. */
  readonly chatServiceDenies?: ChatServiceDenies;
  /** The resource types of actions. Without it they are unknown. */
  readonly catalogue?: ActionCatalogue;
  /** Which condition keys can have several values. Default: the catalogue. */
  readonly conditionKeys?: Pick<ActionCatalogue, 'conditionKey'>;
  /** The gates to evaluate. Default: all. */
  readonly gates?: readonly Gate[];
}

/**
 * Evaluates one request from chat or the console; returns undefined for an unknown account. For many requests, use
 * `decider`.
 * @example
 * ```ts
 * import { decide } from 'cdktf-chat-guardrails/simulator';
 *
 * const decision = decide(organization, {
 *   accountId: '123456789012',
 *   from: { platform: 'slack', workspace: 'T0COMPANY1' },
 *   action: 'rds:DeleteDBCluster',
 * });
 * ```
 */
export function decide(
  organization: Organization,
  request: DecisionRequest,
  options: DeciderOptions = {},
): Decision | undefined {
  return decider(organization, options)(request);
}

/**
 * Returns a function that evaluates many requests in one organization. It compiles each policy once. Every gate is
 * evaluated, and any denial decides; `unknown` never becomes `allowed`.
 */
export function decider(organization: Organization, options: DeciderOptions = {}): Decider {
  const decideAlong = pathDecider(organization, options);
  return (request) => {
    const path = accountFacts(organization).pathTo(request.accountId);
    return path && decideAlong(request, path);
  };
}

/** Returns a function as `decider` does, for callers that know the path from the root to the account. */
export function pathDecider(
  organization: Organization,
  options: DeciderOptions = {},
): (request: DecisionRequest, path: readonly AttachmentTarget[]) => Decision {
  const keys = options.conditionKeys ?? options.catalogue;
  const compile = policyCompiler((key) => isMultivaluedKey(key, keys));
  const chatPolicyOf = chatPolicies(organization);
  const askChatPolicy = chatPolicyGate();
  const askChatService = chatServiceGate(options.chatServiceDenies ?? chatServiceDenies);
  const askServiceControl = serviceControlPolicyGate(organization, compile);
  const facts = accountFacts(organization);
  const isAsked = (gate: Gate): boolean => options.gates?.includes(gate) ?? true;
  return (request, path) => {
    const { accountId, from, action } = request;
    const resource = request.resource ?? (knowsNoResources(action, options.catalogue) ? '*' : undefined);
    const access: AccessRequest = { action, resource, context: requestContext(request, facts, path) };
    const partition = partitionOf(request, facts);
    const others = otherResources({ action, resource, region: request.region, partition }, options.catalogue);
    const answers: GateAnswer[] = [...(isAsked('account') ? accountGate(facts.statusOf(accountId)) : [])];
    const fromChat = from !== 'console';
    if (fromChat && isAsked('chat-policy')) answers.push(askChatPolicy(chatPolicyOf(path), from));
    if (fromChat && isAsked('chat-service')) {
      answers.push(...gatesTogether([askChatService(action), ...configurationGate(accountId, from, facts)]));
    }
    if (isAsked('service-control-policy')) {
      const ask = (one: AccessRequest) => askServiceControl({ accountId, fromChat, path, request: one });
      answers.push(askForEveryResource(ask, access, others));
    }
    if (!fromChat) return decisionOf(answers);
    for (const [gate, policies] of [
      ['guardrail-policy', request.guardrailPolicies],
      ['role-policy', request.rolePolicies],
    ] as const) {
      if (policies === undefined || !isAsked(gate)) continue;
      const ask = (one: AccessRequest) => identityPolicyGate(gate, policies, one, compile);
      answers.push(askForEveryResource(ask, access, others));
    }
    return decisionOf(answers);
  };
}

function knowsNoResources(action: string, catalogue: ActionCatalogue | undefined): boolean {
  const [service = '', name = ''] = action.split(':');
  return catalogue?.action(service, name)?.resourceTypes.length === 0;
}

/** The answers with one for each gate: the strictest, with the reasons of all that are as strict. */
function gatesTogether(answers: readonly GateAnswer[]): readonly GateAnswer[] {
  const byGate = new Map<Gate, GateAnswer[]>();
  for (const answer of answers) byGate.set(answer.gate, [...(byGate.get(answer.gate) ?? []), answer]);
  return Array.from(byGate, ([gate, own]) => {
    const outcome = strictest(new Set(own.map((answer) => answer.outcome)));
    const notes = own.flatMap((answer) => answer.notes ?? []);
    const reasons = own.filter((answer) => answer.outcome === outcome).flatMap((answer) => answer.reasons);
    return { gate, outcome, reasons, ...(notes.length === 0 ? {} : { notes }) };
  });
}

function strictest(outcomes: ReadonlySet<Outcome>): Outcome {
  return outcomes.has('denied') ? 'denied' : outcomes.has('unknown') ? 'unknown' : 'allowed';
}

function decisionOf(answers: readonly GateAnswer[]): Decision {
  const outcomes = new Set(answers.map(({ outcome }) => outcome));
  const decision = strictest(outcomes);
  const asked = new Set<Gate>(answers.map(({ gate }) => gate));
  return {
    decision,
    reasons: answers.filter(({ outcome }) => outcome === decision).flatMap(({ reasons }) => reasons),
    gates: answers,
    notes: answers.flatMap(({ notes }) => notes ?? []),
    notAsked: [...gates.filter((gate) => !asked.has(gate)), ...neverAsked],
  };
}

/**
 * Returns the decision about all actions that a command needs: one denial denies it, and one unknown makes it
 * unknown.
 */
export function decideTogether(
  decisions: readonly { readonly action: string; readonly decision: Decision }[],
): Decision {
  const [only] = decisions;
  if (decisions.length === 1 && only !== undefined) return only.decision;
  const answers = decisions.flatMap(({ action, decision }, index) =>
    decision.gates
      .filter(({ gate }) => gate !== 'chat-policy' || index === 0)
      .map((answer) => ({
        ...answer,
        reasons: answer.reasons.map((reason) =>
          reason.gate === 'chat-policy' ? reason : { ...reason, action },
        ),
      })),
  );
  return decisionOf(gatesTogether(answers));
}

/** The decision about a command that the chat service does not run, or may not run. */
export function decideNotRun(decision: Decision, outcome: 'denied' | 'unknown', message: string): Decision {
  const gate = 'chat-service';
  return decisionOf(
    gatesTogether([...decision.gates, { gate, outcome, reasons: [{ gate, outcome, message }] }]),
  );
}

/**
 * The decision about a command whose actions are unknown: denied if the chat policy denies its origin, otherwise unknown.
 * `decision` is about any action from the same origin.
 */
export function decideUnknown(decision: Decision, message: string): Decision {
  const ofOrigin = decision.gates.filter(({ gate }) => gate === 'account' || gate === 'chat-policy');
  const isFromChat = ofOrigin.some(({ gate }) => gate === 'chat-policy');
  const gate = isFromChat ? 'chat-service' : 'service-control-policy';
  const reason = { gate, outcome: 'unknown', message, missing: ['--action'] } as const;
  return decisionOf([...ofOrigin, { gate, outcome: 'unknown', reasons: [reason] }]);
}

/** Gates that are evaluated for the command itself. */
const ofOrigin: readonly Gate[] = ['account', 'chat-policy', 'chat-service'];

/**
 * The decision about an action that a command may also need: if it is denied, the command is unknown. The gates of the
 * origin and of the chat service are evaluated for the command itself.
 */
export function decideOptional(decision: Decision, why: string): Decision {
  const answers = decision.gates
    .filter(({ gate, outcome }) => outcome !== 'allowed' && !ofOrigin.includes(gate))
    .map(
      ({ gate, reasons }): GateAnswer => ({
        gate,
        outcome: 'unknown',
        reasons: reasons.map((reason) => ({
          ...reason,
          outcome: 'unknown',
          message: `${why}: ${reason.message}`,
        })),
      }),
    );
  return decisionOf(answers);
}

/** The effective chat policy at the end of a way, first merged when one is asked for; undefined: there is none. */
function chatPolicies(
  organization: Organization,
): (path: readonly AttachmentTarget[]) => EffectiveChatPolicy | undefined {
  if (!chatPoliciesEnabled(organization)) return () => undefined;
  let along: ReturnType<typeof chatPolicyAlong> | undefined;
  return (path) => {
    along ??= chatPolicyAlong(organization);
    return along(path);
  };
}
