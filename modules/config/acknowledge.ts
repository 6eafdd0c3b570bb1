import type { Problem } from '../policy/problem.js';
import type { ProblemKind } from '../policy/problem-kinds.js';
import type { Acknowledgement, Environment } from './configuration.js';
import { isBelow } from './intent/reading.js';

/** Errors by our own rules, which AWS would take: these may be lived with as well. */
const ownRules: ReadonlySet<ProblemKind> = new Set([
  'unknown-action',
  'unknown-service',
  'wildcard-matches-nothing',
]);

/** Problems after acknowledgement. */
export interface Acknowledged {
  readonly problems: readonly Problem[];
  /** Warnings about acknowledgements that fit none of the problems. */
  readonly unused: readonly Problem[];
}

/**
 * Problems that somebody has acknowledged become notes that say who and why. What AWS or Terraform would refuse
 * stays an error, and an acknowledgement past its last day counts for nothing.
 */
export function acknowledge(
  problems: readonly Problem[],
  acknowledgements: readonly Acknowledgement[],
  environments: readonly Environment[],
  today: string,
): Acknowledged {
  const valid = acknowledgements.filter(({ until }) => until >= today);
  const used = new Set<Acknowledgement>();
  const told = problems.map((problem): Problem => {
    const fitting = valid.find((acknowledgement) => fits(acknowledgement, problem, environments));
    if (fitting === undefined) return problem;
    used.add(fitting);
    if (problem.severity === 'error' && !ownRules.has(problem.kind)) return problem;
    const { help: _, ...rest } = problem;
    const why = `acknowledged by ${fitting.owner} until ${fitting.until}: ${fitting.reason}`;
    return { ...rest, severity: 'note', message: `${problem.message} (${why})` };
  });
  return { problems: told, unused: valid.filter((each) => !used.has(each)).map(unused) };
}

function fits(
  { problem: kind, about, policy }: Acknowledgement,
  problem: Problem,
  environments: readonly Environment[],
): boolean {
  if (problem.kind !== kind || (about !== undefined && !problem.message.includes(about))) return false;
  if (policy === undefined) return true;
  return environments.some(({ intent }) =>
    [...intent.chatPolicies, ...intent.guardrails].some(
      ({ name, path }) => name === policy && isBelow(problem.path, path),
    ),
  );
}

function unused({ problem, path }: Acknowledgement): Problem {
  const message = `there is no \`${problem}\` to acknowledge`;
  const help = 'remove it, or look at its `policy` and `about`';
  return { kind: 'unused-acknowledgement', severity: 'warning', path, message, help };
}
