import type { TerraformElement } from 'cdktf';

/**
 * Repairs what cdktf 0.21 writes wrongly with `synth --hcl`: conditions as attributes, references as strings, and
 * quotes and backslashes in strings. JSON is not touched.
 */
export function withRepairedHcl<T extends TerraformElement>(element: T): T {
  const render = element.toHclTerraform.bind(element);
  element.toHclTerraform = () => {
    const fragment: Fragment = render();
    const { resource = {}, data = {}, provider = {}, output = {} } = fragment;
    for (const blocks of [
      ...Object.values(resource),
      ...Object.values(data),
      ...Object.values(provider),
      output,
    ]) {
      for (const block of Object.values(blocks)) repair(block);
    }
    return fragment;
  };
  return element;
}

/** What an element becomes: attributes with their types, by kind, type and name (providers in a list). */
interface Fragment {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly provider?: Blocks;
  readonly output?: Readonly<Record<string, Block>>;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;
type Block = Record<string, unknown>;

function repair(block: Block): void {
  const { lifecycle, depends_on: dependsOn } = block;
  for (const [name, attribute] of Object.entries(block)) {
    if (isRecord(attribute) && 'value' in attribute) {
      block[name] = { ...attribute, value: repairStrings(attribute['value']) };
    }
  }
  if (Array.isArray(dependsOn)) block['depends_on'] = references(dependsOn);
  if (isRecord(lifecycle)) block['lifecycle'] = { value: mapEntries(lifecycle, repairLifecycle) };
}

function repairLifecycle(name: string, value: unknown): readonly [string, unknown] {
  if (!Array.isArray(value)) return [name, value];
  const isBlock = name.endsWith('condition');
  return [name, isBlock ? { value, isBlock, type: 'list', storageClassType: 'object' } : references(value)];
}

function references(names: readonly unknown[]): Block {
  return { value: `[${names.join(', ')}]`, type: 'reference' };
}

function repairStrings(value: unknown): unknown {
  if (typeof value === 'string') return repairString(value);
  if (Array.isArray(value)) return value.map(repairStrings);
  return isRecord(value) ? mapEntries(value, (key, part) => [repairString(key), repairStrings(part)]) : value;
}

/** Escapes everything except interpolations, which are every second piece. */
function repairString(text: string): string {
  const pieces = text.split(/(\$\{TfToken\[[^\]]*\]\}|\$\{"\$+"\})/);
  return pieces
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')))
    .join('');
}

/** Records as they are written in braces, no tokens and nothing else with a behaviour of its own. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function mapEntries(
  record: Readonly<Record<string, unknown>>,
  change: (key: string, value: unknown) => readonly [string, unknown],
): Block {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => change(key, value)));
}
