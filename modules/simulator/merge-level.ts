import type { ValueOperator } from '../policy/intent.js';
import {
  allOperators,
  allows,
  type ChatOperations,
  keyOf,
  type OperatorSet,
  type SettingOperations,
  type SettingValue,
} from './chat-operations.js';

/** What has come down the tree to one level. Shared between levels: never changed once made. */
export interface MergeState {
  readonly settings: ReadonlyMap<string, Setting>;
  /** What policies below may do, by place; a place that is not here allows every operator. */
  readonly controls: ReadonlyMap<string, OperatorSet>;
  /** Places that policies above have named. */
  readonly places: ReadonlySet<string>;
}

/** One setting of the effective policy with its history. */
export interface Setting {
  readonly path: readonly string[];
  /** Undefined where operators were used but nothing was set. */
  readonly value: SettingValue | undefined;
  /** Who set what of the value; together they hold all of it, in order. */
  readonly sources: readonly Source[];
  /** What was overridden, removed or ignored on the way, in the order of the tree. */
  readonly ignored: readonly Ignored[];
  /** Where an attachment order that is not known decides: every value that is possible, the file's order first. */
  readonly alternatives: readonly Alternative[];
}

export interface Source {
  readonly policy: string;
  readonly level: string;
  readonly operator: ValueOperator;
  readonly value: SettingValue;
}

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

/** A value that the setting has if `first` was attached first at `level`. */
export interface Alternative {
  readonly value: SettingValue | undefined;
  readonly first: string;
  readonly level: string;
}

/** The chat policies attached to one root, unit or account. */
export interface Level {
  readonly id: string;
  /** In attachment order. */
  readonly policies: readonly { readonly id: string; readonly operations: ChatOperations }[];
  readonly attachmentOrderKnown: boolean;
}

export const nothingInherited: MergeState = { settings: new Map(), controls: new Map(), places: new Set() };

/**
 * One step down the tree, setting by setting: the first-attached `@@assign` replaces what is inherited, then all
 * appends, then all removes; what a control above forbids does nothing. The controls of this level bind the levels
 * below it: peers intersect, and a level can only narrow.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html
 */
export function mergeLevel(above: MergeState, level: Level): MergeState {
  if (level.policies.length === 0) return above;
  const used = new Map<string, Use[]>();
  for (const { id, operations } of level.policies) {
    for (const setting of operations.settings) {
      const uses = used.get(setting.key);
      if (uses === undefined) used.set(setting.key, [{ policy: id, setting }]);
      else uses.push({ policy: id, setting });
    }
  }
  const settings = new Map(above.settings);
  for (const [key, uses] of used) settings.set(key, mergeSetting(above, level, key, uses));
  return { settings, ...controlsBelow(above, level) };
}

/** What one policy of the level does to one setting. */
interface Use {
  readonly policy: string;
  readonly setting: SettingOperations;
}

function mergeSetting(above: MergeState, level: Level, key: string, uses: readonly Use[]): Setting {
  const path = uses[0]?.setting.path ?? [];
  const inherited = above.settings.get(key) ?? {
    path,
    value: undefined,
    sources: [],
    ignored: [],
    alternatives: [],
  };
  const blocked = isNewUnderLock(above, path);
  const allowed = blocked ? 0 : (above.controls.get(key) ?? allOperators);
  const why = blocked ? 'new-key-forbidden-by-parent' : 'forbidden-by-parent';
  const operations = uses.flatMap((use) => operationsOf(use, level.id));
  const forbidden = operations
    .filter(({ operator }) => !allows(allowed, operator))
    .map((each) => ({ ...each, why }) as const);
  const effective = operations.filter(({ operator }) => allows(allowed, operator));
  const assigns = effective.filter(({ operator }) => operator === '@@assign');
  const merged = applied(inherited, forbidden, effective, assigns[0]);
  const alternatives = alternativesOf(inherited, level, effective, assigns);
  return { path, ...merged, alternatives };
}

function operationsOf({ policy, setting }: Use, level: string): Source[] {
  const { assign, append, remove } = setting;
  const by = { policy, level };
  return [
    ...(assign === undefined ? [] : [{ ...by, operator: '@@assign', value: assign } as const]),
    ...(append === undefined ? [] : [{ ...by, operator: '@@append', value: append } as const]),
    ...(remove === undefined ? [] : [{ ...by, operator: '@@remove', value: remove } as const]),
  ];
}

type Merged = Pick<Setting, 'value' | 'sources' | 'ignored'>;

/** Assign, then append, then remove, with `assign` the one that wins. */
function applied(
  inherited: Merged,
  forbidden: readonly Ignored[],
  operations: readonly Source[],
  assign: Source | undefined,
): Merged {
  let { value, sources } = inherited;
  const ignored: Ignored[] = [...inherited.ignored, ...forbidden];
  if (assign !== undefined) {
    for (const source of sources) ignored.push({ ...source, why: 'overridden' });
    value = assign.value;
    sources = [assign];
  }
  for (const operation of operations) {
    if (operation.operator === '@@assign' && operation !== assign) {
      ignored.push({ ...operation, why: 'assigned-by-earlier-peer' });
    }
  }
  for (const operation of operations) {
    if (operation.operator !== '@@append') continue;
    const present: readonly string[] = listOf(value);
    const added = [...new Set(listOf(operation.value))].filter((word) => !present.includes(word));
    value = [...present, ...added];
    if (added.length > 0 || sources.length === 0) sources = [...sources, { ...operation, value: added }];
    else ignored.push({ ...operation, why: 'already-there' });
  }
  for (const operation of operations) {
    if (operation.operator !== '@@remove') continue;
    const gone = new Set(listOf(operation.value));
    const present: readonly string[] | undefined = value === undefined ? undefined : listOf(value);
    if (present === undefined || !present.some((word) => gone.has(word))) {
      ignored.push({ ...operation, why: 'nothing-to-remove' });
      continue;
    }
    value = present.filter((word) => !gone.has(word));
    for (const source of sources) {
      const taken = listOf(source.value).filter((word) => gone.has(word));
      if (taken.length > 0) ignored.push({ ...source, value: taken, why: 'removed' });
    }
    const left = sources.map((source) => ({
      ...source,
      value: listOf(source.value).filter((word) => !gone.has(word)),
    }));
    sources = left.filter((source) => source.value.length > 0);
    if (sources.length === 0) sources = [{ ...operation, value: [] }];
  }
  return { value, sources, ignored };
}

/** The values that are possible while it is not known who was attached first; empty when all are the same. */
function alternativesOf(
  inherited: Setting,
  level: Level,
  operations: readonly Source[],
  assigns: readonly Source[],
): readonly Alternative[] {
  const [first] = assigns;
  if (first !== undefined && (level.attachmentOrderKnown || assigns.length === 1)) return [];
  if (first === undefined && inherited.alternatives.length === 0) return [];
  const start: Merged = { value: undefined, sources: [], ignored: [] };
  const possible =
    first === undefined
      ? inherited.alternatives.map(({ value, ...because }) => {
          const sources =
            value === undefined ? [] : [{ policy: '', level: '', operator: '@@assign', value } as const];
          return {
            ...because,
            value: applied({ value, sources, ignored: [] }, [], operations, undefined).value,
          };
        })
      : assigns.map((assign) => ({
          value: applied(start, [], operations, assign).value,
          first: assign.policy,
          level: level.id,
        }));
  const distinct = possible.filter(
    (candidate, index) => possible.findIndex((other) => sameValue(other.value, candidate.value)) === index,
  );
  return distinct.length > 1 ? distinct : [];
}

/** Whether two values mean the same: the order of a list has no meaning. */
export function sameValue(a: SettingValue | undefined, b: SettingValue | undefined): boolean {
  if (a === undefined || b === undefined || typeof a === 'string' || typeof b === 'string') return a === b;
  const left = new Set(a);
  const right = new Set(b);
  return left.size === right.size && [...left].every((word) => right.has(word));
}

/**
 * Whether a policy of this level would add a key to a container that is locked: its control allows neither
 * `@@assign` nor `@@append`, and no policy above has named the key. (Documented for AI opt-out and backup
 * policies: the control of a container says whether a child may add to its keys.)
 */
function isNewUnderLock(above: MergeState, path: readonly string[]): boolean {
  if (above.controls.size === 0) return false;
  for (let depth = 0; depth < path.length; depth++) {
    const control = above.controls.get(keyOf(path.slice(0, depth)));
    if (control === undefined || allows(control, '@@assign') || allows(control, '@@append')) continue;
    if (!above.places.has(keyOf(path.slice(0, depth + 1)))) return true;
  }
  return false;
}

function controlsBelow(above: MergeState, level: Level): Pick<MergeState, 'controls' | 'places'> {
  const controls = new Map(above.controls);
  const places = new Set(above.places);
  for (const { operations } of level.policies) {
    for (const [key, set] of operations.controls) {
      if (!isNewUnderLock(above, key === '' ? [] : key.split('/')))
        controls.set(key, (controls.get(key) ?? allOperators) & set);
    }
    for (const key of operations.places) if (!isNewUnderLock(above, key.split('/'))) places.add(key);
  }
  return { controls, places };
}

function listOf(value: SettingValue | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
