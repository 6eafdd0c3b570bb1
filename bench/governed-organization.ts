import type { JsonObject, JsonValue } from '../modules/policy/text/json.js';

/**
 * An organization file of a company that governs chat already: 100 units, accounts spread over them, a chat policy
 * for every tenth unit, a guardrail for every fifth, and a channel for every twentieth account. Ids and names are
 * numbered, so two runs give the same file.
 */
export function governedOrganization(accounts: number): JsonObject {
  const units = 100;
  const account = (number: number): JsonObject => ({
    id: accountId(number),
    name: `team-${number % 317}-${number}`,
    policies: ['p-FullAWSAccess'],
  });
  const accountsAt = (unit: number): JsonObject[] =>
    Array.from({ length: Math.ceil((accounts - unit) / units) }, (_, nth) => account(unit + nth * units));
  const policiesAt = (unit: number): string[] => [
    'p-FullAWSAccess',
    ...(unit % 10 === 0 ? [idOf('chat', unit)] : []),
    ...(unit % 5 === 0 ? [idOf('rail', unit)] : []),
  ];
  const unit = (number: number): JsonObject => ({
    id: number === 0 ? 'r-ab12' : `ou-ab12-${String(number).padStart(8, '0')}`,
    name: number === 0 ? 'Root' : `unit-${number}`,
    policies: policiesAt(number),
    accounts: accountsAt(number),
    organizationalUnits: childrenOf(number, units).map(unit),
  });
  return {
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: accountId(0),
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
    root: unit(0),
    policies: policiesOf(units),
    channels: Array.from({ length: Math.ceil(accounts / 20) }, (_, nth) => channel(nth * 20)),
  };
}

/** The ID of the policy of a unit, formed as AWS forms IDs. */
function idOf(kind: 'chat' | 'rail', unit: number): string {
  return `p-${kind}${String(unit).padStart(6, '0')}`;
}

function accountId(number: number): string {
  return String(100_000_000_000 + number);
}

/** Four below each unit. */
function childrenOf(number: number, units: number): readonly number[] {
  return [1, 2, 3, 4].map((nth) => 4 * number + nth).filter((child) => child < units);
}

function policiesOf(units: number): JsonObject {
  const policies: Record<string, JsonValue> = {
    'p-FullAWSAccess': {
      name: 'FullAWSAccess',
      type: 'SERVICE_CONTROL_POLICY',
      awsManaged: true,
      content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    },
  };
  for (let unit = 0; unit < units; unit += 5) {
    if (unit % 10 === 0) policies[idOf('chat', unit)] = chatPolicy(unit);
    policies[idOf('rail', unit)] = guardrail(unit);
  }
  return policies;
}

function chatPolicy(number: number): JsonObject {
  const workspaces = [`T${number}A`, `T${number}B`];
  const content = {
    chatbot: {
      platforms: {
        slack: {
          client: { '@@assign': 'enabled' },
          workspaces: { [number === 0 ? '@@assign' : '@@append']: workspaces },
          default: { supported_role_settings: { '@@assign': ['user_role'] } },
        },
      },
      default: { client: { '@@assign': 'disabled' } },
    },
  };
  return { name: `chat-${number}`, type: 'CHATBOT_POLICY', awsManaged: false, content };
}

function guardrail(number: number): JsonObject {
  const services = ['rds', 'ec2', 'lambda', 's3', 'dynamodb'];
  const service = services[number % services.length] ?? 'rds';
  const statement = {
    Effect: 'Deny',
    Action: [`${service}:Delete*`, 'ssm:StartAutomationExecution'],
    Resource: '*',
    Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
  };
  const content = { Version: '2012-10-17', Statement: [statement] };
  return { name: `guardrail-${number}`, type: 'SERVICE_CONTROL_POLICY', awsManaged: false, content };
}

function channel(account: number): JsonObject {
  return {
    accountId: accountId(account),
    platform: 'slack',
    name: `operations-${account}`,
    workspaceId: account % 40 === 0 ? 'T0A' : 'T9Z',
    channelType: 'private',
    userRoleRequired: true,
    guardrailPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    roleArn: `arn:aws:iam::${accountId(account)}:role/chat`,
  };
}
