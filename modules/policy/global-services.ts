/**
 * Services with one endpoint for all Regions: `aws:RequestedRegion` is the Region of that endpoint, whatever Region the
 * caller has configured. By their prefix in IAM, in the partition `aws`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 * (read 2026-11-30)
 */
const regionOfService: Readonly<Record<string, string>> = {
  cloudfront: 'us-east-1',
  globalaccelerator: 'us-west-2',
  iam: 'us-east-1',
  networkmanager: 'us-west-2',
  organizations: 'us-east-1',
  route53: 'us-east-1',
  shield: 'us-east-1',
  support: 'us-east-1',
  waf: 'us-east-1',
};

/** The prefixes of all global services. */
export const globalServices: readonly string[] = Object.keys(regionOfService);

/** The Region in which a global service answers; undefined for a service that answers in every Region. */
export function regionOfGlobalService(service: string): string | undefined {
  const folded = service.toLowerCase();
  return Object.hasOwn(regionOfService, folded) ? regionOfService[folded] : undefined;
}
