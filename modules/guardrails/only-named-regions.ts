import { chatService, questionsToAmazonQ } from './chat-service.js';
import type { Guardrail } from './guardrail.js';
import { allowOnly } from './statement.js';

/** Services that answer from one region for the whole world, by the region that their requests carry. */
const globalServices = [
  'account:*',
  'aws-marketplace:*',
  'aws-portal:*',
  'bcm-data-exports:*',
  'billing:*',
  'budgets:*',
  'ce:*',
  'cloudfront:*',
  'compute-optimizer:*',
  'consolidatedbilling:*',
  'cost-optimization-hub:*',
  'cur:*',
  'ec2:DescribeRegions',
  'ecr-public:*',
  'freetier:*',
  'globalaccelerator:*',
  'health:*',
  'iam:*',
  'invoicing:*',
  'networkmanager:*',
  'notifications:*',
  'organizations:*',
  'payments:*',
  'pricing:*',
  'purchase-orders:*',
  'route53:*',
  'route53-recovery-cluster:*',
  'route53-recovery-control-config:*',
  'route53-recovery-readiness:*',
  'route53domains:*',
  's3:GetAccountPublicAccessBlock',
  's3:GetBucketLocation',
  's3:ListAllMyBuckets',
  'savingsplans:*',
  'shield:*',
  'sts:*',
  'support:*',
  'supportapp:*',
  'supportplans:*',
  'sustainability:*',
  'tax:*',
  'trustedadvisor:*',
  'waf:*',
];

export const onlyNamedRegions: Guardrail = {
  id: 'only-named-regions',
  group: 'scope',
  requirement: 'From chat nobody works outside the regions on the list.',
  notes: [
    'Global services answer from one region and are left alone, and so is what the chat app itself needs.',
  ],
  parameters: [{ name: 'regions', required: true, sentence: 'The regions in which chat may work.' }],
  statements: ({ regions }) => [
    allowOnly([...chatService, ...questionsToAmazonQ, ...globalServices], {
      conditions: { StringNotEquals: { 'aws:RequestedRegion': regions } },
    }),
  ],
  denies: {
    says: 'describe the instances of another region',
    action: 'ec2:DescribeInstances',
    resource: '*',
    context: { 'aws:RequestedRegion': ['us-west-2'] },
    with: { regions: ['eu-central-1', 'eu-west-1'] },
  },
  leavesAlone: {
    says: 'describe the instances of a region on the list',
    action: 'ec2:DescribeInstances',
    resource: '*',
    context: { 'aws:RequestedRegion': ['eu-west-1'] },
    with: { regions: ['eu-central-1', 'eu-west-1'] },
  },
};
