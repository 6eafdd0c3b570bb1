import type { ValueOperator } from '../policy/intent.js';
import { allows, type SettingValue } from './chat-operations.js';
import { listOf, type MergeStep, type Setting, winningAssign } from './merge-setting.js';

/** An operator of a policy on a setting, and the value it brought or what is left of it. */
export interface Source {
  /** The policy's id. */
  readonly policy: string;
  /** The id of the root, unit or account that the policy is attached to. */
  readonly level: string;
  readonly operator: ValueOperator;
  readonly value: SettingValue;
}

/** A source without effect on the final value. */
export interface Ignored extends Source {
  readonly why:
    | 'forbidden-by-parent'
    | 'new-key-forbidden-by-parent'
    | 'assigned-by-earlier-peer'
    | 'overridden'
    | 'removed'
    | 'already-there'
    | 'nothing-to-remove';
}

/** Who set a value and what came to nothing. */
export interface History {
  /** Together they hold all of the value, in order; empty only when nothing is set. */
  readonly sources: readonly Source[];
  /** What was overridden, removed or ignored, in the order of the tree. */
  readonly ignored: readonly Ignored[];
}

/** Tells how a setting came about, from the root down. */
export function historyOf(setting: Setting | undefined): History {
  if (setting === undefined) return { sources: [], ignored: [] };
  const { step } = setting;
  const inherited = historyOf(step.inherited);
  const forbidden = operationsOf(step)
    .filter(({ operator }) => !allows(step.allowed, operator))
    .map(
      (each): Ignored => ({
        ...each,
        why: step.locked ? 'new-key-forbidden-by-parent' : 'forbidden-by-parent',
      }),
    );
  const allowed = operationsOf(step).filter(({ operator }) => allows(step.allowed, operator));
  const start = { sources: inherited.sources, ignored: [...inherited.ignored, ...forbidden] };
  const winner = winningAssign(step)?.policy;
  const assigned = allowed
    .filter(({ operator }) => operator === '@@assign')
    .reduce(afterAssign(winner), start);
  const appended = allowed.filter(({ operator }) => operator === '@@append').reduce(afterAppend, assigned);
  return allowed.filter(({ operator }) => operator === '@@remove').reduce(afterRemove, appended);
}

function operationsOf({ uses, level }: MergeStep): readonly Source[] {
  return uses.flatMap(({ policy, assign, append, remove }) => {
    const by = (operator: ValueOperator, value: SettingValue | undefined): readonly Source[] =>
      value === undefined ? [] : [{ policy, level: level.id, operator, value }];
    return [...by('@@assign', assign), ...by('@@append', append), ...by('@@remove', remove)];
  });
}

function afterAssign(winner: string | undefined) {
  return ({ sources, ignored }: History, assign: Source): History => {
    if (assign.policy !== winner)
      return { sources, ignored: [...ignored, { ...assign, why: 'assigned-by-earlier-peer' }] };
    const overridden = sources.map((source): Ignored => ({ ...source, why: 'overridden' }));
    return { sources: [assign], ignored: [...ignored, ...overridden] };
  };
}

function afterAppend({ sources, ignored }: History, append: Source): History {
  const present = new Set(sources.flatMap(({ value }) => listOf(value)));
  const added = listOf(append.value).filter((word) => !present.has(word) && present.add(word));
  if (added.length === 0 && sources.length > 0)
    return { sources, ignored: [...ignored, { ...append, why: 'already-there' }] };
  return { sources: [...sources, { ...append, value: added }], ignored };
}

function afterRemove({ sources, ignored }: History, remove: Source): History {
  const gone = new Set(listOf(remove.value));
  const taken = sources
    .map(
      (source): Ignored => ({
        ...source,
        value: listOf(source.value).filter((word) => gone.has(word)),
        why: 'removed',
      }),
    )
    .filter(({ value }) => value.length > 0);
  if (taken.length === 0) return { sources, ignored: [...ignored, { ...remove, why: 'nothing-to-remove' }] };
  const left = sources
    .map((source) => ({ ...source, value: listOf(source.value).filter((word) => !gone.has(word)) }))
    .filter(({ value }) => value.length > 0);
  return { sources: left.length > 0 ? left : [{ ...remove, value: [] }], ignored: [...ignored, ...taken] };
}
