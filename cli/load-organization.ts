import { resolve } from 'node:path';
import type { Organization } from '../modules/policy/organization.js';
import { readOrganizationText } from '../modules/policy/read-organization-text.js';
import { renderProblems } from '../modules/report/problems-text.js';
import { CannotDo } from './cannot-do.js';
import type { World } from './world.js';

/** A million accounts fit; more is not an organization. */
const largestMegabytes = 256;

/**
 * Reads the organization file a command was given. Problems go to stderr; undefined when one of them is an error
 * (exit 1). Throws `CannotDo` when the file is not there or is not JSON.
 */
export function loadOrganization(world: World, file: string): Organization | undefined {
  const text = world.readFile(resolve(world.workingDirectory, file), { largestMegabytes });
  const { organization, problems } = readOrganizationText({ text, file });
  if (problems.length > 0) world.stderr.write(renderProblems(problems, world.stderr.colour));
  if (organization === undefined && problems.some(({ kind }) => kind.startsWith('json-'))) {
    throw new CannotDo(`cannot read \`${file}\`: it is not JSON`);
  }
  return organization;
}
