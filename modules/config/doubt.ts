import type { Finding, Path } from '../policy/problem.js';
import type { ProblemKind } from '../policy/problem-kinds.js';
import { isBelow } from './intent/reading.js';

type Told = Pick<Finding, 'kind' | 'path'>;

/** What is true of a value whatever else its policy says. */
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
  'impossible-from-chat',
  'repeated-item',
  'empty-list',
  'long-list',
  'chime-ended',
]);

/** What is about one key of a policy and everything below it, such as a platform of a chat policy. */
const aboutTheKey: ReadonlySet<ProblemKind> = new Set([
  'enabled-without-list',
  'override-not-allowed',
  'unconfirmed',
]);

/** What is about the whole of a policy, where it is attached included. */
const aboutThePolicy: ReadonlySet<ProblemKind> = new Set(['shuts-out-everybody', 'outdated-spelling']);

/** Keys of a policy that say nothing of what its document allows or denies. */
const besideTheDocument = [
  'name',
  'description',
  'tags',
  'targets',
  'except',
  'existing',
  'skipDestroy',
  'preventDestroy',
  'after',
];

const places = ['targets', 'except', 'existing'];
const sessions = ['from', 'exceptFrom', 'partition'];

/** The keys that decide about a problem which is not about its own value; of other kinds, the whole document does. */
const deciding: Readonly<Partial<Record<ProblemKind, readonly string[]>>> = {
  'except-outside-targets': places,
  'except-accounts-to-come': places,
  'only-management-account': places,
  'existing-without-target': places,
  'exception-spares-all': sessions,
  'exception-spares-nobody': sessions,
};

/**
 * Whether what is said about a policy may only be so because of parts of it that could not be read: of the same
 * value, or of one that it hangs on. `policy` is the place of the policy, `unread` those of the parts.
 */
export function isInDoubt(told: Told, policy: Path, unread: readonly Path[]): boolean {
  return unread.some((part) => hangsOn(told, policy, part));
}

function hangsOn({ kind, path }: Told, policy: Path, part: Path): boolean {
  const key = part[policy.length];
  if (key === undefined || aboutThePolicy.has(kind)) return true;
  if (aboutTheValue.has(kind)) return isBelow(part, path) || isBelow(path, part);
  if (aboutTheKey.has(kind)) return key === path[policy.length];
  const keys = deciding[kind];
  return keys === undefined ? !besideTheDocument.includes(String(key)) : keys.includes(String(key));
}
