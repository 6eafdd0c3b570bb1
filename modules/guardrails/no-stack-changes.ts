import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'cloudformation:ActivateType',
  'cloudformation:CancelUpdateStack',
  'cloudformation:ContinueUpdateRollback',
  'cloudformation:CreateChangeSet',
  'cloudformation:CreateResource',
  'cloudformation:CreateStack*',
  'cloudformation:DeactivateType',
  'cloudformation:DeleteChangeSet',
  'cloudformation:DeleteResource',
  'cloudformation:DeleteStack*',
  'cloudformation:DeregisterType',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:ExecuteStackRefactor',
  'cloudformation:ImportStacksToStackSet',
  'cloudformation:PublishType',
  'cloudformation:RegisterType',
  'cloudformation:RollbackStack',
  'cloudformation:SetStackPolicy',
  'cloudformation:SetType*',
  'cloudformation:SignalResource',
  'cloudformation:UpdateResource',
  'cloudformation:UpdateStack*',
  'cloudformation:UpdateTerminationProtection',
  'codedeploy:CreateCloudFormationDeployment',
  'lightsail:CreateCloudFormationStack',
  'proton:Create*',
  'proton:Delete*',
  'proton:Update*',
  'serverlessrepo:CreateCloudFormation*',
  'servicecatalog:Execute*',
  'servicecatalog:ImportAsProvisionedProduct',
  'servicecatalog:ProvisionProduct',
  'servicecatalog:TerminateProvisionedProduct',
  'servicecatalog:UpdateProvisionedProduct*',
];

export const noStackChanges: Guardrail = {
  id: 'no-stack-changes',
  group: 'execution',
  requirement:
    'Denies creating, changing and deleting infrastructure through stacks and the Cloud Control API from chat.',
  notes: [
    'A stack works with its own role, and Cloud Control reaches nearly every resource. Without this guardrail, stacks can bypass other guardrails.',
  ],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'delete a stack',
    action: 'cloudformation:DeleteStack',
    resource: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/0a1b2c3d-0000-4000-8000-000000000000',
  },
  doesNotDeny: {
    request: 'list its events',
    action: 'cloudformation:DescribeStackEvents',
    resource: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/0a1b2c3d-0000-4000-8000-000000000000',
  },
};
