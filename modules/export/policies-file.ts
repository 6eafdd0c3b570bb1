import { type Plan, type PlannedPolicy, renderTarget } from '../policy/plan/plan.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import type { ExportedFile } from './exported-file.js';
import {
  type HclEntry,
  hclBlock,
  hclEntries,
  hclObject,
  hclString,
  hclText,
  hclValue,
  resourceName,
} from './hcl.js';

/** `main.tf`: every policy and where it is attached, in the order of the plan. */
export function policiesFile(plan: Plan): ExportedFile {
  const blocks = plan.policies.flatMap((policy) => [
    policyResource(policy),
    ...(isOrdered(policy) ? [orderResource(policy)] : []),
    attachmentResource(policy),
  ]);
  return { path: 'main.tf', text: `${blocks.join('\n\n')}\n` };
}

function policyResource(policy: PlannedPolicy): string {
  const { skipDestroy, preventDestroy } = policy.retention;
  const tags =
    Object.keys(policy.tags).length === 0 ? 'var.tags' : `merge(${hclValue(policy.tags)}, var.tags)`;
  const arguments_: HclEntry[] = [
    ['name', `"\${var.name_prefix}${hclText(policy.id)}"`],
    ['type', hclString(policy.type)],
    ...(policy.description === '' ? [] : [['description', hclString(policy.description)] as const]),
    ...(skipDestroy ? [['skip_destroy', 'true'] as const] : []),
    ['tags', tags],
  ];
  const heading = `# ${escapeControlCharacters(policy.id)}: attached to ${policy.targets.map(renderTarget).map(escapeControlCharacters).join(', ')}`;
  const block = hclBlock(
    `resource "aws_organizations_policy" "${resourceName(policy.id)}"`,
    hclEntries(arguments_),
    `content = jsonencode(${hclValue(policy.content)})`.split('\n'),
    preventDestroy ? hclBlock('lifecycle', ['prevent_destroy = true']).split('\n') : [],
  );
  return `${heading}\n${block}`;
}

/** Of chat policies on one target the first attached takes precedence; service control policies have no order. */
function isOrdered(policy: PlannedPolicy): boolean {
  return policy.type === 'CHATBOT_POLICY';
}

/**
 * A resource that records in the state which attachments precede that of a policy. It exists even if none do:
 * `replace_triggered_by` reacts to a changed resource, not to a new one.
 */
function orderResource(policy: PlannedPolicy): string {
  const block = hclBlock(
    `resource "terraform_data" "${attachedAfterName(policy)}"`,
    [`for_each = ${targetsOf(policy)}`],
    policy.attachAfter.length === 0 ? [] : hclEntries([['input', attachedBefore(policy)]]),
  );
  return `# Records which attachments precede this one. Empty if none do; a change replaces the attachment.\n${block}`;
}

function attachedBefore(policy: PlannedPolicy): string {
  const attachments = policy.attachAfter.map(resourceName).map((name): HclEntry => [name, attachment(name)]);
  return [
    '{',
    ...`  for policy, attached in ${hclObject(attachments)} :`.split('\n'),
    '  policy => attached[each.key].id if contains(keys(attached), each.key)',
    '}',
  ].join('\n');
}

function attachmentResource(policy: PlannedPolicy): string {
  const name = resourceName(policy.id);
  const entries: HclEntry[] = [
    ['policy_id', `aws_organizations_policy.${name}.id`],
    ['target_id', 'local.target_ids[each.key]'],
    ...(policy.retention.skipDestroy ? [['skip_destroy', 'true'] as const] : []),
  ];
  return hclBlock(
    `resource "aws_organizations_policy_attachment" "${name}"`,
    [`for_each = ${targetsOf(policy)}`],
    hclEntries(entries),
    order(policy),
  );
}

function order(policy: PlannedPolicy): string[] {
  const names = policy.attachAfter.map(resourceName);
  if (names.length === 0) return [];
  const triggers = names.map((name) => `terraform_data.${attachedAfterName(policy)}[each.key].input.${name}`);
  return [
    '# The policy attached first takes precedence. If what precedes this one changes, it is attached again.',
    ...hclEntries([['depends_on', `[${names.map(attachment).join(', ')}]`]]),
    ...hclBlock('lifecycle', [`replace_triggered_by = [${triggers.join(', ')}]`]).split('\n'),
  ];
}

function attachment(name: string): string {
  return `aws_organizations_policy_attachment.${name}`;
}

/** The name of the resource that records what a policy was attached after. */
export function attachedAfterName(policy: PlannedPolicy): string {
  return `${resourceName(policy.id)}_attached_after`;
}

function targetsOf(policy: PlannedPolicy): string {
  return `toset(local.targets[${hclString(policy.id)}])`;
}
