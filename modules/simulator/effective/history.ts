import { childControlKey } from '../../policy/chatbot/grammar.js';
import type { ValueOperator } from '../../policy/intent.js';
import { allows, type OperatorSet, operatorSet, type SettingValue } from './chat-operations.js';
import { findInDocument } from './find-in-document.js';
import { type Level, listOf, type MergeStep, type Setting } from './merge-setting.js';

/** An operator of a policy on a setting, and what is left of its value. */
export interface Source extends Origin {
  readonly operator: ValueOperator;
  readonly value: SettingValue;
}

/** An operator without effect on the final value, or the part of one. */
export interface Ignored extends Source {
  readonly why:
    | 'forbidden-by-parent'
    | 'new-key-forbidden-by-parent'
    | 'assigned-by-earlier-peer'
    | 'overridden'
    | 'removed'
    | 'already-there'
    | 'nothing-to-remove'
    | 'names-nothing';
  /**
   * What prevented it: controls that forbid it, an operator that assigned or removed, or one that contributed the
   * same value.
   */
  readonly by: readonly Origin[];
  /** Present if a peer prevented it and AWS's attachment order is not known: then the file's order is used. */
  readonly attachmentOrderKnown?: false;
}

/** The operators that set a value, and those without effect. */
export interface History {
  /** Together they produce the value, in order; empty only if nothing is set. */
  readonly sources: readonly Source[];
  /** What was overridden, removed or ignored, in the order of the tree. */
  readonly ignored: readonly Ignored[];
}

/** Returns how a setting got its value, from the root down. */
export function historyOf(setting: Setting | undefined): History {
  if (setting === undefined) return { sources: [], ignored: [] };
  const { step } = setting;
  const inherited = historyOf(step.inherited);
  const operations = operationsOf(step);
  const forbidden = operations
    .filter(({ operator }) => !allows(step.allowed, operator))
    .map((each): Ignored => {
      const why = step.lockedAt === undefined ? 'forbidden-by-parent' : 'new-key-forbidden-by-parent';
      return { ...each, why, by: findForbidders(setting, each.operator) };
    });
  const start = { sources: inherited.sources, ignored: [...inherited.ignored, ...forbidden] };
  const allowed = (operator: ValueOperator): readonly Source[] =>
    allows(step.allowed, operator) ? operations.filter((each) => each.operator === operator) : [];
  const assigned = afterAssigns(start, allowed('@@assign'));
  const appended = allowed('@@append').reduce(afterAppend, assigned);
  const { sources, ignored } = allowed('@@remove').reduce(afterRemove, appended);
  return { sources, ignored: step.level.attachmentOrderKnown ? ignored : ignored.map(inOrderOfFile(step)) };
}

function operationsOf({ uses, level }: MergeStep): readonly Source[] {
  return uses.flatMap(({ policy, assign, append, remove }) => {
    const by = (operator: ValueOperator, value: SettingValue | undefined): readonly Source[] =>
      value === undefined ? [] : [{ policy, level: level.id, operator, value }];
    return [...by('@@assign', assign), ...by('@@append', append), ...by('@@remove', remove)];
  });
}

/** The first takes precedence. A `@@remove` that left nothing is already reported by what it removed. */
function afterAssigns(history: History, [winner, ...others]: readonly Source[]): History {
  if (winner === undefined) return history;
  const by = [originOf(winner)];
  const overridden = history.sources.filter(({ operator }) => operator !== '@@remove');
  return {
    sources: [winner],
    ignored: [
      ...history.ignored,
      ...overridden.map((each): Ignored => ({ ...each, why: 'overridden', by })),
      ...others.map((each): Ignored => ({ ...each, why: 'assigned-by-earlier-peer', by })),
    ],
  };
}

function afterAppend({ sources, ignored }: History, append: Source): History {
  const words = [...new Set(listOf(append.value))];
  if (words.length === 0 && sources.length > 0) return { sources, ignored: [...ignored, asNoOp(append)] };
  const there = among(words, sources);
  const added = words.filter((word) => !there.includes(word));
  const holders = sources.filter(({ value }) => listOf(value).some((word) => there.includes(word)));
  const twice: Ignored = { ...append, value: there, why: 'already-there', by: holders.map(originOf) };
  const all = there.length === 0 ? ignored : [...ignored, twice];
  if (added.length === 0 && sources.length > 0) return { sources, ignored: all };
  const started = sources.filter((each) => !isEmpty(each) || each.operator === '@@assign');
  const empty = sources.filter((each) => isEmpty(each) && each.operator === '@@append');
  return { sources: [...started, { ...append, value: added }], ignored: [...all, ...empty.map(asNoOp)] };
}

function afterRemove({ sources, ignored }: History, remove: Source): History {
  const words = [...new Set(listOf(remove.value))];
  if (words.length === 0) return { sources, ignored: [...ignored, asNoOp(remove)] };
  const gone = among(words, sources);
  const by = [originOf(remove)];
  const taken = sources
    .map((each): Ignored => ({ ...only(each, (word) => gone.includes(word)), why: 'removed', by }))
    .filter((each) => !isEmpty(each));
  const missing = only(remove, (word) => !gone.includes(word));
  const absent: Ignored = { ...missing, why: 'nothing-to-remove', by: [] };
  const all = [...ignored, ...taken, ...(isEmpty(missing) ? [] : [absent])];
  if (gone.length === 0) return { sources, ignored: all };
  const left = sources
    .map((each) => ({ had: each, has: only(each, (word) => !gone.includes(word)) }))
    .filter(({ had, has }) => isEmpty(had) || !isEmpty(has));
  return { sources: left.length > 0 ? left.map(({ has }) => has) : [{ ...remove, value: [] }], ignored: all };
}

/** The words that sources hold. */
function among(words: readonly string[], sources: readonly Source[]): readonly string[] {
  const held = new Set(sources.flatMap(({ value }) => listOf(value)));
  return words.filter((word) => held.has(word));
}

function only(source: Source, isMeant: (word: string) => boolean): Source {
  return { ...source, value: listOf(source.value).filter(isMeant) };
}

function isEmpty({ value }: Source): boolean {
  return listOf(value).length === 0;
}

function asNoOp(operation: Source): Ignored {
  return { ...operation, why: 'names-nothing', by: [] };
}

/** What came to nothing because of a peer with the same operator, at a level whose order is not known. */
function inOrderOfFile({ level }: MergeStep) {
  return (each: Ignored): Ignored => {
    const isOfPeer = ({ policy, level: at, operator }: Origin): boolean =>
      at === level.id && operator === each.operator && policy !== each.policy;
    return each.level === level.id && each.by.some(isOfPeer)
      ? { ...each, attachmentOrderKnown: false }
      : each;
  };
}

/**
 * The controls that forbid an operator on a setting to the policies of its last step, from the root down: every one that
 * does it. New keys take two where one forbids to assign and another to append.
 */
function findForbidders({ place, step }: Setting, operator: ValueOperator): readonly Origin[] {
  const { level, lockedAt } = step;
  const controls = controlsAbove(level, (lockedAt ?? place).path);
  if (lockedAt === undefined) return controls.filter(forbids(operator)).map(originOf);
  const [assign, append] = [forbids('@@assign'), forbids('@@append')];
  const alone = controls.filter((control) => assign(control) && append(control));
  const together = controls.filter((control) => assign(control) || append(control));
  return (alone.length > 0 ? alone : together).map(originOf);
}

interface Control extends Origin {
  readonly allowed: OperatorSet;
}

function forbids(operator: ValueOperator) {
  return ({ allowed }: Control): boolean => !allows(allowed, operator);
}

/** The child controls of the policies above a level at a path. */
function controlsAbove({ above, documents }: Level, path: readonly string[]): readonly Control[] {
  if (above === undefined) return [];
  const here = above.policies.flatMap((policy): readonly Control[] => {
    const control = findInDocument(documents.get(policy) ?? null, [...path, childControlKey]).value;
    if (control === undefined) return [];
    return [{ policy, level: above.id, operator: childControlKey, allowed: operatorSet(control) }];
  });
  return [...controlsAbove(above, path), ...here];
}

/** The policy and level of an operator. */
export interface Origin {
  /** The policy's ID. */
  readonly policy: string;
  /** The ID of the root, OU or account that the policy is attached to. */
  readonly level: string;
  /** `@@assign`, `@@append`, `@@remove`, or `@@operators_allowed_for_child_policies`. */
  readonly operator: string;
}

/** An origin without what else is known of it. */
function originOf({ policy, level, operator }: Origin): Origin {
  return { policy, level, operator };
}
