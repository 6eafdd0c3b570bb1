import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { hostileNames } from './hostile-names.js';

/** An organization in which every name is hostile: units, accounts, policies, statements, channels. */
export function hostileOrganization(): Organization {
  const policies: Record<string, JsonObject> = {};
  hostileNames.forEach((name, index) => {
    const number = String(index).padStart(8, '0');
    policies[`p-chat${number}`] = {
      name,
      type: 'CHATBOT_POLICY',
      content: {
        chatbot: {
          platforms: {
            slack: { client: { '@@assign': 'enabled' }, workspaces: { '@@assign': [`T${index}`] } },
          },
        },
      },
    };
    policies[`p-scp0${number}`] = {
      name,
      type: 'SERVICE_CONTROL_POLICY',
      content: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Denied',
            Effect: 'Deny',
            Action: 'rds:DeleteDBCluster',
            Resource: '*',
            Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
          },
        ],
      },
    };
  });
  const { organization, findings } = readOrganization({
    version: 1,
    id: 'o-hostile0000',
    managementAccountId: '000000000000',
    enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
    root: {
      id: 'r-ab12',
      name: hostileNames[0] ?? '',
      policies: [],
      accounts: [{ id: '000000000000', name: hostileNames[1] ?? '', policies: [] }],
      organizationalUnits: hostileNames.map((name, index) => ({
        id: `ou-ab12-${String(index).padStart(8, '0')}`,
        name,
        policies: [`p-chat${String(index).padStart(8, '0')}`, `p-scp0${String(index).padStart(8, '0')}`],
        accounts: [{ id: String(index + 1).padStart(12, '0'), name, policies: [] }],
        organizationalUnits: [],
      })),
    },
    policies,
    channels: hostileNames.map((name, index) => ({
      accountId: String(index + 1).padStart(12, '0'),
      platform: 'slack',
      name,
      workspaceId: `T${index}`,
      userRoleRequired: true,
      guardrailPolicyArns: [],
    })),
  });
  if (organization === undefined) throw new Error(JSON.stringify(findings).slice(0, 1000));
  return organization;
}
