import type { JsonValue } from '../policy/json.js';
import { allOperators, allows, type ChatOperations, type OperatorSet } from './chat-operations.js';
import { isUse, type Level, mergeSetting, type Setting } from './merge-setting.js';
import { inOrder, type Place } from './place.js';

/** What the policies of one level say of one place, in attachment order. */
type Peers = readonly [ChatOperations, ...ChatOperations[]];

/**
 * What has come down the tree to one level: a document, or a part of it. Never changed once made; what a level does
 * not touch it shares with the level above.
 */
export interface Part {
  readonly place: Place;
  /** Whether a policy has named it, and no lock kept it out. */
  readonly named: boolean;
  /** The operators that policies below may use here. */
  readonly control: OperatorSet;
  readonly setting: Setting | undefined;
  /** In the order of the document. */
  readonly below: readonly Part[];
  /** The effective value; undefined where nothing is set. */
  readonly value: JsonValue | undefined;
  /** Whether a value in it hangs on an attachment order that is not known. */
  readonly open: boolean;
}

/** What comes down to a place of which no policy above says anything. */
export function nothingAt(place: Place): Part {
  return {
    place,
    named: false,
    control: allOperators,
    setting: undefined,
    below: [],
    value: undefined,
    open: false,
  };
}

/**
 * One step down the tree, part by part. Of a setting the first-attached `@@assign` replaces what is inherited, then
 * come all appends, then all removes; what a control above forbids does nothing. The controls of this level bind the
 * levels below it: peers intersect, and a level can only narrow.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html
 */
export function mergeLevel(above: Part, uses: Peers, level: Level): Part {
  return mergePart(above, uses, level, false);
}

/** `locked`: the part is new below a container that takes no new keys, so that it stays out. */
function mergePart(above: Part, uses: Peers, level: Level, locked: boolean): Part {
  const { place } = above;
  const setting = settingOf(above, uses, level, locked);
  const below = mergeBelow(above, uses, level, locked);
  return {
    place,
    named: !locked,
    control: uses.reduce(narrowed, above.control),
    setting,
    below,
    value: setting?.value ?? documentOf(below),
    open: (setting !== undefined && setting.alternatives.length > 0) || below.some(({ open }) => open),
  };
}

function narrowed(control: OperatorSet, { control: said }: ChatOperations): OperatorSet {
  return control & (said ?? allOperators);
}

function settingOf(above: Part, uses: Peers, level: Level, locked: boolean): Setting | undefined {
  const inherited = above.setting;
  if (!uses.some(isUse)) return inherited;
  const used = uses.every(isUse) ? uses : uses.filter(isUse);
  return mergeSetting(above.place, {
    inherited,
    level,
    uses: used,
    allowed: locked ? 0 : above.control,
    locked,
  });
}

/**
 * A container takes keys that no policy above has named only where its control allows `@@assign` or `@@append`.
 * (Documented for AI opt-out and backup policies: the control of a container says whether a child may add to its
 * keys.)
 */
function mergeBelow(above: Part, uses: Peers, level: Level, locked: boolean): readonly Part[] {
  const used = usesBelow(uses);
  if (used.length === 0) return above.below;
  const takesNew = allows(above.control, '@@assign') || allows(above.control, '@@append');
  let next = 0;
  return withNewPlaces(above.below, used).map((part) => {
    const peers = used[next];
    if (peers === undefined || peers[0].place !== part.place) return part;
    next++;
    return mergePart(part, peers, level, locked || !(part.named || takesNew));
  });
}

/** What the policies say of the keys below, key by key, in the order of the document. */
function usesBelow(uses: Peers): readonly Peers[] {
  if (uses.length === 1) return uses[0].below.map((part) => [part]);
  const places = new Map<Place, [ChatOperations, ...ChatOperations[]]>();
  for (const part of inOrder(uses.flatMap(({ below }) => below))) {
    const peers = places.get(part.place);
    if (peers === undefined) places.set(part.place, [part]);
    else peers.push(part);
  }
  return [...places.values()];
}

/** The parts, and one with nothing in it for every place that is used and has none. */
function withNewPlaces(parts: readonly Part[], used: readonly Peers[]): readonly Part[] {
  const found = parts.reduce((count, { place }) => (used[count]?.[0].place === place ? count + 1 : count), 0);
  if (found === used.length) return parts;
  const places = new Set(parts.map(({ place }) => place));
  const added = used.flatMap(([{ place }]) => (places.has(place) ? [] : [nothingAt(place)]));
  return inOrder([...parts, ...added]);
}

/** The members that hold a value; AWS drops empty parts. */
function documentOf(parts: readonly Part[]): JsonValue | undefined {
  const document: Record<string, JsonValue> = {};
  let isEmpty = true;
  for (const { place, value } of parts) {
    if (value === undefined) continue;
    document[place.key] = value;
    isEmpty = false;
  }
  return isEmpty ? undefined : document;
}
