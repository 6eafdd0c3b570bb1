import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationJsonSchema } from '../../modules/config/json-schema.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';

const schema = JSON.parse(JSON.stringify(configurationJsonSchema())) as JsonObject;

test('the committed schema.json is what `schema` prints (`chat-guardrails schema > schema.json`)', () => {
  const committed = readFileSync(join(__dirname, '..', '..', 'schema.json'), 'utf8');
  expect(JSON.parse(committed)).toEqual(schema);
});

test('every key of the configuration has a description', () => {
  const bare: string[] = [];
  const visit = (value: JsonValue, path: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, path);
    if (!isJsonObject(value)) return;
    const { properties } = value;
    for (const [key, inside] of Object.entries(isJsonObject(properties) ? properties : {})) {
      if (!isJsonObject(inside) || !isDescribed(inside)) bare.push(`${path}.${key}`);
    }
    for (const [key, inside] of Object.entries(value)) visit(inside, `${path}.${key}`);
  };
  visit(schema, '');
  expect(bare).toEqual([]);
});

/** Described itself, or by the definition that it refers to. */
function isDescribed(value: JsonObject): boolean {
  const { definitions } = schema;
  const { allOf } = value;
  const parts = Array.isArray(allOf) ? [value, ...allOf] : [value];
  return parts.some((part: JsonValue) => {
    if (!isJsonObject(part)) return false;
    const name = typeof part['$ref'] === 'string' ? part['$ref'].replace('#/definitions/', '') : '';
    const described = [part, isJsonObject(definitions) ? definitions[name] : undefined];
    return described.some((each) => isJsonObject(each) && typeof each['description'] === 'string');
  });
}
