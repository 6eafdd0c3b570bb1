import type { Intent } from '../policy/intent.js';
import type { Path, Problem } from '../policy/problem.js';
import { isInDoubt } from './doubt.js';

/** Whether what is said about a policy of an intent is so whatever could not be read of it. `unread` are those parts. */
export function soundIn(
  { chatPolicies, guardrails }: Intent,
  unread: readonly Path[],
): (problem: Problem) => boolean {
  const places = new Set([...chatPolicies, ...guardrails].map(({ path }) => keyOf(path)));
  const policyOf = (path: Path): Path | undefined => {
    const last = path.findIndex((_, index) => places.has(keyOf(path.slice(0, index + 1))));
    return last === -1 ? undefined : path.slice(0, last + 1);
  };
  const unreadOf = new Map<string, Path[]>();
  for (const part of unread) {
    const key = keyOf(policyOf(part) ?? []);
    const others = unreadOf.get(key);
    if (others === undefined) unreadOf.set(key, [part]);
    else others.push(part);
  }
  return (problem) => {
    const policy = policyOf(problem.path);
    return policy === undefined || !isInDoubt(problem, policy, unreadOf.get(keyOf(policy)) ?? []);
  };
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
