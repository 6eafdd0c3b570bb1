import { chatService, questionsToAmazonQ } from './chat-service.js';
import type { Guardrail } from './guardrail.js';
import { allowOnly } from './statement.js';

/** Global services, whose requests all carry the same Region. */
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
  requirement: 'Denies access from chat to Regions that are not on the list.',
  notes: [
    'It does not cover global services, which answer from one Region, or what the chat app itself needs.',
  ],
  parameters: [{ name: 'regions', required: true, description: 'The Regions that chat can access.' }],
  statements: ({ regions }) => [
    allowOnly([...chatService, ...questionsToAmazonQ, ...globalServices], {
      conditions: { StringNotEquals: { 'aws:RequestedRegion': regions } },
    }),
  ],
  denies: {
    request: 'list instances in another Region',
    action: 'ec2:DescribeInstances',
    resource: '*',
    context: { 'aws:RequestedRegion': ['us-west-2'] },
    with: { regions: ['eu-central-1', 'eu-west-1'] },
  },
  doesNotDeny: {
    request: 'list instances in a listed Region',
    action: 'ec2:DescribeInstances',
    resource: '*',
    context: { 'aws:RequestedRegion': ['eu-west-1'] },
    with: { regions: ['eu-central-1', 'eu-west-1'] },
  },
};
