import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';

/** The files of a company of 25 accounts, before a change that a reviewer has to judge. */
export const reviewedCompany: Readonly<Record<string, JsonValue>> = {
  'organization.json': organizationFile(companyUnits(), [channel('shop-partners', 'T0PARTNERS')]),
  'chat-guardrails.yaml': `version: 1
organization: organization.json
waves: [first, everywhere]
wave: everywhere
chatPolicies:
  - name: company-chat
    targets: root
    default: disabled
    slack:
      client: enabled
      workspaces: [T0SHOPMAIN, T0PARTNERS]
      channelTypes: private
      roleSettings: user_role
      overrides: { T0PARTNERS: { channelTypes: [private, public], roleSettings: channel_role } }
    microsoftTeams:
      client: enabled
      tenants: { 2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b: [0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e] }
  - name: production-chat
    targets: Workloads/Production
    microsoftTeams: { client: disabled }
    slack: { workspaces: { remove: T0PARTNERS }, overrides: { T0PARTNERS: {} } }
guardrails:
  - name: no-network-changes
    description: Networks are changed from chat only by the people on call
    targets: root
    deny: [ec2:AuthorizeSecurityGroupIngress, ec2:DeleteVpc, ec2:ReplaceRoute]
    exceptFrom: { platforms: slack, configurations: on-call-*, reason: Changed at night, owner: network-team, until: 2027-01-13 }
  - { name: european-regions, targets: root, use: only-named-regions, with: { regions: [eu-west-1] } }
  - { name: no-privilege-escalation, targets: root, use: no-privilege-escalation }
  - name: no-database-deletion
    targets: Workloads
    use: no-database-deletion
    except: [{ account: '222222220010', reason: Test databases are reset, owner: data-team, until: 2027-06-30 }]
  - { name: no-instance-termination, targets: Workloads/Production, use: no-instance-termination }
`,
};

/** The files of an organization of 400 OUs below eight others, with two accounts each. */
export const manyUnits: Readonly<Record<string, JsonValue>> = {
  'organization.json': organizationFile(
    Array.from({ length: 8 }, (_, group) =>
      unit(
        `group00${group}`,
        `Group ${group}`,
        [],
        Array.from({ length: 50 }, (__, nth) => {
          const number = group * 50 + nth;
          const accounts = [0, 1].map((each) =>
            account(String(300_000_000_000 + number * 10 + each), `team-${number}-${each}`),
          );
          return unit(`team${String(number).padStart(4, '0')}`, `team-${number}`, accounts, []);
        }),
      ),
    ),
    [],
  ),
  'chat-guardrails.yaml': `version: 1
organization: organization.json
chatPolicies:
  - { name: company-chat, targets: root, slack: { client: enabled, workspaces: [T0SHOPMAIN] } }
guardrails:
  - { name: no-database-deletion, targets: Group 3, use: no-database-deletion }
`,
};

function organizationFile(units: readonly JsonObject[], channels: readonly JsonObject[]): JsonObject {
  const stop = { Sid: 'Stop', Effect: 'Deny', Action: 'ec2:StopInstances', Resource: '*' };
  const fromChat = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } };
  return {
    version: 1,
    id: 'o-exampleorgid',
    collectedAt: '2026-12-31T08:15:00Z',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
    root: {
      ...{ id: 'r-ab12', name: 'Root', policies: ['p-FullAWSAccess'] },
      ...{ accounts: [account('111111111111', 'management')], organizationalUnits: units },
    },
    policies: {
      'p-FullAWSAccess': {
        name: 'FullAWSAccess',
        type: 'SERVICE_CONTROL_POLICY',
        awsManaged: true,
        content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
      },
      'p-nostop00001': {
        name: 'no-stop',
        type: 'SERVICE_CONTROL_POLICY',
        tags: { 'chat-guardrails:environment': 'default' },
        content: { Version: '2012-10-17', Statement: [{ ...stop, Condition: fromChat }] },
      },
    },
    channels,
  };
}

function companyUnits(): readonly JsonObject[] {
  let last = 222_222_220_000;
  const accounts = (...names: readonly string[]) => names.map((name) => account(String(++last), name));
  const services = ['shop', 'payments', 'search', 'data', 'identity', 'mail'];
  const production = accounts(...services.map((name) => `${name}-prod`));
  const test = accounts(...services.map((name) => `${name}-test`));
  return [
    unit('secu0001', 'Security', accounts('audit', 'log-archive', 'tooling'), []),
    unit('infr0001', 'Infrastructure', accounts('network', 'shared', 'backup'), []),
    unit(
      'work0001',
      'Workloads',
      [],
      [
        { ...unit('prod0001', 'Production', production, []), policies: ['p-FullAWSAccess', 'p-nostop00001'] },
        unit('test0001', 'Test', test, []),
      ],
    ),
    unit('sand0001', 'Sandbox', accounts('anna', 'ben', 'carla', 'deniz', 'emre', 'fay'), []),
  ];
}

function unit(
  id: string,
  name: string,
  accounts: readonly JsonObject[],
  organizationalUnits: readonly JsonObject[],
): JsonObject {
  return { id: `ou-ab12-${id}`, name, policies: ['p-FullAWSAccess'], accounts, organizationalUnits };
}

function account(id: string, name: string): JsonObject {
  return { id, name, policies: ['p-FullAWSAccess'] };
}

function channel(name: string, workspaceId: string): JsonObject {
  const role = { userRoleRequired: false, guardrailPolicyArns: [] };
  const place = { workspaceId, workspaceName: 'partners', channelType: 'public' };
  return { accountId: '222222220001', platform: 'slack', name, ...place, ...role };
}
