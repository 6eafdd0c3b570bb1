import type { Guardrail } from './guardrail.js';
import { deny, scopesOf } from './statement.js';

const actions = [
  'autoscaling:DeleteAutoScalingGroup',
  'autoscaling:DeleteWarmPool',
  'autoscaling:SetInstanceHealth',
  'autoscaling:StartInstanceRefresh',
  'autoscaling:TerminateInstanceInAutoScalingGroup',
  'batch:DeleteComputeEnvironment',
  'drs:DeleteRecoveryInstance',
  'drs:TerminateRecoveryInstances',
  'ec2:CancelSpotFleetRequests',
  'ec2:CancelSpotInstanceRequests',
  'ec2:DeleteFleets',
  'ec2:ReleaseHosts',
  'ec2:SendSpotInstanceInterruptions',
  'ec2:TerminateInstances',
  'elasticbeanstalk:DeleteApplication',
  'elasticbeanstalk:RebuildEnvironment',
  'elasticbeanstalk:TerminateEnvironment',
  'evs:DeleteEnvironment',
  'evs:DeleteEnvironmentHost',
  'gamelift:DeleteFleet',
  'imagebuilder:DeleteImage',
  'lightsail:DeleteInstance',
  'mgn:TerminateTargetInstances',
  'outposts:DeleteOutpost',
  'pcs:DeleteCluster',
  'pcs:DeleteComputeNodeGroup',
  'workspaces-instances:DeleteWorkspaceInstance',
  'workspaces:RebuildWorkspaces',
  'workspaces:TerminateWorkspaces',
  'workspaces:TerminateWorkspacesPool',
];

export const noInstanceTermination: Guardrail = {
  id: 'no-instance-termination',
  group: 'compute',
  requirement: 'Denies terminating EC2 instances from chat.',
  notes: [
    'It also covers Lightsail instances, WorkSpaces, and fleets and environments that contain instances.',
    'Scaling in also terminates instances: add `no-capacity-changes`.',
    '`cloudformation:DeleteResource` and stacks can also terminate instances: add `no-stack-changes`.',
  ],
  parameters: [
    {
      name: 'resources',
      required: false,
      description: 'Covers only instances whose ARN matches one of these patterns.',
    },
    { name: 'tags', required: false, description: 'Covers only instances that carry one of these tags.' },
  ],
  statements: (values) => scopesOf(values).map((scope) => deny(actions, scope)),
  denies: {
    request: 'terminate an instance',
    action: 'ec2:TerminateInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  },
  doesNotDeny: {
    request: 'restart it',
    action: 'ec2:RebootInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  },
};
