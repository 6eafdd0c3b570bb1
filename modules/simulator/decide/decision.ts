import { distinct, type Missing } from '../iam/truth.js';

/** What happens when somebody runs something, and why. */
export interface Decision {
  readonly decision: Outcome;
  /** Why it is decided so: the denials, what is missing, or for each gate why it lets the request pass. */
  readonly reasons: readonly Reason[];
  /** Every gate that was asked, in their order, with its own answer. */
  readonly gates: readonly GateAnswer[];
  /** What the reader should know though it decides nothing. */
  readonly notes: readonly string[];
  /** What was not asked: gates for which nothing was given, and kinds of policies that are never asked. */
  readonly notAsked: readonly string[];
}

/** `unknown` is never turned into `allowed`. */
export type Outcome = 'allowed' | 'denied' | 'unknown';

/** The gates a command from chat passes, in this order. */
export const gates = [
  'chat-policy',
  'chat-service',
  'service-control-policy',
  'guardrail-policy',
  'role-policy',
] as const;

export type Gate = (typeof gates)[number];

/** Kinds of policies that this package never asks: it has no picture of them. */
export const neverAsked: readonly string[] = [
  'resource-control-policy',
  'permissions-boundary',
  'session-policy',
  'resource-policy',
];

export interface Reason {
  readonly gate: Gate;
  readonly outcome: Outcome;
  /** Set where several actions were asked together. */
  readonly action?: string;
  /** The root, unit or account at which it is decided. */
  readonly level?: string;
  /** The id of the policy, or its file. */
  readonly policy?: string;
  /** The statement's `Sid`, or its place: `Statement[2]`. */
  readonly statement?: string;
  /** The setting of the effective chat policy. */
  readonly setting?: readonly string[];
  readonly message: string;
  /** What to give to turn an unknown into an answer: options of `decide`. */
  readonly missing?: readonly string[];
}

/** The answer of one gate. */
export interface GateAnswer {
  readonly gate: Gate;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly notes?: readonly string[];
}

/** The reason for an unknown: `what` is not known without the things that are missing. */
export function unknownReason(
  where: Omit<Reason, 'outcome' | 'message' | 'missing'>,
  what: string,
  missing: readonly Missing[],
): Reason {
  const each = distinct(missing);
  const options = each.flatMap((one) => (one.kind === 'fact' ? [] : [optionFor(one)]));
  const facts = each.flatMap((one) => (one.kind === 'fact' ? [one.reason] : []));
  const needs =
    options.length === 0 ? [] : [`it depends on ${options.map((one) => `\`${one}\``).join(', ')}`];
  return {
    ...where,
    outcome: 'unknown',
    message: `${what}: ${[...needs, ...facts].join('; ')}`,
    ...(options.length === 0 ? {} : { missing: options }),
  };
}

function optionFor(missing: Exclude<Missing, { kind: 'fact' }>): string {
  return missing.kind === 'option' ? missing.option : `--context ${missing.key}=VALUE`;
}
