import { type Plan, type PlannedPolicy, renderTarget } from '../policy/plan/plan.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import type { ExportSettings } from './export-settings.js';
import type { ExportedFile } from './exported-file.js';
import { hclString } from './hcl.js';
import { moduleVariables, terraformVersion } from './variables-file.js';

/** `README.md`: what the module does, how to call it, and its variables. */
export function readmeFile(plan: Plan, settings: ExportSettings): ExportedFile {
  const sections = [
    '# Chat guardrails',
    about,
    '## Use',
    use,
    '## Policies',
    table(['Policy', 'Type', 'Attached to', 'Description'], plan.policies.map(policyRow)),
    '## Inputs',
    table(['Name', 'Type', 'Default', 'Description'], inputRows(settings)),
    '## Outputs',
    table(['Name', 'Description'], outputRows),
    '## Requirements',
    `Terraform ${code(terraformVersion)}, the AWS provider ${code(settings.providerVersion)}, and credentials of the management account or of a delegated administrator for policies. The module creates no provider and no backend.`,
  ];
  return { path: 'README.md', text: `${sections.join('\n\n')}\n` };
}

const about = `Limits what Amazon Q Developer in chat applications can do in an AWS organization. \`chat-guardrails export\` wrote this
module and updates it after a change of the configuration; deploying it needs only Terraform.`;

const use = `\`\`\`hcl
module "chat_guardrails" {
  # With a registry, set version; with a repository, add ?ref=:
  #   source  = "app.terraform.io/example/chat-guardrails/aws"
  #   version = "1.0.0"
  source = "git::https://git.example.com/chat-guardrails.git?ref=v1.0.0"

  # Override targets, by policy:
  #   targets = { "a-policy" = ["Workloads/Prod", "123456789012"] }
  # IDs of OUs created in the same configuration:
  #   target_ids = { "Workloads/Prod" = aws_organizations_organizational_unit.prod.id }
}
\`\`\`

\`examples/complete\` is a complete caller. Addresses are part of the module's interface: a policy that keeps its
name keeps its address.`;

function policyRow(policy: PlannedPolicy): string[] {
  const targets = policy.targets.map((target) => code(renderTarget(target))).join(', ');
  return [code(policy.id), code(policy.type), targets === '' ? 'nothing' : targets, cell(policy.description)];
}

function inputRows(settings: ExportSettings): string[][] {
  return moduleVariables(settings).map(({ name, type, default: value, description }) => [
    code(name),
    code(type),
    code(value.replace(/\s+/g, ' ')),
    description,
  ]);
}

const outputRows = [
  [code('policies'), 'By policy: its `arn` and its `id`'],
  [code('attachments'), 'By policy and target: the ID of the attachment'],
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of a user in a cell of a table: shown as it is, never as markup. */
function cell(text: string): string {
  return escapeControlCharacters(text.replace(/\s+/g, ' ').trim()).replace(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&');
}

/** Text in a cell as code; a fence longer than any run of backticks inside. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 ? ' ' : '';
  return `${fence}${padding}${escapeControlCharacters(text).replaceAll('|', '\\|')}${padding}${fence}`;
}

/** An example caller: the whole module as it was exported. */
export function exampleFile({ region }: ExportSettings): ExportedFile {
  return { path: 'examples/complete/main.tf', text: caller(region) };
}

const caller = (region: string): string => `provider "aws" {
  # The Region of the AWS Organizations endpoint.
  region = ${hclString(region)}

  # AWS Organizations throttles requests; retry often.
  retry_mode  = "adaptive"
  max_retries = 25
}

module "chat_guardrails" {
  # From a registry or a repository, pin a version:
  #   source  = "app.terraform.io/example/chat-guardrails/aws"
  #   version = "1.0.0"
  source = "../.."
}

output "policies" {
  value = module.chat_guardrails.policies
}
`;
