import { isTargetId } from '../identifiers.js';
import type { Target } from '../intent.js';
import { quoted } from '../text/quote.js';
import type { AttachmentTarget, Organization, OrganizationalUnit } from './organization.js';

/** A target, or why the text names none. */
type ParsedTarget = { readonly target: Target } | { readonly message: string; readonly help: string };

/**
 * A target as people write it: `root`, an id (`r-…`, `ou-…`, twelve digits), or a unit by its path of names. A
 * slash that belongs to a name is written `\/`, a backslash `\\`.
 */
export function parseTarget(text: string): ParsedTarget {
  if (text === 'root') return { target: { kind: 'root' } };
  if (isTargetId(text)) return { target: { kind: 'id', id: text } };
  const names = namesOf(text);
  if (names.some((name) => name.trim() === '')) {
    return {
      message: `${quoted(text)} is no target: a name is missing`,
      help: 'write `root`, an id, or a path of names below the root such as `Workloads/Prod`; a slash in a name is `\\/`',
    };
  }
  if (names.some((name) => name !== name.trim())) {
    return {
      message: `${quoted(text)} is no target: white space around a name`,
      help: `write ${quoted(names.map((name) => name.trim()).join('/'))}`,
    };
  }
  const looksLike = idLookalike(text);
  if (looksLike !== undefined) return { message: `${quoted(text)} is no target`, help: looksLike };
  return { target: { kind: 'unit', names } };
}

function namesOf(path: string): string[] {
  const names = [''];
  for (const [part] of path.matchAll(/\\[\\/]|./gsu)) {
    if (part === '/') names.push('');
    else names.push(`${names.pop()}${part.length === 2 ? part.charAt(1) : part}`);
  }
  return names;
}

/** Text that was surely meant as an id, and what is wrong with it; no unit is named like that. */
function idLookalike(text: string): string | undefined {
  if (/^\d+$/.test(text)) return `an account id has 12 digits, not ${text.length}`;
  if (/^\d{4}-\d{4}-\d{4}$/.test(text))
    return `write the account id without hyphens: \`${text.replace(/-/g, '')}\``;
  if (/^ou-[0-9a-z]*-[0-9a-z]*$/i.test(text))
    return 'the id of a unit is `ou-`, four to 32, `-`, eight to 32 lower-case letters or digits';
  if (/^arn:/.test(text)) return 'write the id at the end of the ARN';
  return undefined;
}

/** Finds the root, a unit or an account of an organization; undefined when there is no such place. */
export function resolveTarget(organization: Organization, target: Target): AttachmentTarget | undefined {
  switch (target.kind) {
    case 'root':
      return organization.root;
    case 'unit':
      return unitAt(organization, target.names);
    case 'id':
      return placeWithId(organization.root, target.id);
  }
}

/** The unit at a path of names below the root; undefined when a name on the way is no unit. */
export function unitAt(organization: Organization, names: readonly string[]): OrganizationalUnit | undefined {
  return names.reduce<OrganizationalUnit | undefined>(
    (unit, name) => unit?.organizationalUnits.find((child) => child.name === name),
    organization.root,
  );
}

function placeWithId(unit: OrganizationalUnit, id: string): AttachmentTarget | undefined {
  if (unit.id === id) return unit;
  const account = unit.accounts.find((candidate) => candidate.id === id);
  if (account !== undefined) return account;
  for (const child of unit.organizationalUnits) {
    const found = placeWithId(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
