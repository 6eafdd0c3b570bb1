import type { Organization } from '../modules/policy/organization/organization.js';
import { CannotDo } from './cannot-do.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { findConfiguration } from './find-configuration.js';
import { type AskedOptions, organizationFor } from './organization-for.js';
import type { World } from './world.js';

/**
 * The organization that expectations are held against: as it is after the plan of the configuration, or, where there
 * is no configuration, as it is in its file. Problems are told; undefined when one of them is an error (exit 1).
 */
export function testedOrganization(world: World, options: AskedOptions): Organization | undefined {
  const config = configurationFile(world, options);
  return organizationFor(world, config === undefined ? options : { ...options, config });
}

function configurationFile(world: World, options: ConfigurationOptions): string | undefined {
  try {
    return findConfiguration(world, options).source.file;
  } catch (error) {
    // A file that was named and cannot be read has a reason; that none was found has not.
    if (error instanceof CannotDo && error.reason === undefined) return undefined;
    throw error;
  }
}
