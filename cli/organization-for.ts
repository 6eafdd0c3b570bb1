import type { Organization } from '../modules/policy/organization/organization.js';
import { applyPlan } from '../modules/simulator/apply-plan.js';
import { CannotDo } from './cannot-do.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { loadOrganization } from './load-organization.js';
import { loadPlan } from './load-plan.js';
import { printProblems } from './print-problems.js';
import type { World } from './world.js';

/** What a command line says about an answer. */
export interface AskedOptions extends ConfigurationOptions {
  readonly format?: string;
}

/**
 * The organization that a command answers for: as it is in the file, or, with `--config`, as it is after the plan.
 * Problems are told; undefined when one of them is an error (exit 1).
 */
export function organizationFor(world: World, options: AskedOptions): Organization | undefined {
  const { config, format, organization: file = world.environment['CHAT_GUARDRAILS_ORGANIZATION'] } = options;
  if (config === undefined) {
    if (file !== undefined && file !== '') return loadOrganization(world, file, format);
    throw new CannotDo('there is no organization to ask', 'name one with `--organization FILE`');
  }
  const { plan, organization, problems } = loadPlan(world, options);
  printProblems(world, problems, format);
  if (plan === undefined) return undefined;
  if (organization !== undefined) return applyPlan(organization, plan);
  throw new CannotDo(
    'there is no organization to apply the plan to',
    'name one with `--organization FILE`, or with `organization` in the configuration',
  );
}
