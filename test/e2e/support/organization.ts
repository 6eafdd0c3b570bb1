import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import type { Moto } from './moto.js';

/** Units by name, with the units inside. */
export interface Units {
  readonly [name: string]: Units;
}

/** Ids of what was made: units by their paths, accounts in order. */
export interface MadeOrganization {
  readonly rootId: string;
  readonly units: ReadonlyMap<string, string>;
  readonly accounts: readonly string[];
}

/** Makes an organization with all features, units and accounts, and enables policy types. */
export async function makeOrganization(
  { client }: Moto,
  units: Units,
  accounts = 0,
  types: readonly PolicyType[] = ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
): Promise<MadeOrganization> {
  await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots } = await client.send(new ListRootsCommand({}));
  const rootId = known(Roots?.[0]?.Id);
  for (const PolicyType of types) {
    await client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType }));
  }
  const made = new Map<string, string>();
  const make = async (below: Units, parent: string, path: string): Promise<void> => {
    for (const [Name, inside] of Object.entries(below)) {
      const unit = await client.send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name }));
      const id = known(unit.OrganizationalUnit?.Id);
      made.set(`${path}${Name}`, id);
      await make(inside, id, `${path}${Name}/`);
    }
  };
  await make(units, rootId, '');
  const ids: string[] = [];
  for (let index = 0; index < accounts; index++) {
    const account = { AccountName: `account-${index}`, Email: `account-${index}@example.com` };
    const { CreateAccountStatus } = await client.send(new CreateAccountCommand(account));
    ids.push(known(CreateAccountStatus?.AccountId));
  }
  return { rootId, units: made, accounts: ids };
}

function known(id: string | undefined): string {
  if (id === undefined) throw new Error('moto answered without an id');
  return id;
}
