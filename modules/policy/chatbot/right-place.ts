import type { Path } from '../text/path.js';
import type { Member } from '../text/syntax-tree.js';
import { placesOf, type Shape } from './grammar.js';

/** Where a key that stands in the wrong place belongs, as one line of help; undefined when it belongs nowhere. */
export function rightPlace(member: Member, path: Path): string | undefined {
  const key = member.key.toLowerCase();
  if (key === 'chatbot') return '`chatbot` belongs at the root of the document';
  const here = path.slice(0, -1).map((part) => String(part).toLowerCase());
  if (key === 'supported_channel_types' && here.includes('microsoft_teams')) {
    return 'remove it: Microsoft Teams has no channel types, only Slack has';
  }
  if (here.at(-1) === 'chime') return 'remove it: `chime` takes `client` alone';
  const places = placesOf(key).filter((place) => fits(place.shape, member));
  if (places.length === 0) return undefined;
  const distances = places.map((place) => distance(here, place.path.slice(0, -1)));
  const nearest = places.filter((_, index) => distances[index] === Math.min(...distances)).slice(0, 2);
  const where = nearest.map((place) => `\`${place.path.join('.')}\``).join(' or ');
  return `\`${key}\` belongs at ${where}${levels(
    here,
    nearest.map((place) => place.path),
  )}`;
}

/** Whether the value could stand there, by its keys. */
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

function levels(here: readonly string[], places: readonly (readonly string[])[]): string {
  const [only, ...others] = places.map((place) => place.slice(0, -1));
  if (only === undefined || others.length > 0) return '';
  if (sharedLength(here, only) < only.length) return '';
  const up = here.length - only.length;
  return up === 1 ? ', one level up' : up > 1 ? `, ${up} levels up` : '';
}
