/** The Regions in which services answer, by partition. Services by their prefix in IAM, or single actions. */
interface RegionGroup {
  /** Separated by spaces. */
  readonly services: string;
  readonly regions: Readonly<Record<string, readonly string[]>>;
}

/**
 * Services that answer in a few Regions only: `aws:RequestedRegion` is one of them, whatever Region the caller has
 * configured. Sources: the endpoint rules and `endpoints.json` of botocore 1.43.67, which name the Region of each
 * signature, and the endpoints in AWS's General Reference; read 2026-11-30. A partition that a group does not name, and
 * the last group, are global there as well, but AWS does not document the Region.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 * @see https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html (services without
 * a Region)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapOperations.html
 */
const groups: readonly RegionGroup[] = [
  {
    services:
      'account artifact bcm-dashboards bcm-data-exports bcm-pricing-calculator bcm-recommended-actions billing budgets ce cloudfront invoicing notifications-contacts organizations route53 tax',
    regions: { aws: ['us-east-1'], 'aws-cn': ['cn-northwest-1'], 'aws-us-gov': ['us-gov-west-1'] },
  },
  {
    services: 'iam support',
    regions: { aws: ['us-east-1'], 'aws-cn': ['cn-north-1'], 'aws-us-gov': ['us-gov-west-1'] },
  },
  {
    services: 'networkmanager route53-recovery-control-config',
    regions: { aws: ['us-west-2'], 'aws-cn': ['cn-northwest-1'], 'aws-us-gov': ['us-gov-west-1'] },
  },
  {
    services:
      'a4b billingconductor cost-optimization-hub freetier importexport marketplacecommerceanalytics mechanicalturk mobileanalytics pricingplanmanager route53domains savingsplans shield waf',
    regions: { aws: ['us-east-1'] },
  },
  { services: 'cur', regions: { aws: ['us-east-1'], 'aws-cn': ['cn-northwest-1'] } },
  {
    services:
      'devicefarm globalaccelerator route53-recovery-readiness s3:CreateMultiRegionAccessPoint s3:DeleteMultiRegionAccessPoint s3:DescribeMultiRegionAccessPointOperation s3:GetMultiRegionAccessPoint s3:GetMultiRegionAccessPointPolicy s3:GetMultiRegionAccessPointPolicyStatus s3:ListMultiRegionAccessPoints s3:PutMultiRegionAccessPointPolicy',
    regions: { aws: ['us-west-2'] },
  },
  {
    services:
      'route53-recovery-cluster s3:GetMultiRegionAccessPointRoutes s3:SubmitMultiRegionAccessPointRoutes',
    regions: { aws: ['ap-northeast-1', 'ap-southeast-2', 'eu-west-1', 'us-east-1', 'us-west-2'] },
  },
  { services: 'chatbot', regions: { aws: ['ap-southeast-1', 'eu-west-1', 'us-east-2', 'us-west-2'] } },
  { services: 'ecr-public', regions: { aws: ['us-east-1', 'us-west-2'] } },
  {
    services: 'health',
    regions: {
      aws: ['us-east-1', 'us-east-2'],
      'aws-cn': ['cn-northwest-1'],
      'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
    },
  },
  {
    services: 'pricing',
    regions: { aws: ['ap-south-1', 'eu-central-1', 'us-east-1'], 'aws-cn': ['cn-northwest-1'] },
  },
  { services: 'supportapp', regions: { aws: ['eu-west-1', 'us-east-1', 'us-west-2'] } },
  {
    services: 'trustedadvisor',
    regions: {
      aws: ['ap-northeast-2', 'ap-southeast-2', 'eu-west-1', 'us-east-1', 'us-east-2', 'us-west-2'],
    },
  },
  {
    services:
      'activate aws-marketplace aws-marketplace-management aws-portal chime cloudfront-keyvaluestore codecatalyst consoleapp consolidatedbilling customer-verification elemental-activations elemental-appliances-software elemental-support-cases elemental-support-content iq iq-permission mapcredits networkmanager-chat partnercentral partnercentral-account-management payments purchase-orders support-console supportplans sustainability uxc vendor-insights',
    regions: {},
  },
];

const groupOf = new Map(
  groups.flatMap((group) =>
    group.services.split(' ').map((service) => [service.toLowerCase(), group] as const),
  ),
);

/** Patterns of the actions of global services, in lists of those that answer in the same Regions. */
export const globalActions: readonly (readonly string[])[] = groups.map(({ services }) =>
  services.split(' ').map((service) => (service.includes(':') ? service : `${service}:*`)),
);

/**
 * The Regions in which an action of a global service answers in a partition; empty if AWS does not document them.
 * Undefined for the action of a service that answers in every Region.
 */
export function regionsOfGlobalAction(action: string, partition: string): readonly string[] | undefined {
  const folded = action.toLowerCase();
  const group = groupOf.get(folded) ?? groupOf.get(folded.split(':')[0] ?? '');
  return group && (group.regions[partition] ?? []);
}
