import fc from 'fast-check';
import {
  accountsOf,
  type Organization,
  type OrganizationalUnit,
} from '../../../modules/policy/organization/organization.js';
import { coverOf } from '../../../modules/simulator/impact/summarize-accounts.js';

const unit: (depth: number) => fc.Arbitrary<readonly [accounts: number, units: readonly unknown[]]> = (
  depth,
) => fc.tuple(fc.nat(3), depth === 0 ? fc.constant([]) : fc.array(unit(depth - 1), { maxLength: 3 }));

/** An organization with numbered OUs and accounts. */
function organizationOf(shape: readonly [number, readonly unknown[]]): Organization {
  let last = 0;
  const build = ([accounts, units]: readonly [number, readonly unknown[]]): OrganizationalUnit => ({
    id: `ou-${++last}`,
    name: `unit ${last}`,
    policies: [],
    accounts: Array.from({ length: accounts }, () => ({ id: String(++last), name: '', policies: [] })),
    organizationalUnits: units.map((each) => build(each as readonly [number, readonly unknown[]])),
  });
  return {
    id: 'o-exampleorgid',
    managementAccountId: '',
    enabledPolicyTypes: [],
    root: build(shape),
    policies: new Map(),
    channels: [],
    missing: [],
  };
}

test('a cover has exactly the accounts, as the largest OUs of more than one account that are complete', () => {
  fc.assert(
    fc.property(unit(3), fc.array(fc.boolean(), { minLength: 130, maxLength: 130 }), (shape, isChosen) => {
      const organization = organizationOf(shape);
      const located = [...accountsOf(organization)];
      const chosen = new Set(located.flatMap(({ account }, at) => (isChosen[at] ? account.id : [])));
      const inUnit = (id: string): readonly string[] =>
        located.filter(({ units }) => units.some((each) => each.id === id)).map(({ account }) => account.id);
      const isComplete = (id: string): boolean =>
        inUnit(id).length > 1 && inUnit(id).every((each) => chosen.has(each));
      const { units, rest } = coverOf(organization, [...chosen].reverse());
      const wanted = located.flatMap(({ account, units: path }) =>
        chosen.has(account.id) ? [path.find(({ id }) => isComplete(id))?.id ?? account.id] : [],
      );
      const found = [
        ...units.map(({ id }) => id),
        ...rest.flatMap(({ accounts }) => accounts.map(({ id }) => id)),
      ];
      expect(found.sort()).toEqual([...new Set(wanted)].sort());
      for (const { id, accounts } of units) expect(accounts).toBe(inUnit(id).length);
    }),
  );
});
