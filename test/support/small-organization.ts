import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';

export const root = 'r-ab12';
export const workloads = 'ou-ab12-workload1';
export const prod = 'ou-ab12-prod0001';
export const sandbox = 'ou-ab12-sandbox1';

/** A policy of the small organization and the IDs of its targets. */
export interface SmallPolicy {
  readonly name: string;
  readonly type?: string;
  readonly content?: JsonValue;
  readonly on?: readonly string[];
  readonly awsManaged?: boolean;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * An organization file: Workloads/Prod and Sandbox below the root, the management account 111111111111, 222222222222
 * in Prod and 333333333333 in the sandbox. Policies stand in the order of their IDs, `p-policy0000` and so on.
 */
export function smallOrganizationFile(
  policies: readonly SmallPolicy[] = [],
  changes: JsonObject = {},
): JsonObject {
  const attached = (id: string): string[] =>
    policies.flatMap(({ on = [] }, index) => (on.includes(id) ? [policyId(index)] : []));
  const account = (id: string, name: string): JsonObject => ({ id, name, policies: attached(id) });
  const unit = (
    id: string,
    name: string,
    accounts: JsonValue,
    organizationalUnits: JsonValue,
  ): JsonObject => ({
    id,
    name,
    policies: attached(id),
    accounts,
    organizationalUnits,
  });
  return {
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
    root: unit(
      root,
      'Root',
      [account('111111111111', 'management')],
      [
        unit(workloads, 'Workloads', [], [unit(prod, 'Prod', [account('222222222222', 'shop')], [])]),
        unit(sandbox, 'Sandbox', [account('333333333333', 'play')], []),
      ],
    ),
    policies: Object.fromEntries(
      policies.map(({ on: _, ...policy }, index) => [
        policyId(index),
        { type: 'CHATBOT_POLICY', awsManaged: false, content: { chatbot: {} }, ...policy },
      ]),
    ),
    ...changes,
  };
}

/** The same, read. */
export function smallOrganization(
  policies: readonly SmallPolicy[] = [],
  changes: JsonObject = {},
): Organization {
  const { organization, findings } = readOrganization(smallOrganizationFile(policies, changes));
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
}

/** The ID of the policy with a number, counted from 0. */
export function policyId(index: number): string {
  return `p-policy${String(index).padStart(4, '0')}`;
}

/** AWS's own policy that allows everything, attached to the root, every organizational unit and every account. */
export const fullAccess: SmallPolicy = {
  name: 'FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  awsManaged: true,
  content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  on: [root, workloads, prod, sandbox, '111111111111', '222222222222', '333333333333'],
};
