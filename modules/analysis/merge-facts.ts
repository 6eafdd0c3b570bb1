import { childControlKey } from '../policy/chatbot/grammar.js';
import { type Organization, pathTo } from '../policy/organization/organization.js';
import type { JsonValue } from '../policy/text/json.js';
import { allows, operatorSet } from '../simulator/effective/chat-operations.js';
import type { Reason } from '../simulator/effective/explain.js';
import { findInDocument } from '../simulator/effective/find-in-document.js';
import type { Ignored } from '../simulator/effective/history.js';

/** A fact about how AWS merges chat policies, which predictions are built on. */
export interface MergeFact {
  readonly fact: string;
  /** How the fact is known. */
  readonly evidence: string;
}

const documentedAndObserved = 'AWS documentation; observed in AWS';

/**
 * The facts that predictions of effective chat policies are built on, by ID, with the evidence: AWS's documentation,
 * published answers of AWS (observed), or our reading.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html (read 2026-11-30)
 */
export const mergeFacts = {
  'attached-policies-apply': {
    fact: 'a policy applies to every account below its target',
    evidence: 'AWS documentation; observed on the root and accounts, not on OUs',
  },
  'first-attached-assigns': {
    fact: 'among policies attached to one target, the `@@assign` of the first attached takes precedence',
    evidence: documentedAndObserved,
  },
  'assign-replaces': {
    fact: '`@@assign` replaces what levels above set',
    evidence: documentedAndObserved,
  },
  'append-adds': {
    fact: '`@@append` of every policy adds to what is inherited or assigned',
    evidence: documentedAndObserved,
  },
  'removes-come-last': {
    fact: 'at one level, `@@remove` applies after every `@@assign` and `@@append`',
    evidence: documentedAndObserved,
  },
  'forbidden-operators-are-ignored': {
    fact: 'an operator that a child control above does not allow has no effect',
    evidence: documentedAndObserved,
  },
  'locked-containers-accept-no-new-keys': {
    fact: 'a container whose child control allows neither `@@assign` nor `@@append` accepts no new keys',
    evidence: 'AWS documentation of AI opt-out and backup policies; not observed for chat policies',
  },
  'locked-containers-leave-settings-open': {
    fact: 'a child control on a container does not lock the settings below it',
    evidence: 'observed in AWS for tag policies',
  },
  'removing-from-unset-leaves-unset': {
    fact: '`@@remove` from a list that is not set leaves it unset',
    evidence: 'observed in AWS for tag policies',
  },
  'emptied-lists-stay': {
    fact: 'a list whose last value is removed stays as an empty list',
    evidence: 'observed in AWS for tag policies',
  },
  'empty-append-sets-a-list': {
    fact: '`@@append` of nothing to a list that is not set sets an empty list',
    evidence: 'our reading; neither documented nor observed',
  },
} as const satisfies Readonly<Record<string, MergeFact>>;

/** The ID of a fact about how AWS merges chat policies. */
export type MergeFactId = keyof typeof mergeFacts;

/** A setting that AWS has in force with another value than predicted. */
export interface DifferingSetting {
  readonly predicted: JsonValue;
  readonly found: JsonValue;
  /** Why the prediction has this value; `explain` lists them. */
  readonly reasons: readonly Reason[];
}

/**
 * The facts that cannot be true if AWS has the value that was found, sorted. Empty where no policy of the organization
 * file mentions the value: then the file is not what AWS has, and no fact is contradicted.
 */
export function contradictedFacts(
  organization: Organization,
  accountId: string,
  { predicted, found, reasons }: DifferingSetting,
): readonly MergeFactId[] {
  const [ours, theirs] = [wordsOf(predicted), wordsOf(found)];
  const added = new Set(theirs.filter((word) => !ours.includes(word)));
  const lost = new Set(ours.filter((word) => !theirs.includes(word)));
  const ignored = reasons.flatMap((reason) => reason.ignored);
  const isAbout = (value: JsonValue, words: ReadonlySet<string>) =>
    wordsOf(value).some((word) => words.has(word));
  const facts = [
    ...ignored.filter(({ value }) => isAbout(value, added)).flatMap(factOfIgnored),
    ...reasons
      .filter(({ value }) => isAbout(value, lost))
      .flatMap((reason) => factOfSource(organization, accountId, reason)),
    ...(added.size === 0 && lost.size === 0 ? factsOfEmptyLists(predicted, reasons) : []),
  ];
  // That a policy does not apply at all explains a difference only where nothing else does.
  const special = facts.filter((fact) => fact !== 'attached-policies-apply');
  return [...new Set(special.length > 0 ? special : facts)].sort();
}

/** An operator that should have had no effect had one. */
function factOfIgnored({ why }: Ignored): readonly MergeFactId[] {
  switch (why) {
    case 'forbidden-by-parent':
      return ['forbidden-operators-are-ignored'];
    case 'new-key-forbidden-by-parent':
      return ['locked-containers-accept-no-new-keys'];
    case 'assigned-by-earlier-peer':
      return ['first-attached-assigns'];
    case 'overridden':
      return ['assign-replaces'];
    case 'removed':
      return ['removes-come-last'];
    case 'already-there':
    case 'nothing-to-remove':
    case 'names-nothing':
      return [];
  }
}

/** An operator that should have set or added a value did not. */
function factOfSource(
  organization: Organization,
  accountId: string,
  { policy, level, operator, path }: Reason,
): readonly MergeFactId[] {
  if (policy === null || level === null || operator === null) return [];
  if (isBelowLockedContainer(organization, accountId, level, path)) {
    return ['locked-containers-leave-settings-open'];
  }
  return operator === '@@append' ? ['append-adds'] : ['attached-policies-apply'];
}

/** Whether a policy above a level restricts the operators on a container of a setting. */
function isBelowLockedContainer(
  organization: Organization,
  accountId: string,
  level: string,
  path: readonly string[],
): boolean {
  const levels = pathTo(organization, accountId) ?? [];
  const above = levels.slice(
    0,
    levels.findIndex(({ id }) => id === level),
  );
  const contents = above.flatMap(({ policies }) =>
    policies.flatMap((id) => organization.policies.get(id)?.content ?? []),
  );
  return contents.some((content) =>
    path.some((_, depth) => {
      const control = findInDocument(content, [...path.slice(0, depth), childControlKey]).value;
      return control !== undefined && !allows(operatorSet(control), '@@assign');
    }),
  );
}

/** Nothing and an empty list have the same values; which one it is differs. */
function factsOfEmptyLists(predicted: JsonValue, reasons: readonly Reason[]): readonly MergeFactId[] {
  if (predicted === null) return ['removing-from-unset-leaves-unset'];
  const operators = new Set(reasons.map(({ operator }) => operator));
  if (operators.has('@@remove')) return ['emptied-lists-stay'];
  return operators.has('@@append') ? ['empty-append-sets-a-list'] : ['attached-policies-apply'];
}

function wordsOf(value: JsonValue): readonly string[] {
  if (value === null) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
