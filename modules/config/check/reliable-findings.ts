import type { Intent } from '../../policy/intent.js';
import type { Finding, Problem } from '../../policy/problems/problem.js';
import type { ProblemKind } from '../../policy/problems/problem-kinds.js';
import { isBelow, type Path } from '../../policy/text/path.js';

type FindingRef = Pick<Finding, 'kind' | 'path'>;

/** Kinds that depend only on the value itself. */
const aboutTheValue: ReadonlySet<ProblemKind> = new Set([
  'invalid-name',
  'invalid-value',
  'wrong-type',
  'invalid-action',
  'invalid-resource',
  'invalid-child-control',
  'invalid-condition-key',
  'unknown-operator',
  'unknown-service',
  'unknown-action',
  'unknown-condition-key',
  'wildcard-matches-nothing',
  'wildcard-in-equals',
  'set-operator-missing',
  'unknown-region',
  'invalid-arn-account',
  'impossible-from-chat',
  'repeated-item',
  'empty-list',
  'long-list',
  'chime-ended',
]);

/** Kinds that depend on one key of a policy and everything below it, such as a platform of a chat policy. */
const aboutTheKey: ReadonlySet<ProblemKind> = new Set([
  'enabled-without-list',
  'override-not-allowed',
  'condition-never-holds',
  'unconfirmed',
]);

/** Kinds that depend on the whole policy, including its targets. */
const aboutThePolicy: ReadonlySet<ProblemKind> = new Set(['all-chat-disabled', 'outdated-spelling']);

/** Keys of a policy that do not change its document. */
const besideTheDocument = [
  'name',
  'description',
  'tags',
  'targets',
  'except',
  'existing',
  'skipDestroy',
  'preventDestroy',
  'attachAfter',
];

const attachmentKeys = ['targets', 'except', 'existing'];
const sessions = ['from', 'exceptFrom', 'partition'];

/** The keys that other kinds depend on; a kind that is not listed depends on the whole document. */
const decisiveKeys: Readonly<Partial<Record<ProblemKind, readonly string[]>>> = {
  'except-outside-targets': attachmentKeys,
  'except-accounts-to-come': attachmentKeys,
  'only-management-account': attachmentKeys,
  'existing-without-target': attachmentKeys,
  'resource-never-matches': ['deny', 'allowOnly', 'statements', 'resources', 'use', 'with'],
  'exempts-all-sessions': sessions,
  'exempts-no-session': sessions,
};

/**
 * True if a finding about a policy depends on a part of it that could not be read. `policy` is the path of the policy,
 * `unread` are those of the parts.
 */
export function isUnreliable(finding: FindingRef, policy: Path, unread: readonly Path[]): boolean {
  return unread.some((part) => dependsOn(finding, policy, part));
}

function dependsOn({ kind, path }: FindingRef, policy: Path, part: Path): boolean {
  const key = part[policy.length];
  if (key === undefined || aboutThePolicy.has(kind)) return true;
  if (aboutTheValue.has(kind)) return isBelow(part, path) || isBelow(path, part);
  if (aboutTheKey.has(kind)) return key === path[policy.length];
  const keys = decisiveKeys[kind];
  return keys === undefined ? !besideTheDocument.includes(String(key)) : keys.includes(String(key));
}

/** True if the finding holds regardless of the parts of the policy that could not be read (`unread`). */
export function isReliable(
  { chatPolicies, guardrails }: Intent,
  unread: readonly Path[],
): (problem: Problem) => boolean {
  const policyPaths = new Set([...chatPolicies, ...guardrails].map(({ path }) => keyOf(path)));
  const policyOf = (path: Path): Path | undefined => {
    const last = path.findIndex((_, index) => policyPaths.has(keyOf(path.slice(0, index + 1))));
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
    return policy === undefined || !isUnreliable(problem, policy, unreadOf.get(keyOf(policy)) ?? []);
  };
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
