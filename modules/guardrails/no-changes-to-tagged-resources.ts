import type { Guardrail } from './guardrail.js';
import { deny, scopesOf } from './statement.js';
import { taggedChanges } from './tagged-changes.js';

export const noChangesToTaggedResources: Guardrail = {
  id: 'no-changes-to-tagged-resources',
  group: 'scope',
  requirement: 'Denies changing resources that carry one of the given tags from chat.',
  notes: [
    'It covers common changes to one resource at a time, listed below. It cannot cover actions for which AWS does not evaluate the tags of the resource.',
    'It also denies changing the tags of these resources, because removing a tag would end the protection.',
  ],
  parameters: [
    {
      name: 'tags',
      required: true,
      description: 'Resources that carry one of these tags cannot be changed.',
    },
  ],
  statements: ({ tags }) =>
    scopesOf({ resources: [], tags }).map((scope) => deny([...taggedChanges, ...changesOfTags], scope)),
  denies: {
    request: 'stop a production instance',
    action: 'ec2:StopInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
    context: { 'aws:ResourceTag/Environment': ['production'] },
    with: { tags: { Environment: ['production'] } },
  },
  doesNotDeny: {
    request: 'stop a test instance',
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
