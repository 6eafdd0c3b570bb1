import type { Path, Problem } from '../policy/problem.js';
import type { ProblemKind } from '../policy/problem-kinds.js';
import type { Acknowledgement, Environment } from './configuration.js';

/** Errors by our own rules, which AWS would take: these may be lived with as well. */
const ownRules: ReadonlySet<ProblemKind> = new Set([
  'unknown-service',
  'unknown-action',
  'wildcard-matches-nothing',
]);

/**
 * Problems that somebody has acknowledged become notes that say who and why. What AWS or Terraform would refuse
 * stays an error, and an acknowledgement past its last day counts for nothing.
 */
export function acknowledge(
  problems: readonly Problem[],
  acknowledgements: readonly Acknowledgement[],
  environments: readonly Environment[],
  today: string,
): Problem[] {
  const valid = acknowledgements.filter(({ until }) => until >= today);
  return problems.map((problem) => {
    if (problem.severity === 'error' && !ownRules.has(problem.kind)) return problem;
    const found = valid.find((acknowledgement) => covers(acknowledgement, problem, environments));
    if (found === undefined) return problem;
    const { help: _, ...rest } = problem;
    const why = `acknowledged by ${found.owner} until ${found.until}: ${found.reason}`;
    return { ...rest, severity: 'note', message: `${problem.message} (${why})` };
  });
}

function covers(
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

function isBelow(path: Path, above: Path): boolean {
  return above.every((part, index) => path[index] === part);
}
