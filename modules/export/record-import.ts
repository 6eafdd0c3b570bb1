import type { PlannedPolicy } from '../policy/plan.js';
import { hclString } from './hcl-string.js';
import { importBlock } from './import-block.js';
import { attachedAfterName } from './policies-file.js';

/**
 * The import of the record of what a chat policy was attached after on a target, where there is nothing in it; any id
 * will do. Another one is made anew: imported, it would change, and with it the attachment.
 */
export function recordImport(policy: PlannedPolicy, target: string): string[] {
  if (policy.type !== 'CHATBOT_POLICY' || policy.attachAfter.length > 0) return [];
  return [importBlock(`terraform_data.${attachedAfterName(policy)}[${hclString(target)}]`, target)];
}
