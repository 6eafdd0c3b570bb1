import { isTargetId } from '../identifiers.js';
import type { Target } from '../intent.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import {
  type AttachmentTarget,
  type Organization,
  type OrganizationalUnit,
  targetsOf,
} from './organization.js';

/** A target, or the reason why the string is not one. */
type ParsedTarget = { readonly target: Target } | { readonly facts: ProblemFacts<'invalid-target'> };

/**
 * Reads a target as users write it: `root`, an ID (`r-…`, `ou-…`, 12 digits), or the path of names of an OU. A slash
 * in a name is written `\\/`, a backslash `\\\\`.
 */
export function parseTarget(text: string): ParsedTarget {
  if (text === 'root') return { target: { kind: 'root' } };
  if (isTargetId(text)) return { target: { kind: 'id', id: text } };
  const names = namesOf(text);
  if (names.some((name) => name.trim() === '')) return { facts: { rule: 'empty-name', target: text } };
  if (names.some((name) => name !== name.trim())) {
    const nearest = names.map((name) => name.trim()).join('/');
    return { facts: { rule: 'white-space', target: text, nearest } };
  }
  const facts = idLookalike(text);
  return facts === undefined ? { target: { kind: 'unit', names } } : { facts };
}

function namesOf(path: string): string[] {
  const names = [''];
  for (const [part] of path.matchAll(/\\[\\/]|./gsu)) {
    if (part === '/') names.push('');
    else names.push(`${names.pop()}${part.length === 2 ? part.charAt(1) : part}`);
  }
  return names;
}

/** The problem of a string that resembles an ID; no organizational unit has such a name. */
function idLookalike(target: string): ProblemFacts<'invalid-target'> | undefined {
  if (/^\d+$/.test(target)) return { rule: 'account-id', target, count: target.length };
  if (/^\d{4}-\d{4}-\d{4}$/.test(target)) {
    return { rule: 'account-hyphens', target, nearest: target.replaceAll('-', '') };
  }
  if (/^ou-[0-9a-z]*-[0-9a-z]*$/i.test(target)) return { rule: 'unit-id', target };
  return /^arn:/.test(target) ? { rule: 'arn', target } : undefined;
}

/** Finds the root, an OU or an account of an organization; undefined if it does not exist. */
export function resolveTarget(organization: Organization, target: Target): AttachmentTarget | undefined {
  switch (target.kind) {
    case 'root':
      return organization.root;
    case 'unit':
      return unitAt(organization, target.names);
    case 'id':
      for (const found of targetsOf(organization)) if (found.id === target.id) return found;
      return undefined;
  }
}

/** Returns the OU at a path of names below the root; undefined if there is none. */
export function unitAt(organization: Organization, names: readonly string[]): OrganizationalUnit | undefined {
  return names.reduce<OrganizationalUnit | undefined>(
    (unit, name) => unit?.organizationalUnits.find((child) => child.name === name),
    organization.root,
  );
}
