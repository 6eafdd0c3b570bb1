import type { Problem } from '../../policy/problems/problem.js';
import type { ProblemKind } from '../../policy/problems/problem-kinds.js';
import type { Path } from '../../policy/text/path.js';
import type { Acknowledgement, Environment } from '../configuration.js';

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
  const fitting = finderOf(valid, environments);
  const used = new Set<Acknowledgement>();
  const told = problems.map((problem): Problem => {
    const found = fitting(problem);
    if (found === undefined) return problem;
    used.add(found);
    if (problem.severity === 'error' && !ownRules.has(problem.kind)) return problem;
    const { help: _, ...rest } = problem;
    const why = `acknowledged by ${found.owner} until ${found.until}: ${found.reason}`;
    return { ...rest, severity: 'note', message: `${problem.message} (${why})` };
  });
  return { problems: told, unused: valid.filter((each) => !used.has(each)).map(unused) };
}

/** A function from a problem to the first acknowledgement that fits it: only those of its kind and policy are asked. */
function finderOf(
  acknowledgements: readonly Acknowledgement[],
  environments: readonly Environment[],
): (problem: Problem) => Acknowledgement | undefined {
  const ranked = new Map<string, { readonly rank: number; readonly each: Acknowledgement }[]>();
  for (const [rank, each] of acknowledgements.entries()) {
    const key = keyOf(each.problem, each.policy);
    const others = ranked.get(key);
    if (others === undefined) ranked.set(key, [{ rank, each }]);
    else others.push({ rank, each });
  }
  if (ranked.size === 0) return () => undefined;
  const names = namesByPath(environments);
  return ({ kind, path, message }) => {
    const policies = [undefined, ...namesAt(path, names)];
    const found = policies.flatMap(
      (policy) =>
        ranked
          .get(keyOf(kind, policy))
          ?.find(({ each: { about } }) => about === undefined || message.includes(about)) ?? [],
    );
    return found.sort((a, b) => a.rank - b.rank)[0]?.each;
  };
}

/** The names of policies by where they stand; environments may each read one of another name there. */
function namesByPath(environments: readonly Environment[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { intent } of environments) {
    for (const { name, path } of [...intent.chatPolicies, ...intent.guardrails]) {
      const key = JSON.stringify(path);
      names.set(key, (names.get(key) ?? new Set()).add(name));
    }
  }
  return names;
}

/** The names of the policies that a path leads into. */
function namesAt(path: Path, names: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const above = [...path.keys(), path.length].map((length) => JSON.stringify(path.slice(0, length)));
  return above.flatMap((key) => [...(names.get(key) ?? [])]);
}

function keyOf(kind: ProblemKind, policy: string | undefined): string {
  return policy === undefined ? kind : `${kind} ${policy}`;
}

function unused({ problem, path }: Acknowledgement): Problem {
  const message = `there is no \`${problem}\` to acknowledge`;
  const help = 'remove it, or look at its `policy` and `about`';
  return { kind: 'unused-acknowledgement', severity: 'warning', path, message, help };
}
