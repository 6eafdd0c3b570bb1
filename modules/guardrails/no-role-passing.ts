import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'ec2:AssociateEnclaveCertificateIamRole',
  'ec2:AssociateIamInstanceProfile',
  'ec2:ReplaceIamInstanceProfileAssociation',
  'eks:CreatePodIdentityAssociation',
  'eks:UpdatePodIdentityAssociation',
  'elasticbeanstalk:AssociateEnvironmentOperationsRole',
  'greengrass:AssociateRoleToGroup',
  'greengrass:AssociateServiceRoleToAccount',
  'iam:AddRoleToInstanceProfile',
  'iam:PassRole',
  'lambda:PassCapacityProvider',
  'lambda:PassNetworkConnector',
  'odb:AssociateIamRoleToResource',
  'rds:AddRoleTo*',
  'redshift:ModifyClusterIamRoles',
  'shield:AssociateDRTRole',
  'ssm:CreateActivation',
  'ssm:UpdateManagedInstanceRole',
  'sts:AssumeRole*',
];

export const noRolePassing: Guardrail = {
  id: 'no-role-passing',
  group: 'identity',
  requirement: 'Denies passing roles to services and instances from chat.',
  notes: [
    'A person who passes a role to something that runs code can use that role. Most of these need `iam:PassRole`; the other actions attach a role without it.',
  ],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'replace the role of an instance',
    action: 'ec2:AssociateIamInstanceProfile',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  },
  doesNotDeny: {
    request: 'show its role',
    action: 'ec2:DescribeIamInstanceProfileAssociations',
    resource: '*',
  },
};
