import type { ChatValue } from '../problems/chat-policy-words.js';
import { type Finding, finding } from '../problems/problem.js';
import type { UnknownKeyFacts } from '../problems/shared-problems.js';
import { type LazyPath, pathOf } from '../text/lazy-path.js';
import type { Path } from '../text/path.js';
import type { Member, SyntaxNode } from '../text/syntax-tree.js';
import { checkWord, expectedBy } from './check-word.js';
import { type KeyedShape, placesOf, type Shape } from './grammar.js';

/** Checks a key that is an ID, and returns the shape of its value. */
export function checkKey(
  shape: KeyedShape,
  member: Member,
  lazyPath: LazyPath | undefined,
  findings: Finding[],
): Shape {
  const { key, offset } = member;
  const place = { path: pathOf(lazyPath), offset };
  const refused = { ...expectedBy(shape.key), found: key };
  if (isExtraLevel(shape, member)) {
    findings.push(finding(shape.key.problem, 'error', place, { rule: 'extra-level', ...refused }));
    return shape;
  }
  const setting = shape.key.accepts(key) ? undefined : settingBelow(shape, key.toLowerCase());
  if (setting === undefined) {
    checkWord(shape.key, { kind: 'string', offset, value: key }, lazyPath, findings);
    return shape.value;
  }
  const facts = { rule: 'setting-without-id', ...refused, parents: setting.ids } as const;
  findings.push(finding(shape.key.problem, 'error', place, facts));
  return setting.shape;
}

/** Whether a key is not an ID and holds only what belongs in its place: `teams` around the IDs of teams. */
function isExtraLevel(shape: KeyedShape, { key, value }: Member): boolean {
  return !shape.key.accepts(key) && key !== '*' && holdsOnly(shape, value);
}

function holdsOnly(shape: KeyedShape, node: SyntaxNode): boolean {
  if (node.kind !== 'object' || node.members.length === 0) return false;
  return node.members.every(
    ({ key, value }) =>
      shape.key.accepts(key) && (shape.value.kind !== 'keyed' || holdsOnly(shape.value, value)),
  );
}

interface SettingBelow {
  readonly shape: Shape;
  /** The IDs above it. */
  readonly ids: readonly ChatValue[];
}

/** A setting of this name under the IDs of an object; undefined where there is none. */
function settingBelow(shape: Shape | undefined, name: string): SettingBelow | undefined {
  if (shape?.kind === 'fixed') {
    const setting = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined;
    return setting && { shape: setting, ids: [] };
  }
  if (shape?.kind !== 'keyed') return undefined;
  const below = settingBelow(shape.value, name);
  return below && { ...below, ids: [shape.key.value, ...below.ids] };
}

/** The containers that a misplaced key belongs in, or the platform that cannot have it; undefined where AWS does not know it. */
export function parentOf(
  member: Member,
  path: Path,
): Pick<UnknownKeyFacts, 'parent' | 'platform'> | undefined {
  const key = member.key.toLowerCase();
  if (key === 'chatbot') return { parent: '' };
  const here = path.slice(0, -1).map((part) => String(part).toLowerCase());
  if (key === 'supported_channel_types' && here.includes('microsoft_teams')) {
    return { platform: 'microsoft_teams' };
  }
  if (here.at(-1) === 'chime') return { platform: 'chime' };
  const places = placesOf(key).filter((place) => fits(place.shape, member));
  if (places.length === 0) return undefined;
  const distances = places.map((place) => distance(here, place.path.slice(0, -1)));
  const nearest = places.filter((_, index) => distances[index] === Math.min(...distances)).slice(0, 2);
  return { parent: nearest.map((place) => place.path.slice(0, -1).join('.')) };
}

/** Whether a place accepts the value, by its keys. */
function fits(shape: Shape, { value }: Member): boolean {
  if (value.kind !== 'object') return shape.kind !== 'fixed' && shape.kind !== 'keyed';
  return value.members.every(({ key }) => {
    const folded = key.toLowerCase();
    if (folded.startsWith('@@'))
      return folded.startsWith('@@operators') || shape.kind === 'list' || shape.kind === 'scalar';
    if (shape.kind === 'fixed') return Object.hasOwn(shape.keys, folded);
    return shape.kind === 'keyed' && shape.key.accepts(key);
  });
}

/** Steps from one container to another in the tree. */
function distance(from: readonly string[], to: readonly string[]): number {
  const shared = sharedLength(from, to);
  return from.length - shared + (to.length - shared);
}

function sharedLength(from: readonly string[], to: readonly string[]): number {
  let shared = 0;
  while (shared < to.length && (from[shared] === to[shared] || (to[shared] === '…' && shared < from.length)))
    shared++;
  return shared;
}
