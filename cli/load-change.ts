import { resolve } from 'node:path';
import type { OrganizationAnswer } from '../modules/config/plan-configuration.js';
import { requirementsOf } from '../modules/guardrails/registry.js';
import { applyTerraformPlan } from '../modules/inventory/terraform-plan/apply-terraform-plan.js';
import { readTerraformPlan } from '../modules/inventory/terraform-plan/read-terraform-plan.js';
import type { Organization } from '../modules/policy/organization/organization.js';
import { takenOverIn } from '../modules/policy/plan/ownership.js';
import { type Problem, sortProblems } from '../modules/policy/problems/problem.js';
import { suggest } from '../modules/policy/text/suggest.js';
import { applyPlan, removePolicies } from '../modules/simulator/apply-plan.js';
import { CannotDo } from './cannot-do.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { readNamedOrganization } from './load-organization.js';
import { type LoadedPlan, loadPlan, selectionOf, type UnreadablePlan } from './load-plan.js';
import type { World } from './world.js';

/** The options that define a change of the organization. */
export interface ChangeOptions extends ConfigurationOptions {
  /** Names or IDs of policies that go as well. */
  readonly removed: readonly string[];
  /** A saved plan of Terraform, as JSON, instead of the configuration. */
  readonly terraformPlan?: string;
  /** Another configuration, whose plan is the state before the change. */
  readonly from?: string;
}

/** An organization before and after a change; neither where a problem is an error (exit 1). */
export type LoadedChange =
  | {
      readonly before: Organization;
      readonly after: Organization;
      readonly problems: readonly Problem[];
      /** What the guardrails of the configuration require, by the name of the policy. */
      readonly requirements?: ReadonlyMap<string, string>;
    }
  | { readonly before?: undefined; readonly problems: readonly Problem[] };

/**
 * The organization as it is, and after the configuration or a saved plan of Terraform. Throws `CannotDo` when there is
 * no organization, or when a file is not there.
 */
export function loadChange(world: World, options: ChangeOptions): LoadedChange {
  if (options.terraformPlan !== undefined) {
    if (options.from === undefined) return loadTerraformChange(world, options, options.terraformPlan);
    throw new CannotDo('`--from` and `--terraform-plan` cannot be combined', 'give one of them');
  }
  const { plan, organization, problems, environment } = loadPlan(world, options);
  if (plan === undefined) return { problems };
  const requirements = requirementsOf(environment.intent);
  if (organization === undefined) throw nothingToCompare(', or set `organization` in the configuration');
  const removed = removePolicies(organization, idsOf(organization, options.removed));
  if (options.from === undefined) {
    return { before: organization, after: applyPlan(removed, plan), problems, requirements };
  }
  const old = loadOldPlan(world, options, options.from, { organization, problems: [] });
  if (old.plan === undefined) return { problems: old.problems };
  const takenOver = takenOverIn(organization);
  const kept = new Set(plan.policies.map((policy) => takenOver(policy)?.id));
  const dropped = old.plan.policies
    .flatMap((policy) => takenOver(policy)?.id ?? [])
    .filter((id) => !kept.has(id));
  const rest = removePolicies(removed, new Set(dropped));
  return { before: applyPlan(organization, old.plan), after: applyPlan(rest, plan), problems, requirements };
}

/**
 * The plan of another configuration on the same organization. It is compared as it was, so an exception that has ended
 * since is not an error.
 */
function loadOldPlan(
  world: World,
  options: ChangeOptions,
  config: string,
  organization: OrganizationAnswer,
): LoadedPlan | UnreadablePlan {
  const then = { ...world, today: '2000-01-01' };
  const loaded = loadPlan(then, { ...options, config }, { ...selectionOf(world, options), organization });
  const problems = loaded.problems.filter(({ severity }) => severity === 'error');
  return { ...loaded, problems };
}

function loadTerraformChange(world: World, options: ChangeOptions, file: string): LoadedChange {
  const named = options.organization ?? (world.environment['CHAT_GUARDRAILS_ORGANIZATION'] || undefined);
  if (named === undefined)
    throw nothingToCompare('; a Terraform plan does not contain the rest of the organization');
  const { organization: before, problems: ofOrganization } = readNamedOrganization(world, named);
  if (before === undefined) return { problems: ofOrganization };
  const text = world.readFile(resolve(world.workingDirectory, file), { largestMegabytes: 256 });
  const { plan, problems } = readTerraformPlan({ text, file });
  if (plan === undefined) return { problems };
  const removed = removePolicies(before, idsOf(before, options.removed));
  const { organization: after, findings } = applyTerraformPlan(removed, plan);
  return {
    before,
    after,
    problems: sortProblems([...ofOrganization, ...findings.map((finding) => ({ ...finding, file }))]),
  };
}

function nothingToCompare(otherwise: string): CannotDo {
  return new CannotDo('no organization file to compare with', `pass \`--organization FILE\`${otherwise}`);
}

function idsOf(organization: Organization, names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => policyNamed(organization, name)));
}

/** The ID of a policy that people know by its name. */
function policyNamed(organization: Organization, name: string): string {
  const policies = [...organization.policies.values()];
  const found = policies.find((policy) => policy.name === name || policy.id === name);
  if (found !== undefined) return found.id;
  const near = suggest(
    name,
    policies.map((policy) => policy.name),
  );
  throw new CannotDo(
    `no policy \`${name}\` in the organization`,
    near === undefined ? undefined : `did you mean \`${near}\`?`,
  );
}
