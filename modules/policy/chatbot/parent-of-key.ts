import type { UnknownKeyFacts } from '../problems/shared-problems.js';
import type { Path } from '../text/path.js';
import type { Member } from '../text/syntax-tree.js';
import { placesOf, type Shape } from './grammar.js';

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
