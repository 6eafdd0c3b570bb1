import type { Guardrail } from './guardrail.js';
import { scopesOf } from './scopes-of.js';
import { deny } from './statement.js';
import { taggedChanges } from './tagged-changes.js';

export const noChangesToTaggedResources: Guardrail = {
  id: 'no-changes-to-tagged-resources',
  group: 'scope',
  requirement: 'From chat nobody changes a resource that carries one of the tags.',
  notes: [
    'It holds for everyday changes to one resource, listed below. An action that does not tell AWS the tags of its resource cannot be held to them.',
    'Changing the tags of such a resource is denied as well, or one could take the tag off first.',
  ],
  parameters: [
    { name: 'tags', required: true, sentence: 'Resources that carry one of these tags are protected.' },
  ],
  statements: ({ tags }) =>
    scopesOf({ resources: [], tags }).map((scope) => deny([...taggedChanges, ...changesOfTags], scope)),
  denies: {
    says: 'stop an instance of production',
    action: 'ec2:StopInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
    context: { 'aws:ResourceTag/Environment': ['production'] },
    with: { tags: { Environment: ['production'] } },
  },
  leavesAlone: {
    says: 'stop an instance of the test environment',
    action: 'ec2:StopInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
    context: { 'aws:ResourceTag/Environment': ['test'] },
    with: { tags: { Environment: ['production'] } },
  },
};

const changesOfTags = [
  'autoscaling:CreateOrUpdateTags',
  'autoscaling:DeleteTags',
  'dynamodb:TagResource',
  'dynamodb:UntagResource',
  'ec2:CreateTags',
  'ec2:DeleteTags',
  'ecs:TagResource',
  'ecs:UntagResource',
  'eks:TagResource',
  'eks:UntagResource',
  'elasticloadbalancing:AddTags',
  'elasticloadbalancing:RemoveTags',
  'lambda:TagResource',
  'lambda:UntagResource',
  'logs:TagResource',
  'logs:UntagResource',
  'rds:AddTagsToResource',
  'rds:RemoveTagsFromResource',
  'redshift:CreateTags',
  'redshift:DeleteTags',
  'sns:TagResource',
  'sns:UntagResource',
  'sqs:TagQueue',
  'sqs:UntagQueue',
  'states:TagResource',
  'states:UntagResource',
];
