import type { JsonObject } from '../../modules/policy/text/json.js';

/** The organization of the examples in the documentation, as an organization file. */
export function company(): JsonObject {
  const account = (id: string, name: string): JsonObject => ({ id, name, policies: ['p-FullAWSAccess'] });
  const unit = (
    id: string,
    name: string,
    accounts: readonly JsonObject[],
    units: readonly JsonObject[] = [],
  ): JsonObject => ({
    id: `ou-ab12-${id}`,
    name,
    policies: ['p-FullAWSAccess'],
    accounts: [...accounts],
    organizationalUnits: [...units],
  });
  const fleet = Array.from({ length: 120 }, (_, index) =>
    account(String(600_000_000_001 + index), `device-${index + 1}`),
  );
  const production = [account('333333333333', 'shop'), account('444444444444', 'payments')];
  return {
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
    root: {
      id: 'r-ab12',
      name: 'Root',
      policies: ['p-FullAWSAccess'],
      accounts: [account('111111111111', 'management')],
      organizationalUnits: [
        unit('security1', 'Security', [account('222222222222', 'audit')]),
        unit(
          'workload1',
          'Workloads',
          [],
          [
            unit('prod00001', 'Prod', production),
            unit('test00001', 'Test', [account('555555555555', 'shop-test')]),
          ],
        ),
        unit('fleet0001', 'Fleet', fleet),
      ],
    },
    policies: {
      'p-FullAWSAccess': {
        name: 'FullAWSAccess',
        type: 'SERVICE_CONTROL_POLICY',
        awsManaged: true,
        content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
      },
    },
    channels: [],
  };
}
