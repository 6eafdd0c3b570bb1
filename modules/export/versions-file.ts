import type { ExportedFile } from './exported-file.js';
import { hclBlock } from './hcl-block.js';
import { hclEntries } from './hcl-entries.js';
import { hclString } from './hcl-string.js';
import { hclObject } from './hcl-value.js';

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
