import { allOperators, allows, type ChatOperations, type OperatorSet } from './chat-operations.js';
import { mergeSetting, type Setting, type Use } from './merge-setting.js';
import type { Place } from './place.js';

/** What has come down the tree to one level. Shared between levels: never changed once made. */
export interface MergeState {
  readonly settings: ReadonlyMap<Place, Setting>;
  /** What policies below may do, by place; a place that is not here allows every operator. */
  readonly controls: ReadonlyMap<Place, OperatorSet>;
  /** Whether a policy above has named a place. */
  readonly isNamed: (place: Place) => boolean;
}

/** The chat policies attached to one root, unit or account. */
export interface Level {
  readonly id: string;
  /** In attachment order. */
  readonly policies: readonly { readonly id: string; readonly operations: ChatOperations }[];
  readonly attachmentOrderKnown: boolean;
}

export const nothingInherited: MergeState = {
  settings: new Map(),
  controls: new Map(),
  isNamed: () => false,
};

/**
 * One step down the tree, setting by setting: the first-attached `@@assign` replaces what is inherited, then all
 * appends, then all removes; what a control above forbids does nothing. The controls of this level bind the levels
 * below it: peers intersect, and a level can only narrow.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html
 */
export function mergeLevel(above: MergeState, level: Level): MergeState {
  if (level.policies.length === 0) return above;
  const settings = new Map(above.settings);
  for (const [place, uses] of usesByPlace(level)) {
    const locked = isNewUnderLock(above, place);
    const allowed = locked ? 0 : (above.controls.get(place) ?? allOperators);
    const { id, attachmentOrderKnown } = level;
    const inherited = above.settings.get(place);
    settings.set(
      place,
      mergeSetting(place, { inherited, level: id, uses, attachmentOrderKnown, allowed, locked }),
    );
  }
  return { settings, controls: controlsBelow(above, level), isNamed: placesOf(above, level) };
}

function usesByPlace({ policies }: Level): ReadonlyMap<Place, readonly Use[]> {
  const places = new Map<Place, Use[]>();
  for (const { id, operations } of policies) {
    for (const setting of operations.settings) {
      const use = { policy: id, operations: setting };
      const uses = places.get(setting.place);
      if (uses === undefined) places.set(setting.place, [use]);
      else uses.push(use);
    }
  }
  return places;
}

/**
 * Whether a policy of this level would add a key to a container that is locked: its control allows neither
 * `@@assign` nor `@@append`, and no policy above has named the key. (Documented for AI opt-out and backup
 * policies: the control of a container says whether a child may add to its keys.)
 */
function isNewUnderLock(above: MergeState, place: Place): boolean {
  if (above.controls.size === 0) return false;
  for (let here = place; here.above !== undefined; here = here.above) {
    const control = above.controls.get(here.above);
    if (control === undefined || allows(control, '@@assign') || allows(control, '@@append')) continue;
    if (!above.isNamed(here)) return true;
  }
  return false;
}

function controlsBelow(above: MergeState, { policies }: Level): MergeState['controls'] {
  if (policies.every(({ operations }) => operations.controls.size === 0)) return above.controls;
  const controls = new Map(above.controls);
  for (const { operations } of policies) {
    for (const [place, set] of operations.controls) {
      if (!isNewUnderLock(above, place)) controls.set(place, (controls.get(place) ?? allOperators) & set);
    }
  }
  return controls;
}

/** Collected when it is first asked for: only locks on containers ask. */
function placesOf(above: MergeState, { policies }: Level): MergeState['isNamed'] {
  let places: Set<Place> | undefined;
  return (place) => {
    places ??= new Set(
      policies.flatMap(({ operations }) => operations.places.filter((each) => !isNewUnderLock(above, each))),
    );
    return places.has(place) || above.isNamed(place);
  };
}
