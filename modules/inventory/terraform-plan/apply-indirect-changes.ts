import type { OrganizationPolicy } from '../../policy/organization/organization.js';
import { type JsonObject, stringOf } from '../../policy/text/json.js';
import { attachUnknown, type Draft, hideContent, isUnknown } from './plan-draft.js';
import type { ResourceChange } from './read-terraform-plan.js';

/**
 * Applies the changes through which other services change policies: CloudFormation stacks and Control Tower. What they
 * attach is not in a Terraform plan, so answers that may depend on it are unknown.
 */
export function applyIndirectChanges(draft: Draft): void {
  for (const change of draft.plan.changes) {
    if (!change.isDeferred && !change.actions.some((action) => changing.has(action))) continue;
    if (/^(aws|awscc)_cloudformation_stack/.test(change.type)) applyStack(draft, change);
    else if (/^(aws|awscc)_controltower_/.test(change.type)) applyControl(draft, change);
  }
}

const changing: ReadonlySet<string> = new Set(['create', 'update', 'delete']);

/** A stack, a stack set, or instances of a stack set. */
function applyStack(draft: Draft, change: ResourceChange): void {
  const name = stringOf((change.after ?? change.before)?.['stack_set_name']);
  const sources = /_instances?$/.test(change.type) ? stackSetsNamed(draft, name) : [change];
  const templates = sources.flatMap(templatesIn);
  const suspects = templates.filter((template) => template === undefined || mayHoldPolicies(template));
  if (sources.length > 0 && suspects.length === 0) return;
  const { organization } = draft;
  attachUnknown(draft, change, [organization.root.id], { rule: 'stack', resource: change.address });
  if (change.actions.join() !== 'create') {
    for (const policy of ownPolicies(draft, suspects)) hideContent(draft, change, policy, 'stack');
  }
}

/** The stack sets of the plan with a name; changed or not. */
function stackSetsNamed({ plan }: Draft, name: string): readonly ResourceChange[] {
  return plan.changes.filter(
    ({ type, before, after }) =>
      type.endsWith('_cloudformation_stack_set') &&
      [before, after].some(
        (values) => name !== '' && [values?.['name'], values?.['stack_set_name']].includes(name),
      ),
  );
}

/** The templates of a stack before and after; undefined for one that the plan does not contain. */
function templatesIn(change: ResourceChange): readonly (string | undefined)[] {
  const { before, after } = change;
  const isOpen = ['template_body', 'template', 'template_url'].some((key) => isUnknown(change, key));
  return [
    ...[before, after].flatMap((values) => (values === undefined ? [] : [templateOf(values)])),
    ...(isOpen || change.isDeferred ? [undefined] : []),
  ];
}

function templateOf(values: JsonObject): string | undefined {
  const template = values['template_body'] ?? values['template'];
  if (stringOf(values['template_url']) !== '' || template === undefined || template === null)
    return undefined;
  return typeof template === 'string' ? template : JSON.stringify(template);
}

/** True for a template that contains a part of an organization, another template, or a macro that can add either. */
function mayHoldPolicies(template: string): boolean {
  return [
    /AWS::(?:Organizations::(?:Policy|Account|Organization)\b|CloudFormation::Stack|ControlTower::)/,
    /Fn::Transform|!Transform|(?<!\w)Transform["']?[ \t]*:[ \t]*(?:\[\s*|\n[ \t]*-[ \t]*)?["']?[A-Za-z]/,
  ].some((pattern) => pattern.test(template.replace(harmlessMacros, '')));
}

/** Macros of AWS that add no parts of an organization. */
const harmlessMacros = /AWS::(?:Serverless|LanguageExtensions|SecretsManager|CodeDeploy)[\w-]*/g;

/** The policies that a stack may own: those that its templates name; all that Terraform does not manage if none does. */
function ownPolicies(
  { policies, plan }: Draft,
  templates: readonly (string | undefined)[],
): readonly OrganizationPolicy[] {
  const managed = new Set(plan.changes.map(({ before }) => before?.['id']));
  const own = [...policies.values()].filter(
    ({ id, awsManaged }) => id.startsWith('p-') && !awsManaged && !managed.has(id),
  );
  const named = own.filter(({ name }) => templates.some((template) => template?.includes(name)));
  return named.length > 0 && !templates.includes(undefined) ? named : own;
}

/**
 * A control, a baseline or a landing zone of Control Tower: preventive controls are service control policies named
 * `aws-guardrails-…`, which it attaches to OUs and rewrites.
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/preventive-controls.html
 */
function applyControl(draft: Draft, change: ResourceChange): void {
  const { organization, policies, nodes, detached } = draft;
  const arns = [change.before, change.after].map((values) => stringOf(values?.['target_identifier']));
  const ids = arns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)).filter((id) => id !== '');
  const isKnown =
    ids.length > 0 && ids.every((id) => nodes.has(id)) && !isUnknown(change, 'target_identifier');
  const targets = isKnown ? [...new Set(ids)] : [organization.root.id];
  const type = 'SERVICE_CONTROL_POLICY';
  const policy = { id: change.address, name: change.address, type, awsManaged: false, content: {} };
  attachUnknown(draft, change, targets, { rule: 'control-tower', resource: change.address }, { policy });
  if (change.actions.join() === 'create') return;
  const controls = [...policies.values()].filter(({ name }) => name.startsWith('aws-guardrails-'));
  for (const target of isKnown ? targets : nodes.keys())
    for (const { id } of controls) detached.push({ policy: id, target });
}
