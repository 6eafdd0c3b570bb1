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
  requirement: 'Denies deleting functions, APIs, workflows and schedules from chat.',
  notes: ['API Gateway names its actions after HTTP methods: `apigateway:DELETE` covers all its deletions.'],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'delete a function',
    action: 'lambda:DeleteFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
  doesNotDeny: {
    request: 'invoke it',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
};
