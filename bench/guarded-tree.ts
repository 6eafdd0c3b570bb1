import type {
  Organization,
  OrganizationalUnit,
  OrganizationPolicy,
} from '../modules/policy/organization/organization.js';
import type { JsonValue } from '../modules/policy/text/json.js';
import type { DecisionRequest } from '../modules/simulator/decide/decision-request.js';
import type { ScpDocument, ScpStatement } from '../test/support/scp-document.js';

/** How much there is: levels from the root to the account, policies at each, actions in each statement. */
export interface Shape {
  readonly levels: number;
  readonly policies: number;
  readonly actions: number;
}

/** An organization with one way down, the documents on that way, and questions about its account. */
export interface GuardedTree {
  readonly organization: Organization;
  readonly levels: readonly (readonly ScpDocument[])[];
  readonly requests: readonly DecisionRequest[];
}

const account = '123456789012';
const verbs = ['Create', 'Delete', 'Describe', 'Get', 'List', 'Modify', 'Put', 'Start', 'Stop', 'Update'];
const nouns = [
  'Cluster',
  'Instance',
  'Snapshot',
  'Policy',
  'Bucket',
  'Function',
  'Queue',
  'Table',
  'Key',
  'Rule',
];
const services = ['rds', 'ec2', 's3', 'lambda', 'dynamodb', 'sqs', 'sns', 'ecs', 'eks', 'ssm'];
const names = services.flatMap((service) =>
  verbs.flatMap((verb) => nouns.map((noun) => `${service}:${verb}${noun}`)),
);

/** Builds it; the same shape gives the same tree. */
export function guardedTree(shape: Shape): GuardedTree {
  const policies = new Map<string, OrganizationPolicy>();
  const levels = Array.from({ length: shape.levels }, (_, level) =>
    Array.from({ length: shape.policies }, (_, index) =>
      documentOf(shape, level * shape.policies + index, index === 0),
    ),
  );
  const attached = levels.map((documents, level) =>
    documents.map((document, index) => {
      const id = `p-${String(level * 100 + index).padStart(8, '0')}`;
      const content = document as unknown as JsonValue;
      policies.set(id, { id, name: id, type: 'SERVICE_CONTROL_POLICY', awsManaged: false, content });
      return id;
    }),
  );
  const organization: Organization = {
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
    root: unitAt(0, attached),
    policies,
    channels: [],
    missing: [],
  };
  return { organization, levels, requests: requests() };
}

function unitAt(level: number, attached: readonly (readonly string[])[]): OrganizationalUnit {
  const last = level === attached.length - 2;
  const target = { policies: attached[level] ?? [], attachmentOrderKnown: true };
  const below = { id: account, name: 'account', policies: attached.at(-1) ?? [], attachmentOrderKnown: true };
  return {
    id: level === 0 ? 'r-ab12' : `ou-ab12-${String(level).padStart(8, '0')}`,
    name: `level ${level}`,
    ...target,
    accounts: last ? [below] : [],
    organizationalUnits: last ? [] : [unitAt(level + 1, attached)],
  };
}

/** Guardrails as people write them: lists of actions, a few patterns, mostly for chat, some for Regions. */
function documentOf({ actions }: Shape, number: number, first: boolean): ScpDocument {
  const full: ScpStatement = { Effect: 'Allow', Action: ['*'], Resource: ['*'] };
  const statements = [0, 1, 2].map((part): ScpStatement => {
    const start = (number * 37 + part * 211) % names.length;
    const listed = Array.from(
      { length: actions },
      (_, index) => names[(start + index * 7) % names.length] ?? '',
    );
    return {
      Effect: 'Deny',
      Action: [...listed, `${services[(number + part) % 10]}:Purge*`],
      Resource: part === 2 ? ['arn:aws:rds:*:*:cluster:prod-*', 'arn:aws:s3:::prod-*/*'] : ['*'],
      Condition:
        part === 1
          ? { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } }
          : {
              ArnLike: {
                'aws:ChatbotSourceArn': [
                  `arn:aws:chatbot::*:chat-configuration/slack-channel/team-${number}*`,
                ],
              },
            },
    };
  });
  return { Version: '2012-10-17', Statement: first ? [full, ...statements] : statements };
}

function requests(): readonly DecisionRequest[] {
  return names
    .filter((_, index) => index % 5 === 0)
    .map((action, index) => ({
      accountId: account,
      from: { platform: 'slack', configuration: `team-${index % 60}` },
      action,
      resource: `arn:aws:rds:eu-west-1:${account}:cluster:${index % 2 === 0 ? 'prod' : 'test'}-1`,
      region: index % 3 === 0 ? 'us-east-1' : 'eu-west-1',
    }));
}
