import fc from 'fast-check';
import { childControlKey, valueOperators } from '../../modules/policy/chatbot/grammar.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { undotted } from './dotted.js';
import type { ShortTarget, ShortUnit } from './organization-file.js';

const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';
const team = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const slack = 'chatbot.platforms.slack';
const teams = 'chatbot.platforms.microsoft_teams';
const types = ['public', 'private'];
const roles = ['user_role', 'channel_role'];

/** Few settings and few values, so that policies meet. */
const scalars = [
  'chatbot.default.client',
  `${slack}.client`,
  `${teams}.client`,
  'chatbot.platforms.chime.client',
];
const lists: readonly (readonly [path: string, values: readonly (string | number)[]])[] = [
  [`${slack}.workspaces`, ['T1', 'T2', 'T3', '*', 7, '7']],
  [`${slack}.default.supported_channel_types`, types],
  [`${slack}.overrides.T1.supported_channel_types`, types],
  [`${slack}.overrides.T1.supported_role_settings`, roles],
  [`${slack}.overrides.CONSTRUCTOR.supported_role_settings`, roles],
  [`${teams}.tenants.${tenant}`, [team, '*']],
  [`${teams}.tenants.*`, [team, '*']],
  [`${teams}.overrides.${tenant}.${team}.supported_role_settings`, roles],
];
const containers = ['', 'chatbot', 'chatbot.platforms', 'chatbot.default', slack, teams].concat(
  ['default', 'overrides', 'overrides.T1'].map((key) => `${slack}.${key}`),
  ['tenants', 'overrides', `overrides.${tenant}`].map((key) => `${teams}.${key}`),
);

const childControl = fc.subarray([...valueOperators]).map((allowed) => {
  const words = allowed.length === 0 ? ['@@none'] : allowed.length === 3 ? ['@@all'] : allowed;
  return { [childControlKey]: words };
});
const controlOrNot = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: childControl },
);

/** Some operators on one place, with the place as a path. */
const statement = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...scalars), fc.constantFrom('enabled', 'disabled', undefined), controlOrNot)
      .map(([path, client, control]) => ({
        [path]: { ...(client === undefined ? {} : { '@@assign': client }), ...control },
      })),
  },
  { weight: 5, arbitrary: fc.constantFrom(...lists).chain(([path, values]) => listStatement(path, values)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...containers), controlOrNot)
      .map(([path, control]) => ({ [path]: control })),
  },
);

function listStatement(path: string, values: readonly (string | number)[]): fc.Arbitrary<JsonObject> {
  const some = fc.array(fc.constantFrom(...values), { maxLength: 3 });
  const operators = fc.record({ '@@assign': some, '@@append': some, '@@remove': some }, { requiredKeys: [] });
  return fc.tuple(operators, controlOrNot).map(([used, control]) => ({ [path]: { ...used, ...control } }));
}

/** A chat policy that AWS takes, some with keys in capitals. */
export const randomPolicy: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.array(statement, { maxLength: 5 }), fc.boolean())
  .map(([statements, shouts]) => {
    const document = undotted(Object.assign({ chatbot: {} }, ...statements));
    return shouts ? shout(document) : document;
  });

/** The document with every key in capitals that is no ID. */
function shout(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [
      /^[a-z_@]+$/.test(key) ? key.toUpperCase() : key,
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? shout(value as JsonObject)
        : value,
    ]),
  );
}

const target = {
  policies: fc.array(randomPolicy, { maxLength: 3 }),
  orderUnknown: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
};
const account: fc.Arbitrary<ShortTarget> = fc.record(target);

function unit(depth: number): fc.Arbitrary<ShortUnit> {
  return fc.record({
    ...target,
    accounts: fc.array(account, { maxLength: 2 }),
    units: depth === 0 ? fc.constant([]) : fc.array(unit(depth - 1), { maxLength: 2 }),
  });
}

/** An organization of a few units and accounts, up to three levels of units. */
export const randomOrganization: fc.Arbitrary<ShortUnit> = unit(3);
