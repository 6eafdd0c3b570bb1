import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { expectationsJsonSchema } from '../../modules/expectations/json-schema';
import { organizationJsonSchema } from '../../modules/policy/organization/json-schema';
import { commandLine } from '../support/command-line';
import { smallOrganizationFile } from '../support/small-organization';

const root = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const accepts = (schema: object, value: unknown) =>
  z.fromJSONSchema(schema as never).safeParse(value).success;

const organizations = readdirSync(join(root, 'examples'))
  .map((name) => `examples/${name}/organization.json`)
  .filter((file) => readdirSync(join(root, file, '..')).includes('organization.json'));

test.each(organizations)('the schema accepts the organization file %s', (file) => {
  expect(accepts(organizationJsonSchema, JSON.parse(read(file)))).toBe(true);
});

test('the schema accepts the organization file of the documentation', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(read('docs/organization-file.md')) ?? [];
  expect(accepts(organizationJsonSchema, JSON.parse(json))).toBe(true);
});

const small = smallOrganizationFile();
test.each<[string, object]>([
  ['a version that does not exist', { ...small, version: 2 }],
  ['an account ID with eleven digits', { ...small, managementAccountId: '12345678901' }],
  [
    'a channel of an unknown platform',
    { ...small, channels: [{ accountId: '222222222222', platform: 'irc', name: 'a' }] },
  ],
  ['a policy without a type', { ...small, policies: { 'p-a': { name: 'a' } } }],
  ['an account without an ID', { ...small, root: { id: 'r-ab12', accounts: [{ name: 'a' }] } }],
  ['no root', { ...small, root: undefined }],
])('the schema of an organization file rejects %s', (_name, value) => {
  expect(accepts(organizationJsonSchema, small)).toBe(true);
  expect(accepts(organizationJsonSchema, JSON.parse(JSON.stringify(value)))).toBe(false);
});

test('the schema accepts the expectations of the example and of the documentation', () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(read('docs/policy-tests.md')) ?? [];
  for (const text of [yaml, read('examples/company/expectations.yaml')]) {
    expect(accepts(expectationsJsonSchema, parse(text))).toBe(true);
  }
});

const expected = { name: 'a', accounts: 'root', from: 'console', may: 's3:ListBucket' };
test.each<[string, object]>([
  ['a misspelt key', { ...expected, mayNott: 's3:ListBucket' }],
  ['a role that does not exist', { ...expected, from: { platform: 'slack', role: 'admin' } }],
  ['no accounts', { ...expected, accounts: undefined }],
])('the schema of expectations rejects %s', (_name, value) => {
  expect(accepts(expectationsJsonSchema, { expectations: [expected] })).toBe(true);
  expect(accepts(expectationsJsonSchema, JSON.parse(JSON.stringify({ expectations: [value] })))).toBe(false);
});

test('each schema is printed by its name', () => {
  const printed = (...words: readonly string[]) => JSON.parse(commandLine(root, 'schema', ...words).stdout);
  expect(printed('--for', 'organization')).toEqual(organizationJsonSchema);
  expect(printed('--for', 'expectations')).toEqual(expectationsJsonSchema);
  expect(printed()).toEqual(JSON.parse(read('schema.json')));
  expect(commandLine(root, 'schema', '--for', 'nothing').status).toBe(2);
});
