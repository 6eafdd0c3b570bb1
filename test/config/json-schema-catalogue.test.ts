import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { configurationJsonSchema } from '../../modules/config/json-schema.js';
import { readParameters } from '../../modules/guardrails/read-parameters.js';
import { findGuardrail, guardrails, packs } from '../../modules/guardrails/registry.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';
import { commandLine } from '../support/command-line.js';
import { root, smallOrganization } from '../support/small-organization.js';

const accepts = (schema: object): ((value: unknown) => boolean) => {
  const validate = new Ajv({ allErrors: true }).compile(schema);
  return (value) => validate(value);
};
const isValid = accepts(configurationJsonSchema());
const using = (use: string, given?: JsonValue): JsonObject => ({
  version: 1,
  guardrails: [{ name: 'a', targets: 'root', use, ...(given === undefined ? {} : { with: given }) }],
});
const catalogue = [...guardrails, ...packs];

const examples = join(__dirname, '..', '..', 'examples');
test.each(readdirSync(examples))('the schema accepts the example %s', (name) => {
  expect(isValid(parse(readFileSync(join(examples, name, 'chat-guardrails.yaml'), 'utf8')))).toBe(true);
});

test('`use` is a guardrail of the catalogue; each is offered with its requirement', () => {
  expect(isValid(using('no-database-deletion'))).toBe(true);
  expect(isValid(using('no-databse-deletion'))).toBe(false);
  const text = JSON.stringify(configurationJsonSchema());
  for (const { requirement } of catalogue) expect(text).toContain(JSON.stringify(requirement));
});

test('the schema and the catalogue agree about the parameters of every guardrail', () => {
  const values: readonly JsonValue[] = [
    'eu-west-1',
    ['eu-west-1', 'us-east-1'],
    'eu-wets',
    '444444444444',
    ['44444444444'],
    'arn:aws:s3:::a/*',
    's3:Get*',
    's3',
    [],
    [1],
    { team: 'a' },
    { team: ['a', 'b'] },
    { team: [] },
    {},
  ];
  const names = ['regions', 'accounts', 'resources', 'actions', 'tags', 'region'];
  const disagreeing = catalogue.flatMap((guardrail) => {
    const valid = (guardrail.denies.with ?? {}) as JsonObject;
    const given = names.flatMap((name) => values.map((value) => ({ ...valid, [name]: value })));
    return [{}, valid, ...given].filter((each) => {
      const expected = readParameters(guardrail, each).values !== undefined;
      return isValid(using(guardrail.id, each)) !== expected;
    });
  });
  expect(disagreeing).toEqual([]);
});

test('a guardrail that needs parameters needs `with`', () => {
  const needing = catalogue.filter(({ parameters }) => parameters.some(({ required }) => required));
  expect(needing.length).toBeGreaterThan(3);
  for (const { id } of needing) expect([id, isValid(using(id))]).toEqual([id, false]);
  expect(findGuardrail('read-only')?.parameters.some(({ required }) => required)).toBe(false);
  expect(isValid(using('read-only'))).toBe(true);
});

describe('with an organization', () => {
  const organization: Organization = smallOrganization([{ name: 'company', on: [root] }], {
    workspaces: [{ id: 'T0COMPANY1', name: 'Company' }],
  });
  const schema = configurationJsonSchema(organization);
  const policy = {
    name: 'b',
    targets: ['Workloads/Prod', '222222222222', 'Elsewhere'],
    except: '999999999999',
    existing: { policy: 'p-policy0000', attachments: { root } },
    slack: { workspaces: ['T0COMPANY1', 'T0OTHER'], overrides: { T0OTHER: { channelTypes: 'private' } } },
  };

  it('its OUs, accounts, policies and workspaces are completed', () => {
    const { definitions } = schema;
    expect(definitions).toMatchObject({
      target: {
        anyOf: [
          { enum: ['root', 'Workloads', 'Workloads/Prod', 'Sandbox'] },
          { const: '111111111111', description: 'management' },
          { const: '222222222222', description: 'shop' },
          { const: '333333333333', description: 'play' },
        ],
      },
      account: { anyOf: [{ const: '111111111111' }, {}, {}] },
      policyId: { anyOf: [{ const: 'p-policy0000', description: 'company' }] },
      policyName: { anyOf: [{ enum: ['company'] }] },
      workspace: { anyOf: [{ const: 'T0COMPANY1', description: 'Company' }] },
    });
  });

  it('other values stay valid, and invalid ones stay invalid', () => {
    const isValidHere = accepts(schema);
    const file = (changes: JsonObject): JsonObject => ({
      version: 1,
      chatPolicies: [{ ...policy, ...changes }],
    });
    expect(isValidHere(file({}))).toBe(true);
    expect(isValidHere(file({ except: '99999999999' }))).toBe(false);
    expect(isValidHere(file({ slack: { workspaces: ['-T0OTHER'] } }))).toBe(false);
  });

  it('it is printed by `schema --organization`, and only for configurations', () => {
    const company = join(examples, 'company');
    const { stdout, status } = commandLine(company, 'schema', '--organization', 'organization.json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).definitions.target.anyOf[0].enum).toContain('Workloads/Production');
    const refused = commandLine(
      company,
      'schema',
      '--for',
      'expectations',
      '--organization',
      'organization.json',
    );
    expect([refused.status, refused.stdout]).toEqual([2, '']);
  });
});
