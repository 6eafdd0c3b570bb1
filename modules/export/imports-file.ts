import { type Plan, type PlannedPolicy, renderTarget } from '../policy/plan/plan.js';
import type { ExportedFile } from './exported-file.js';
import { hclBlock, hclEntries, hclString, resourceName } from './hcl.js';
import { attachedAfterName } from './policies-file.js';

/**
 * What exists already, for Terraform to import: a file beside the example caller, since Terraform takes `import`
 * blocks in a root module only. No file where everything is new.
 */
export function importsFile(plan: Plan): readonly ExportedFile[] {
  const blocks = plan.policies.flatMap(importsOf);
  if (blocks.length === 0) return [];
  const text = [heading, ...blocks].join('\n\n');
  return [{ path: 'examples/complete/imports.tf', text: `${text}\n` }];
}

const heading = `# What exists already: Terraform takes it over instead of creating it. Blocks of what it has taken over do nothing;
# remove the file then, or keep it as a record.`;

function importsOf(policy: PlannedPolicy): string[] {
  const { existing, targets } = policy;
  if (existing === undefined) return [];
  const name = resourceName(policy.id);
  const attachments = targets.map(renderTarget).flatMap((target) => {
    const targetId = existing.attachments[target];
    if (targetId === undefined) return [];
    const attachment = importBlock(
      `aws_organizations_policy_attachment.${name}[${hclString(target)}]`,
      `${targetId}:${existing.id}`,
    );
    return [attachment, ...recordImport(policy, target)];
  });
  return [importBlock(`aws_organizations_policy.${name}`, existing.id), ...attachments];
}

/** An `import` block of a caller for something in the module. */
function importBlock(address: string, id: string): string {
  return hclBlock(
    'import',
    hclEntries([
      ['to', `module.chat_guardrails.${address}`],
      ['id', hclString(id)],
    ]),
  );
}

/**
 * The import of the record of what a chat policy was attached after on a target, where there is nothing in it; any ID
 * will do. Any other record is created instead: an imported one would change, and replace the attachment.
 */
export function recordImport(policy: PlannedPolicy, target: string): string[] {
  if (policy.type !== 'CHATBOT_POLICY' || policy.attachAfter.length > 0) return [];
  return [importBlock(`terraform_data.${attachedAfterName(policy)}[${hclString(target)}]`, target)];
}
