import { hclBlock } from './hcl-block.js';
import { hclEntries } from './hcl-entries.js';
import { hclString } from './hcl-string.js';

/** An `import` block of a caller for something in the module. */
export function importBlock(address: string, id: string): string {
  return hclBlock(
    'import',
    hclEntries([
      ['to', `module.chat_guardrails.${address}`],
      ['id', hclString(id)],
    ]),
  );
}
