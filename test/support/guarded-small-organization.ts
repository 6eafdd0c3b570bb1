import type { JsonObject } from '../../modules/policy/text/json.js';
import { prod, root, type SmallPolicy, sandbox, workloads } from './small-organization.js';

const everywhere = [root, workloads, prod, sandbox, '111111111111', '222222222222', '333333333333'];

/** The policies of a small organization in which chat may not drop databases in Workloads, and T1 is the workspace. */
export const guardedPolicies: readonly SmallPolicy[] = [
  scp('FullAWSAccess', everywhere, { Effect: 'Allow', Action: '*', Resource: '*' }),
  scp('no-drops', [workloads], {
    Sid: 'NoDatabaseDrops',
    Effect: 'Deny',
    Action: 'rds:DeleteDB*',
    Resource: '*',
    Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
  }),
  {
    name: 'slack-only',
    on: [root],
    content: {
      chatbot: {
        platforms: { slack: { client: { '@@assign': 'enabled' }, workspaces: { '@@assign': ['T1'] } } },
        default: { client: { '@@assign': 'disabled' } },
      },
    },
  },
];

function scp(name: string, on: readonly string[], statement: JsonObject): SmallPolicy {
  const content = { Version: '2012-10-17', Statement: [statement] };
  return { name, type: 'SERVICE_CONTROL_POLICY', awsManaged: name === 'FullAWSAccess', content, on };
}
