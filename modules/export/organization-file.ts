import { type Plan, type PolicyType, renderTarget } from '../policy/plan/plan.js';
import type { ExportedFile } from './exported-file.js';
import { hclBlock, hclEntries, hclObject, hclValue } from './hcl.js';

/** `organization.tf`: checks that the organization has all features and the needed policy types, and finds the IDs of the root and of OUs by their paths. */
export function organizationFile(plan: Plan): ExportedFile {
  const types = [...new Set(plan.policies.map((policy) => policy.type))].sort();
  const blocks = [
    '# The organization: read, never changed.',
    organization(types),
    targets(plan),
    ...depths.map(unitsOfLevel),
  ];
  return { path: 'organization.tf', text: `${blocks.join('\n\n')}\n` };
}

function organization(types: readonly PolicyType[]): string {
  return hclBlock(
    'data "aws_organizations_organization" "this"',
    ['count = var.check_prerequisites || length(local.to_find) > 0 ? 1 : 0'],
    hclBlock(
      'lifecycle',
      postcondition(
        'length(self.roots) > 0',
        '"these credentials cannot see the root of the organization; use those of the management account or of a delegated administrator for AWS Organizations"',
      ),
      postcondition(
        '!var.check_prerequisites || self.feature_set == "ALL"',
        '"the organization has consolidated billing only, and policies need all features; enable them in the console of AWS Organizations under Settings, or with `aws organizations enable-all-features`"',
      ),
      ...types.map(typeEnabled),
    ).split('\n'),
  );
}

function typeEnabled(type: PolicyType): string[] {
  const enabled = '[for type in flatten(self.roots[*].policy_types) : type.type if type.status == "ENABLED"]';
  return postcondition(
    `!var.check_prerequisites || contains(${enabled}, "${type}")`,
    `"policy type ${type} is not enabled in the organization; enable it once, in the management account: aws organizations enable-policy-type --policy-type ${type} --root-id \${join("", self.roots[*].id)}"`,
  );
}

function postcondition(condition: string, message: string): string[] {
  const entries = hclEntries([
    ['condition', condition],
    ['error_message', message],
  ]);
  return hclBlock('postcondition', entries).split('\n');
}

function targets(plan: Plan): string {
  const exported = plan.policies.map(({ id, targets }) => [id, hclValue(targets.map(renderTarget))] as const);
  return hclBlock(
    'locals',
    [
      '# The targets of each policy: the exported ones, unless var.targets overrides them.',
      ...`targets = merge(${hclObject(exported, true)}, var.targets)`.split('\n'),
      'all_targets = distinct(flatten(values(local.targets)))',
    ],
    [
      '# The ID of every target.',
      'target_ids = merge(',
      '  { for target in local.all_targets : target => target if can(regex(local.id_pattern, target)) },',
      '  { for target in local.all_targets : target => local.root_id if target == "root" },',
      `  ${depths.map((depth) => `module.${level(depth)}.ids`).join(', ')},`,
      '  var.target_ids,',
      ')',
      'id_pattern = "^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|[0-9]{12})$"',
      'root_id    = one(data.aws_organizations_organization.this[*].roots[0].id)',
    ],
    toFind.split('\n'),
  );
}

const toFind = `# What has to be looked up: the root, and OUs by their names under each parent, level by level.
# A slash inside a name is written \\/.
to_find = [
  for target in local.all_targets : target
  if !can(regex(local.id_pattern, target)) && !contains(keys(var.target_ids), target)
]
paths = [for target in local.to_find : regexall("(?:[^/\\\\\\\\]|\\\\\\\\.)+", target) if target != "root"]
wanted = [for depth in range(5) : {
  for names in local.paths : join("/", slice(names, 0, depth)) => names[depth]... if length(names) > depth
}]`;

/** AWS allows five levels of OUs below the root. */
const depths = [1, 2, 3, 4, 5];

function level(depth: number): string {
  return `units_${depth}`;
}

function unitsOfLevel(depth: number): string {
  return hclBlock(
    `module "${level(depth)}"`,
    hclEntries([
      ['source', '"./units"'],
      ['parents', depth === 1 ? '{ "" = local.root_id }' : `module.${level(depth - 1)}.ids`],
      ['wanted', `local.wanted[${depth - 1}]`],
    ]),
  );
}
