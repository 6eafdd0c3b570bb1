import { distinct, type Missing } from '../iam/truth.js';

/** The answer to a request, and the reasons. */
export interface Decision {
  readonly decision: Outcome;
  /** The denials, what is missing, or for each gate why it allows the request. */
  readonly reasons: readonly DecisionReason[];
  /** Every gate that was evaluated, in order, with its answer. */
  readonly gates: readonly GateAnswer[];
  /** Remarks that do not change the answer. */
  readonly notes: readonly string[];
  /** What was not evaluated: gates without input, and kinds of policies that are never evaluated. */
  readonly notAsked: readonly string[];
}

/** The answer: `unknown` is never turned into `allowed`. */
export type Outcome = 'allowed' | 'denied' | 'unknown';

/** The gates that a command from chat passes, in order. */
export const gates = [
  'chat-policy',
  'chat-service',
  'service-control-policy',
  'guardrail-policy',
  'role-policy',
] as const;

/** The name of a gate; `account` is evaluated only for an account that is not active. */
export type Gate = 'account' | (typeof gates)[number];

/** Kinds of policies that this package never evaluates: it has no data about them. */
export const neverAsked: readonly string[] = [
  'resource-control-policy',
  'permissions-boundary',
  'session-policy',
  'resource-policy',
];

/** A reason of a decision. */
export interface DecisionReason {
  readonly gate: Gate;
  readonly outcome: Outcome;
  /** Present if several actions were evaluated together. */
  readonly action?: string;
  /** The ID of the root, OU or account that decides. */
  readonly level?: string;
  /** The ID of the policy, or its file. */
  readonly policy?: string;
  /** The `Sid` of the statement, or its position: `Statement[2]`. */
  readonly statement?: string;
  /** The setting of the effective chat policy. */
  readonly setting?: readonly string[];
  readonly message: string;
  /** The options of `decide` that would turn an unknown into an answer. */
  readonly missing?: readonly string[];
}

/** The answer of one gate. */
export interface GateAnswer {
  readonly gate: Gate;
  readonly outcome: Outcome;
  readonly reasons: readonly DecisionReason[];
  readonly notes?: readonly string[];
}

/** How the reason begins that names a question without an answer. */
export const cannotTell = 'cannot tell whether ';

/** Returns the reason of an unknown: what is missing to know more about `what`, and the options that supply it. */
export function unknownReason(
  where: Omit<DecisionReason, 'outcome' | 'message' | 'missing'>,
  what: string,
  missing: readonly Missing[],
): DecisionReason {
  const each = distinct(missing);
  const options = each.flatMap((one) => (one.kind === 'fact' ? [] : [optionFor(one)]));
  const facts = each.flatMap((one) => (one.kind === 'fact' ? [one.reason] : []));
  return {
    ...where,
    outcome: 'unknown',
    message: [
      facts.length === 0 ? what : `${what}: ${facts.join('; ')}`,
      ...(options.length === 0 ? [] : [`pass ${options.map((one) => `\`${one}\``).join(', ')}`]),
    ].join('; '),
    ...(options.length === 0 ? {} : { missing: options }),
  };
}

function optionFor(missing: Exclude<Missing, { kind: 'fact' }>): string {
  return missing.kind === 'option' ? missing.option : `--context ${missing.key}=VALUE`;
}
