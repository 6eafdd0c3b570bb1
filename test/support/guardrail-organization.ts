import type { GuardrailStatement } from '../../modules/policy/intent.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import { compileGuardrail } from '../../modules/policy/scp/compile.js';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';

const everything: JsonObject = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** An organization of one unit and one account, 123456789012, with these service control policies on the unit. */
export function guardedOrganization(policies: readonly JsonValue[]): Organization {
  const all: Record<string, JsonValue> = {
    'p-FullAWSAccess': {
      name: 'FullAWSAccess',
      type: 'SERVICE_CONTROL_POLICY',
      awsManaged: true,
      content: everything,
    },
  };
  const ids = policies.map((content, index) => {
    const id = `p-guard${String(index).padStart(5, '0')}`;
    all[id] = { name: id, type: 'SERVICE_CONTROL_POLICY', awsManaged: false, content };
    return id;
  });
  const full = ['p-FullAWSAccess'];
  const { organization, findings } = readOrganization({
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
    root: {
      id: 'r-ab12',
      name: 'Root',
      policies: full,
      accounts: [{ id: '111111111111', name: 'management', policies: full }],
      organizationalUnits: [
        {
          id: 'ou-ab12-workload',
          name: 'Workloads',
          policies: [...full, ...ids],
          accounts: [{ id: '123456789012', name: 'shop', policies: full }],
          organizationalUnits: [],
        },
      ],
    },
    policies: all,
  });
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
}

/** The document of a guardrail for all of chat. */
export function documentFor(statements: readonly GuardrailStatement[]): JsonObject {
  const from = { platforms: [], configurations: [], accounts: [] };
  return compileGuardrail({ statements, from, partition: 'aws' }, { except: [], sid: 'Guardrail' });
}
