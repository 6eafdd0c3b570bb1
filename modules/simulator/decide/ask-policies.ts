import { applies, isAbout } from '../iam/applies.js';
import type { CompiledPolicy, Statement } from '../iam/policy.js';
import type { AccessRequest } from '../iam/request.js';
import type { Missing } from '../iam/truth.js';

/** A policy by its ID, with the name that people know it by. */
export interface NamedPolicy {
  readonly id: string;
  readonly name: string;
  readonly policy: CompiledPolicy;
}

/** A statement of a policy. */
export interface StatementOf {
  readonly policy: NamedPolicy;
  readonly statement: Statement;
}

/** A statement that would decide if it were known whether it applies. */
export interface OpenStatement extends StatementOf {
  readonly missing: readonly Missing[];
}

/** What a set of policies of one level answers to one request. */
export interface PoliciesAnswer {
  readonly denials: readonly StatementOf[];
  /** Denials that may apply. */
  readonly openDenials: readonly OpenStatement[];
  readonly allowed: boolean;
  /** Allowances that may apply; left empty when one does. */
  readonly openAllowances: readonly OpenStatement[];
}

/** Asks policies of which any may allow and any may deny. */
export function askPolicies(about: readonly StatementOf[], request: AccessRequest): PoliciesAnswer {
  const denials: StatementOf[] = [];
  const openDenials: OpenStatement[] = [];
  const openAllowances: OpenStatement[] = [];
  let allowed = false;
  for (const one of about) {
    const allows = one.statement.effect === 'Allow';
    if (allows && allowed) continue;
    const truth = applies(one.statement, request);
    if (truth === false) continue;
    if (truth !== true) (allows ? openAllowances : openDenials).push({ ...one, missing: truth.missing });
    else if (allows) allowed = true;
    else denials.push(one);
  }
  return { denials, openDenials, allowed, openAllowances: allowed ? [] : openAllowances };
}

/** What a denial does, for messages: one of another resource that the call uses may not be the one that is denied. */
export function denies({ other }: AccessRequest): string {
  return other === undefined ? 'denies it' : `may deny ${other}`;
}

/** The statements of some policies that are about an action. */
export function statementsAbout(policies: readonly NamedPolicy[], action: string): readonly StatementOf[] {
  const folded = action.toLowerCase();
  return policies.flatMap((policy) =>
    policy.policy.statements
      .filter((statement) => isAbout(statement, folded))
      .map((statement) => ({ policy, statement })),
  );
}
