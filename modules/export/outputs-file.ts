import type { Plan, PlannedPolicy } from '../policy/plan.js';
import type { ExportedFile } from './exported-file.js';
import { hclBlock } from './hcl-block.js';
import { hclEntries } from './hcl-entries.js';
import { hclString } from './hcl-string.js';
import { hclObject } from './hcl-value.js';
import { resourceName } from './resource-name.js';

/** `outputs.tf`. */
export function outputsFile(plan: Plan): ExportedFile {
  const blocks = [
    output('policies', 'Every policy: its id and its ARN', plan, policy),
    output('attachments', 'The ids of the attachments, by policy and target', plan, attached),
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
