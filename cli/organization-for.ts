import type { Organization } from '../modules/policy/organization.js';
import { renderProblems } from '../modules/report/problems-text.js';
import { applyPlan } from '../modules/simulator/apply-plan.js';
import { CannotDo } from './cannot-do.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { loadOrganization } from './load-organization.js';
import { loadPlan } from './load-plan.js';
import type { World } from './world.js';

/**
 * The organization that a command answers for: as it is in the file, or, with `--config`, as it is after the plan.
 * Problems go to stderr; undefined when one of them is an error (exit 1).
 */
export function organizationFor(world: World, options: ConfigurationOptions): Organization | undefined {
  const { config, organization: file = world.environment['CHAT_GUARDRAILS_ORGANIZATION'] } = options;
  if (config === undefined) {
    if (file !== undefined && file !== '') return loadOrganization(world, file);
    throw new CannotDo('there is no organization to ask', 'name one with `--organization FILE`');
  }
  const { plan, organization, problems } = loadPlan(world, options);
  world.stderr.write(renderProblems(problems, world.stderr.colour));
  if (plan === undefined) return undefined;
  if (organization !== undefined) return applyPlan(organization, plan);
  throw new CannotDo(
    'there is no organization to apply the plan to',
    'name one with `--organization FILE`, or with `organization` in the configuration',
  );
}
