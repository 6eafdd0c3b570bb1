import { ContextKeyTypeEnum, SimulateCustomPolicyRequest$ } from '@aws-sdk/client-iam';
import fc from 'fast-check';
import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue';
import { simulatorRequest } from '../../../modules/inventory/live/simulate';
import { simulationOf } from '../../../modules/simulator/second-opinion/simulation';
import { runs, seed } from '../../support/effort';
import { accountId, organizationOfLevels } from '../../support/organization-of-levels';
import { randomKeys, randomLevels, randomRequest } from '../../support/random-scp';

const catalogue = loadActionCatalogue();

test('the model of the SDK has the parameters that the check below relies on', () => {
  expect(unlike(SimulateCustomPolicyRequest$, { ActionNames: ['a'] })).toEqual([
    'PolicyInputList is required',
  ]);
  expect(
    unlike(SimulateCustomPolicyRequest$, {
      PolicyInputList: [1],
      ActionNames: 'a',
      Typo: [],
      OrderedOrganizationPolicyInputList: [{ Wrong: [] }],
    }),
  ).toEqual([
    'PolicyInputList[0] is not a string',
    'ActionNames is not a list',
    'Typo is not in the model',
    'OrderedOrganizationPolicyInputList[0].Wrong is not in the model',
  ]);
});

test(`every request for IAM's simulator has the shapes, lengths and characters that AWS accepts (seed ${seed})`, () => {
  let built = 0;
  fc.assert(
    fc.property(randomLevels, randomRequest, (levels, { action, resource, context }) => {
      const question = simulationOf(
        organizationOfLevels(levels),
        {
          ...{ accountId, action, resource, from: 'console' },
          context: Object.fromEntries(randomKeys.map((key) => [key, context[key] ?? []])),
        },
        catalogue,
      );
      if (!('input' in question)) return;
      built++;
      const request = simulatorRequest(question.input, [question.action]);
      expect(unlike(SimulateCustomPolicyRequest$, request)).toEqual([]);
      const { PolicyInputList = [], OrderedOrganizationPolicyInputList = [], ContextEntries = [] } = request;
      expect(OrderedOrganizationPolicyInputList.length).toBeLessThanOrEqual(7);
      const policies = OrderedOrganizationPolicyInputList.flatMap(
        ({ ServiceControlPolicyInputList = [] }) => ServiceControlPolicyInputList,
      );
      for (const text of [...PolicyInputList, ...policies]) {
        expect(text).toMatch(/^[\t\n\r\u0020-\u00FF]{1,131072}$/);
      }
      for (const { ContextKeyName, ContextKeyType } of ContextEntries) {
        expect(ContextKeyName).toMatch(/^.{5,256}$/);
        expect(Object.values(ContextKeyTypeEnum)).toContain(ContextKeyType);
      }
    }),
    { seed, numRuns: runs(20_000) },
  );
  expect(built).toBeGreaterThan(runs(20_000) / 2);
});

/**
 * How a value differs from a schema of the SDK: `[3, namespace, name, traits, members, schemas, required]` is a structure,
 * `[1, namespace, name, traits, schema]` a list, `64 | schema` a list too, 0 a string and 1 a number.
 */
function unlike(schema: unknown, value: unknown, path = ''): readonly string[] {
  const known = typeof schema === 'function' ? schema() : schema;
  if (typeof known === 'number' && (known & 64) !== 0) return unlikeList(known & ~64, value, path);
  if (known === 0) return typeof value === 'string' ? [] : [`${path} is not a string`];
  if (known === 1) return typeof value === 'number' ? [] : [`${path} is not a number`];
  if (!Array.isArray(known)) return [`${path} has an unknown schema`];
  if (known[0] === 1) return unlikeList(known[4], value, path);
  if (known[0] !== 3 || typeof value !== 'object' || value === null) return [`${path} is not a structure`];
  const [, , , , members, schemas, required = 0]: readonly unknown[] = known;
  if (!Array.isArray(members) || !Array.isArray(schemas)) return [`${path} has an unknown schema`];
  const prefix = path === '' ? '' : `${path}.`;
  const missing = members.slice(0, Number(required)).filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${prefix}${name} is required`),
    ...Object.entries(value).flatMap(([name, member]) => {
      const at = members.indexOf(name);
      return at < 0 ? [`${prefix}${name} is not in the model`] : unlike(schemas[at], member, prefix + name);
    }),
  ];
}

function unlikeList(schema: unknown, value: unknown, path: string): readonly string[] {
  if (!Array.isArray(value)) return [`${path} is not a list`];
  return value.flatMap((item, index) => unlike(schema, item, `${path}[${index}]`));
}
