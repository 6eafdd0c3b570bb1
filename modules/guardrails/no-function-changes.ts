import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'lambda:AddLayerVersionPermission',
  'lambda:AddPermission',
  'lambda:Create*',
  'lambda:PublishLayerVersion',
  'lambda:PublishVersion',
  'lambda:Put*',
  'lambda:RemoveLayerVersionPermission',
  'lambda:RemovePermission',
  'lambda:RunMicrovm',
  'lambda:Update*',
  'serverlessrepo:CreateCloudFormation*',
];

export const noFunctionChanges: Guardrail = {
  id: 'no-function-changes',
  group: 'execution',
  requirement: 'Denies changing the code, settings and triggers of functions from chat.',
  notes: ["A person who changes a function's code can use the function's role."],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'replace the code of a function',
    action: 'lambda:UpdateFunctionCode',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
  doesNotDeny: {
    request: 'invoke it',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
};
