import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';

/** A root or unit in short: documents of the chat policies attached to it, its accounts and its units. */
export interface ShortUnit {
  readonly policies?: readonly JsonValue[];
  readonly orderUnknown?: boolean;
  readonly accounts?: readonly ShortTarget[];
  readonly units?: readonly ShortUnit[];
}

export interface ShortTarget {
  /** Without one, accounts count from 000000000001 in the order of the tree, a unit's accounts before its units. */
  readonly id?: string;
  readonly policies?: readonly JsonValue[];
  readonly orderUnknown?: boolean;
}

/** The organization that a short form stands for, read as a file is read. */
export function organizationOf(root: ShortUnit): Organization {
  const { organization, findings } = readOrganization(organizationFileOf(root));
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
}

/** The organization file of a short form, as JSON. */
export function organizationFileOf(root: ShortUnit): JsonObject {
  const policies: Record<string, JsonValue> = {};
  let accounts = 0;
  let units = 0;
  const target = ({ policies: documents = [], orderUnknown = false }: ShortTarget): JsonObject => ({
    ...(orderUnknown ? { attachmentOrderKnown: false } : {}),
    policies: documents.map((content) => {
      const id = `p-chat${String(Object.keys(policies).length).padStart(6, '0')}`;
      policies[id] = { name: id, type: 'CHATBOT_POLICY', awsManaged: false, content };
      return id;
    }),
  });
  const unit = (short: ShortUnit): JsonObject => ({
    id: units++ === 0 ? 'r-ab12' : `ou-ab12-${String(units).padStart(8, '0')}`,
    name: `unit ${units}`,
    ...target(short),
    accounts: (short.accounts ?? []).map((account) => ({
      id: account.id ?? accountId(++accounts),
      name: `account ${accounts}`,
      ...target(account),
    })),
    organizationalUnits: (short.units ?? []).map(unit),
  });
  const tree = unit(root);
  return {
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: accountId(1),
    enabledPolicyTypes: ['CHATBOT_POLICY'],
    root: tree,
    policies,
  };
}

/** The ID of the account with a number, counted from 1. */
export function accountId(number: number): string {
  return String(number).padStart(12, '0');
}
