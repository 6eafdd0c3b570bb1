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
  requirement: 'Nobody changes a function from chat: its code, its settings or what triggers it.',
  notes: ["Whoever changes a function's code has the function's role."],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    says: 'replace the code of a function',
    action: 'lambda:UpdateFunctionCode',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
  leavesAlone: {
    says: 'invoke it',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
};
