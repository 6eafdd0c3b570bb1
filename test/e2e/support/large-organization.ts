import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DescribeOrganizationCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import type { Moto } from './moto.js';

/** What to make, and how much of it. */
export interface Size {
  readonly units: number;
  readonly accounts: number;
  /** Of each of the two types. */
  readonly policies: number;
}

/** A place of the organization while it is made: a unit or an account. */
interface Place {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly units: Place[];
  readonly accounts: Place[];
  readonly policies: string[];
}

/** Sends a command to moto and answers with what came back. */
type Send = Moto['client']['send'];

const fullAccess = 'p-FullAWSAccess';

/**
 * Makes an organization through the API, request by request, and answers with the organization file that it stands for,
 * written down beside every request: nothing of it was read from the API but the IDs.
 */
export async function makeLargeOrganization({ client }: Moto, size: Size): Promise<JsonObject> {
  const send: Send = client.send.bind(client);
  const { Organization } = await send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots = [] } = await send(new ListRootsCommand({}));
  const root = place(Roots[0]?.Id, Roots[0]?.Name ?? '');
  for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'] as const) {
    await send(new EnablePolicyTypeCommand({ RootId: root.id, PolicyType }));
  }
  const management = place(Organization?.MasterAccountId, 'master', Organization?.MasterAccountEmail);
  root.accounts.push(management);
  const units = await makeUnits(send, root, size.units);
  const accounts = await makeAccounts(send, [root, ...units], size.accounts - 1);
  const everywhere = [root, ...units, management, ...accounts];
  for (const one of everywhere) one.policies.push(fullAccess);
  const policies = await makePolicies(send, size.policies, everywhere);
  const { Organization: described } = await send(new DescribeOrganizationCommand({}));
  return {
    version: 1,
    id: described?.Id ?? '',
    managementAccountId: management.id,
    enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
    root: unitIn(root, new Set(policies.filter(([, { type }]) => isChat(type)).map(([id]) => id))),
    policies: Object.fromEntries(sorted(policies, ([id]) => id)),
  };
}

function place(id: string | undefined, name: string, email?: string): Place {
  if (id === undefined) throw new Error(`moto made ${name} without an id`);
  return { id, name, ...(email === undefined ? {} : { email }), units: [], accounts: [], policies: [] };
}

/** Three levels below the root; one unit has more units than a page holds. */
async function makeUnits(send: Send, root: Place, count: number): Promise<readonly Place[]> {
  const units: Place[] = [];
  for (let index = 0; index < count; index++) {
    const parent = index < 22 ? root : (units[(index * 7) % (index < 34 ? 22 : 30)] ?? root);
    const Name = `Unit ${String(index).padStart(2, '0')}`;
    const made = await send(new CreateOrganizationalUnitCommand({ ParentId: parent.id, Name }));
    const unit = place(made.OrganizationalUnit?.Id, Name);
    parent.units.push(unit);
    units.push(unit);
  }
  return units;
}

/** Dealt out unevenly, so that there are empty units, full pages and several of them. */
async function makeAccounts(send: Send, homes: readonly Place[], count: number): Promise<readonly Place[]> {
  const accounts: Place[] = [];
  const make = async (index: number): Promise<void> => {
    const account = { AccountName: `account-${index}`, Email: `account-${index}@example.com` };
    const { CreateAccountStatus } = await send(new CreateAccountCommand(account));
    const made = place(CreateAccountStatus?.AccountId, account.AccountName, account.Email);
    const [root] = homes;
    const home = homes[(index * index) % homes.length];
    if (root === undefined || home === undefined) throw new Error('there is no root');
    const move = { AccountId: made.id, SourceParentId: root.id, DestinationParentId: home.id };
    if (home !== root) await send(new MoveAccountCommand(move));
    home.accounts.push(made);
    accounts.push(made);
  };
  // Some at once: it is a thousand requests.
  for (let first = 0; first < count; first += 10) {
    await Promise.all(Array.from({ length: Math.min(10, count - first) }, (_, step) => make(first + step)));
  }
  return accounts;
}

/** Some on nobody, one on more places than a page holds. */
async function makePolicies(send: Send, count: number, places: readonly Place[]) {
  const policies: [string, JsonObject & { readonly type: string }][] = [];
  for (let index = 0; index < 2 * count; index++) {
    const type: PolicyType = index % 2 === 0 ? 'CHATBOT_POLICY' : 'SERVICE_CONTROL_POLICY';
    const description = `by script, ${index}`;
    const content = index % 2 === 0 ? chatContent(index) : guardrailContent(index);
    const tags = { number: String(index), team: 'security' };
    const { Policy } = await send(
      new CreatePolicyCommand({
        Name: `policy ${index}`,
        Type: type,
        Description: description,
        Content: JSON.stringify(content),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    const id = Policy?.PolicySummary?.Id ?? '';
    policies.push([id, { name: `policy ${index}`, type, awsManaged: false, description, tags, content }]);
    const targets = new Set(
      Array.from(
        { length: index === 7 ? 45 : index % 6 },
        (_, step) => (index * 37 + step * 13) % places.length,
      ),
    );
    for (const target of targets) {
      const on = places[target];
      if (on === undefined) continue;
      await send(new AttachPolicyCommand({ PolicyId: id, TargetId: on.id }));
      on.policies.push(id);
    }
  }
  const content = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const full = { name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true, content };
  return [...policies, [fullAccess, full]] satisfies typeof policies;
}

function chatContent(index: number): JsonValue {
  const workspaces = { '@@assign': [`T${index}`] };
  return { chatbot: { platforms: { slack: { client: { '@@assign': 'enabled' }, workspaces } } } };
}

function guardrailContent(index: number): JsonValue {
  const Condition = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } };
  const deny = {
    Sid: `No${index}`,
    Effect: 'Deny',
    Action: ['rds:Delete*', '*:Stop*'],
    Resource: '*',
    Condition,
  };
  return { Version: '2012-10-17', Statement: [deny] };
}

function isChat(type: string): boolean {
  return type === 'CHATBOT_POLICY';
}

function unitIn(unit: Place, chatPolicies: ReadonlySet<string>): JsonObject {
  const attachments = ({ policies }: Place): JsonObject => ({
    policies: [...policies].sort(),
    ...(policies.filter((id) => chatPolicies.has(id)).length < 2 ? {} : { attachmentOrderKnown: false }),
  });
  return {
    id: unit.id,
    name: unit.name,
    ...attachments(unit),
    accounts: sorted(unit.accounts, ({ id }) => id).map((account) => ({
      id: account.id,
      name: account.name,
      email: account.email ?? '',
      ...attachments(account),
    })),
    organizationalUnits: sorted(unit.units, ({ name }) => name).map((one) => unitIn(one, chatPolicies)),
  };
}

function sorted<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
