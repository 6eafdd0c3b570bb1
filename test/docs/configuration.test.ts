import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationJsonSchema } from '../../modules/config/json-schema.js';
import { isJsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import { commandLine } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);

/**
 * Keys that the page leaves to the schema, which describes each: those within `provider`, `backend` and `limits`, and
 * the parameters of the guardrails of the catalogue, which have pages of their own.
 */
const leftToTheSchema =
  /^(definitions\.(limits|chatPolicyLimits|serviceControlPolicyLimits|backend)|.*\.(assumeRole|endpoints|with)\.)/;

test.each(examples.map((text, index) => [index + 1, text]))(
  'example %d is a configuration in which nothing is wrong',
  (_, text) => {
    writeFileSync(join(folder(), 'chat-guardrails.yaml'), String(text));
    const { status, stdout } = commandLine(folder(), 'check', '--format', 'json');
    const told: readonly { readonly severity: string }[] = JSON.parse(stdout).problems;
    expect([status, told.filter(({ severity }) => severity !== 'note')]).toEqual([0, []]);
  },
);

test('the page names every key of a configuration', () => {
  const keys = keysIn(configurationJsonSchema() as JsonValue, []).filter(
    (path) => !leftToTheSchema.test(path),
  );
  expect(keys.length).toBeGreaterThan(60);
  expect(keys.filter((path) => !isNamed(path.split('.').at(-1) ?? ''))).toEqual([]);
});

/** Paths of the keys that a schema describes, through `definitions`. */
function keysIn(schema: JsonValue, path: readonly string[]): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((each: JsonValue) => keysIn(each, path));
  if (!isJsonObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== 'properties' || !isJsonObject(value)) {
      return keysIn(value, key === 'definitions' || path.at(-1) === 'definitions' ? [...path, key] : path);
    }
    return Object.entries(value).flatMap(([name, below]) => [
      [...path, name].join('.'),
      ...keysIn(below, [...path, name]),
    ]);
  });
}

function isNamed(key: string): boolean {
  return new RegExp(`(^|[^\\w$])${key.replace('$', '\\$')}(?!\\w)`, 'm').test(page);
}
