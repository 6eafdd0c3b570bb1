import { finding, type Problem } from '../../policy/problems/problem.js';
import type { ProblemKind } from '../../policy/problems/problem-kinds.js';
import type { Path } from '../../policy/text/path.js';
import type { Acknowledgement, Environment } from '../configuration.js';

/** Errors by our own rules, which AWS accepts: these can be acknowledged too. */
const ownRules: ReadonlySet<ProblemKind> = new Set([
  'unknown-action',
  'unknown-service',
  'wildcard-matches-nothing',
]);

/** Problems after acknowledgement. */
export interface Acknowledged {
  readonly problems: readonly Problem[];
  /** Warnings about acknowledgements that match no problem. */
  readonly unused: readonly Problem[];
}

/**
 * Acknowledged problems as notes, with the owner, the end date and the reason. What AWS or Terraform would refuse stays an
 * error, an acknowledged note is left out, and an expired acknowledgement has no effect.
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
  const checked = problems.flatMap((problem): Problem | [] => {
    const found = fitting(problem);
    if (found === undefined) return problem;
    used.add(found);
    if (problem.severity === 'note') return [];
    if (problem.severity === 'error' && !ownRules.has(problem.kind)) return problem;
    const { help: _, ...rest } = problem;
    const { owner, until, reason } = found;
    return { ...rest, severity: 'note', acknowledged: { owner, until, reason } };
  });
  return { problems: checked, unused: valid.filter((each) => !used.has(each)).map(unused) };
}

/** A function that returns the first acknowledgement of a problem, of those with its kind and policy. */
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
  return (problem) => {
    const { kind, path } = problem;
    const policies = [undefined, ...namesAt(path, names)];
    const found = policies.flatMap(
      (policy) =>
        ranked
          .get(keyOf(kind, policy))
          ?.find(({ each: { about } }) => about === undefined || isAbout(problem, about)) ?? [],
    );
    return found.sort((a, b) => a.rank - b.rank)[0]?.each;
  };
}

/** Whether a value among the facts of a problem, or an item of one that is a list, is this text. */
function isAbout({ facts }: Problem, about: string): boolean {
  const all: object = facts;
  const values: readonly unknown[] = Object.values(all);
  return values.flat().some((value) => String(value) === about);
}

/** The names of policies by path; each environment may have another name there. */
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

/** The names of the policies that contain a path. */
function namesAt(path: Path, names: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const above = [...path.keys(), path.length].map((length) => JSON.stringify(path.slice(0, length)));
  return above.flatMap((key) => [...(names.get(key) ?? [])]);
}

function keyOf(kind: ProblemKind, policy: string | undefined): string {
  return policy === undefined ? kind : `${kind} ${policy}`;
}

function unused({ problem, policy, about, path }: Acknowledgement): Problem {
  const facts = {
    problem,
    ...(policy === undefined ? {} : { policy }),
    ...(about === undefined ? {} : { about }),
  };
  return finding('unused-acknowledgement', 'warning', { path }, facts);
}
