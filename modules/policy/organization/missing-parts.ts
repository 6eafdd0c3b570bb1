import { escapeControlCharacters } from '../text/escape-control-characters.js';
import { quoted } from '../text/quote.js';
import type { AttachmentTarget, MissingPart, Organization } from './organization.js';

/** What is missing at a target, of what is in force there; empty when all of it is known. */
type MissingAt = (target: AttachmentTarget) => readonly MissingPart[];

/**
 * Finds what keeps the policies of one type at a target from being known: the list of all of them, the list of
 * attachments, or the document of one that is attached. A policy of which not even the type is known may be of this one.
 */
export function missingPolicies(organization: Organization, type: string): MissingAt {
  const { policies, lacksServiceControlPolicies = false } = organization;
  const isLacking = lacksServiceControlPolicies && type === 'SERVICE_CONTROL_POLICY';
  const missing = isLacking ? [...organization.missing, notCollected] : organization.missing;
  const parts = missing.filter(({ what }) => !harmless.has(what));
  if (parts.length === 0) return () => none;
  const everywhere = parts.filter(({ what, id }) => what === 'policies' && id === type);
  return (target) => {
    const attached = target.policies.filter((id) => (policies.get(id)?.type ?? type) === type);
    const ids = new Set([target.id, ...attached]);
    return [...everywhere, ...parts.filter(({ id }) => ids.has(id))];
  };
}

const notCollected: MissingPart = {
  what: 'policies',
  id: 'SERVICE_CONTROL_POLICY',
  reason: 'none is attached, and AWS requires one on every target; collect the organization again',
};

/** Service control policies that the file should have, in words; undefined where it has some or needs none. */
export function unreadPolicies({ lacksServiceControlPolicies = false }: Organization): string | undefined {
  return lacksServiceControlPolicies ? describeMissing(notCollected) : undefined;
}

/** Parts that no policy in force depends on. */
const harmless: ReadonlySet<string> = new Set([
  'accounts',
  'organizationalUnits',
  'tags',
  'channels',
  'workspaces',
  'teams',
  'users',
  'preferences',
  'customActions',
  'place',
]);

const none: readonly MissingPart[] = [];

/** A missing part in words, as the reason of an unknown. */
export function describeMissing({ what, id, reason }: MissingPart): string {
  return `the organization file lacks ${what} of ${quoted(id)} (${reason})`;
}

/** Where accounts could not be read, in words; undefined where the tree has all of them. */
export function unreadAccounts({ missing }: Organization): string | undefined {
  const places = new Map(missing.filter(({ what }) => prepositions.has(what)).map((part) => [part.id, part]));
  if (places.size === 0) return undefined;
  const shown = [...places.values()].slice(0, maxShown).map(describePart).join(', ');
  const more = places.size > maxShown ? ` and ${places.size - maxShown} more` : '';
  return `accounts could not be read ${shown}${more}`;
}

const maxShown = 10;

/** The parts of the tree that may be missing, and where accounts then are. */
const prepositions = new Map([
  ['accounts', 'below'],
  ['organizationalUnits', 'below'],
  ['place', 'at'],
]);

function describePart({ what, id, reason }: MissingPart): string {
  return `${prepositions.get(what)} ${quoted(id)} (${escapeControlCharacters(reason)})`;
}
