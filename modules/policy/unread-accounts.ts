import type { MissingPart, Organization } from './organization.js';
import { quoted } from './problem.js';
import { visible } from './visible.js';

/** Where accounts could not be read, in words; undefined where the tree has all of them. */
export function unreadAccounts({ missing }: Organization): string | undefined {
  const places = new Map(missing.filter(({ what }) => prepositions.has(what)).map((part) => [part.id, part]));
  if (places.size === 0) return undefined;
  const shown = [...places.values()].slice(0, most).map(placeOf).join(', ');
  const more = places.size > most ? ` and ${places.size - most} more` : '';
  return `accounts could not be read ${shown}${more}`;
}

const most = 10;

/** The parts of the tree that may be missing, and where accounts then are. */
const prepositions = new Map([
  ['accounts', 'below'],
  ['organizationalUnits', 'below'],
  ['place', 'at'],
]);

function placeOf({ what, id, reason }: MissingPart): string {
  return `${prepositions.get(what)} ${quoted(id)} (${visible(reason)})`;
}
