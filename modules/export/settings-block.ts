import { isJsonObject, type JsonValue } from '../policy/json.js';
import { hclBlock } from './hcl-block.js';
import { type HclEntry, hclEntries } from './hcl-entries.js';
import { hclValue } from './hcl-value.js';

/**
 * The settings of a provider or a backend in Terraform's JSON as a block of its language. In JSON, blocks inside it
 * are lists of objects, `workspaces` aside.
 */
export function settingsBlock(header: string, settings: JsonValue): string {
  const entries: HclEntry[] = [];
  const blocks: string[][] = [];
  for (const [name, value] of Object.entries(isJsonObject(settings) ? settings : {})) {
    const inside = blocksIn(name, value);
    if (inside === undefined) entries.push([name, hclValue(literal(value))]);
    else blocks.push(...inside.map((block) => settingsBlock(name, block).split('\n')));
  }
  return hclBlock(header, hclEntries(entries), ...blocks);
}

function blocksIn(name: string, value: JsonValue): readonly JsonValue[] | undefined {
  if (name === 'workspaces' && isJsonObject(value)) return [value];
  return Array.isArray(value) && value.length > 0 && value.every(isJsonObject) ? value : undefined;
}

/** Text in Terraform's JSON is a template; what was escaped there is text here. */
function literal(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(/([$%])\1\{/g, '$1{');
  if (Array.isArray(value)) return value.map(literal);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, literal(entry)]));
}
