import type { Plan, PlannedPolicy } from '../policy/plan/plan.js';
import type { ExportSettings } from './export-settings.js';
import type { ExportedFile } from './exported-file.js';
import { hclBlock, hclEntries, hclObject, hclString, hclText, hclValue, resourceName } from './hcl.js';

/** One input of the exported module. */
interface ModuleVariable {
  readonly name: string;
  readonly type: string;
  /** The source of its default. */
  readonly default: string;
  readonly description: string;
}

/** The variables of the module. Each has a default: a call without arguments deploys the plan unchanged. */
export function moduleVariables({ namePrefix, tags }: ExportSettings): readonly ModuleVariable[] {
  return [
    {
      name: 'check_prerequisites',
      type: 'bool',
      default: 'true',
      description:
        'Whether a plan fails if the organization lacks all features or a needed policy type. ' +
        'Set to false if the credentials cannot call organizations:DescribeOrganization',
    },
    {
      name: 'name_prefix',
      type: 'string',
      default: hclString(namePrefix),
      description: 'Prefix of every policy name; names are unique in an organization',
    },
    {
      name: 'tags',
      type: 'map(string)',
      default: hclValue(tags),
      description: 'Tags of every policy, in addition to the exported ones',
    },
    {
      name: 'target_ids',
      type: 'map(string)',
      default: '{}',
      description:
        'IDs of targets that are not looked up, by the target as written in var.targets, e.g. { "Workloads/Prod" = "ou-…" }',
    },
    {
      name: 'targets',
      type: 'map(list(string))',
      default: '{}',
      description:
        'Overrides the targets of policies, by policy name: `root`, an OU path (`Workloads/Prod`) or an ID. ' +
        'Policies not listed keep their targets',
    },
  ];
}

/** `variables.tf`. */
export function variablesFile(plan: Plan, settings: ExportSettings): ExportedFile {
  const ids = plan.policies.map((policy) => policy.id);
  const blocks = moduleVariables(settings).map((variable) =>
    hclBlock(
      `variable "${variable.name}"`,
      hclEntries([
        ['description', hclString(variable.description)],
        ['type', variable.type],
        ['default', variable.default],
        ['nullable', 'false'],
      ]),
      ...(variable.name === 'targets' ? [knownPolicies(ids), atMostFiveLevels()] : []),
    ),
  );
  return { path: 'variables.tf', text: `${blocks.join('\n\n')}\n` };
}

/** Rejects misspelt policy names, whose targets would not change. */
function knownPolicies(ids: readonly string[]): string[] {
  const unknown = `setsubtract(keys(var.targets), ${hclValue(ids)})`;
  return validation(
    `length(${unknown}) == 0`,
    `"No policy \${join(", ", ${unknown})} in this module. Policies: ${hclText(ids.join(', '))}."`,
  );
}

function atMostFiveLevels(): string[] {
  const tooDeep =
    'for target in flatten(values(var.targets)) : target if length(regexall("(?:[^/\\\\\\\\]|\\\\\\\\.)+", target)) > 5';
  return validation(
    `length([${tooDeep}]) == 0`,
    '"Organizational units are nested at most five levels deep."',
  );
}

function validation(condition: string, message: string): string[] {
  const entries = hclEntries([
    ['condition', condition],
    ['error_message', message],
  ]);
  return hclBlock('validation', entries).split('\n');
}

/** `outputs.tf`. */
export function outputsFile(plan: Plan): ExportedFile {
  const blocks = [
    output('policies', 'The ID and the ARN of every policy', plan, policy),
    output('attachments', 'The IDs of the attachments, by policy and target', plan, attached),
  ];
  return { path: 'outputs.tf', text: `${blocks.join('\n\n')}\n` };
}

function output(
  name: string,
  description: string,
  plan: Plan,
  value: (policy: PlannedPolicy) => string,
): string {
  const values = plan.policies.map((policy) => [policy.id, value(policy)] as const);
  return hclBlock(
    `output "${name}"`,
    hclEntries([
      ['description', hclString(description)],
      ['value', hclObject(values, true)],
    ]),
  );
}

function policy({ id }: PlannedPolicy): string {
  const resource = `aws_organizations_policy.${resourceName(id)}`;
  return hclObject(['arn', 'id'].map((attribute) => [attribute, `${resource}.${attribute}`]));
}

function attached({ id }: PlannedPolicy): string {
  const attachments = `aws_organizations_policy_attachment.${resourceName(id)}`;
  return `{ for target, attachment in ${attachments} : target => attachment.id }`;
}

/** The oldest Terraform that the module is written for: `terraform_data`, `nullable`, `replace_triggered_by`. */
export const terraformVersion = '>= 1.5.0';

/** `versions.tf`: a module names ranges and leaves the exact versions to its caller's lock file. */
export function versionsFile(providerVersion: string): ExportedFile {
  const provider = hclObject([
    ['source', '"hashicorp/aws"'],
    ['version', hclString(providerVersion)],
  ]);
  const block = hclBlock(
    'terraform',
    [`required_version = "${terraformVersion}"`],
    hclBlock('required_providers', hclEntries([['aws', provider]])).split('\n'),
  );
  return { path: 'versions.tf', text: `${block}\n` };
}
