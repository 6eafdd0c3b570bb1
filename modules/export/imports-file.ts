import type { Plan } from '../policy/plan.js';
import type { ExportedFile } from './exported-file.js';
import { hclBlock } from './hcl-block.js';
import { hclString } from './hcl-string.js';
import { resourceName } from './resource-name.js';

/**
 * `imports.tf` beside the example caller: what the organization holds already is imported instead of created. Only a
 * root module may import. No file where everything is new.
 */
export function importsFile(plan: Plan): readonly ExportedFile[] {
  const blocks = plan.policies.flatMap(({ id, existing }) => {
    if (existing === undefined) return [];
    const name = resourceName(id);
    return [
      importBlock(`aws_organizations_policy.${name}`, existing.id),
      ...Object.entries(existing.attachments).map(([target, targetId]) =>
        importBlock(
          `aws_organizations_policy_attachment.${name}[${hclString(target)}]`,
          `${targetId}:${existing.id}`,
        ),
      ),
    ];
  });
  if (blocks.length === 0) return [];
  const text = [about, ...blocks].join('\n\n');
  return [{ path: 'examples/complete/imports.tf', text: `${text}\n` }];
}

const about = '# What exists already. Once it is applied, this file has done its work.';

function importBlock(address: string, id: string): string {
  return hclBlock('import', [`to = module.chat_guardrails.${address}`, `id = ${hclString(id)}`]);
}
