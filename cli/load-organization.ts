import { resolve } from 'node:path';
import type { Organization } from '../modules/policy/organization/organization.js';
import { readOrganizationText } from '../modules/policy/organization/read-organization.js';
import { renderProblems } from '../modules/report/problems-text.js';
import { CannotDo } from './cannot-do.js';
import { printProblems } from './print-problems.js';
import { withProgressOnText } from './progress.js';
import type { World } from './world.js';

/** A million accounts fit; more is not an organization. */
export const organizationMegabytes = 256;

/**
 * Reads the organization file of a command and prints its problems; undefined if one of them is an error
 * (exit 1). Throws `CannotDo` when the file is not there or is not JSON.
 */
export function loadOrganization(world: World, file: string, format?: string): Organization | undefined {
  const { organization, problems } = readNamedOrganization(world, file);
  printProblems(world, problems, format);
  return organization;
}

/** The names and texts of the organization files that have been read. */
const sources = new WeakMap<Organization, { readonly file: string; readonly text: string }>();

/** Reads the text of an organization file, and remembers it for `organizationSource`. */
export function readOrganizationSource(
  world: World,
  file: string,
  text: string,
): ReturnType<typeof readOrganizationText> {
  const read = (): ReturnType<typeof readOrganizationText> => readOrganizationText({ text, file });
  const answer = withProgressOnText(world.stderr, `reading ${file}`, text, read);
  if (answer.organization !== undefined) sources.set(answer.organization, { file, text });
  return answer;
}

/** The name and the text of the file that an organization was read from; undefined for a changed organization. */
export function organizationSource(
  organization: Organization,
): { readonly file: string; readonly text: string } | undefined {
  return sources.get(organization);
}

/** The same, but returns the problems. */
export function readNamedOrganization(world: World, file: string): ReturnType<typeof readOrganizationText> {
  const text = world.readFile(resolve(world.workingDirectory, file), {
    largestMegabytes: organizationMegabytes,
  });
  const answer = readOrganizationSource(world, file, text);
  const isJson = !answer.problems.some(({ kind }) => kind.startsWith('json-'));
  if (answer.organization !== undefined || isJson) return answer;
  world.stderr.write(renderProblems(answer.problems, world.stderr.colour));
  throw new CannotDo(`cannot read \`${file}\`: it is not JSON`);
}
