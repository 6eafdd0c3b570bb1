import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'amplify:Delete*',
  'amplifybackend:Delete*',
  'amplifybackend:RemoveAllBackends',
  'amplifybackend:RemoveBackendConfig',
  'apigateway:Delete*',
  'appsync:Delete*',
  'events:Delete*',
  'events:RemoveTargets',
  'lambda:Delete*',
  'lambda:TerminateMicrovm',
  'pipes:DeletePipe',
  'scheduler:Delete*',
  'serverlessrepo:DeleteApplication',
  'states:Delete*',
  'swf:Delete*',
  'swf:DeprecateDomain',
];

export const noServerlessDeletion: Guardrail = {
  id: 'no-serverless-deletion',
  group: 'compute',
  requirement: 'Nobody deletes a function, an API, a workflow or a schedule from chat.',
  notes: ['API Gateway names its actions after HTTP methods: `apigateway:DELETE` is all of its deletions.'],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    says: 'delete a function',
    action: 'lambda:DeleteFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
  leavesAlone: {
    says: 'invoke it',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
};
