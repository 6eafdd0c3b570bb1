import { type Problem, quoted } from '../policy/problem.js';

/** Problems of several environments as one list: those that all share are told once, others say whose they are. */
export function joinProblems(
  environments: readonly { readonly name: string; readonly problems: readonly Problem[] }[],
): Problem[] {
  const found = new Map<string, { readonly problem: Problem; readonly names: Set<string> }>();
  for (const { name, problems } of environments) {
    for (const problem of problems) {
      const key = JSON.stringify(problem);
      const known = found.get(key);
      if (known === undefined) found.set(key, { problem, names: new Set([name]) });
      else known.names.add(name);
    }
  }
  return [...found.values()].map(({ problem, names }) => {
    if (names.size === environments.length) return problem;
    const where = [...names].map(quoted).join(', ');
    return { ...problem, message: `${problem.message} (in ${where})` };
  });
}
