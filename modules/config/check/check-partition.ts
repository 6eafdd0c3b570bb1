import { unknownRegion } from '../../policy/aws-regions.js';
import type { Organization } from '../../policy/organization/organization.js';
import { type Finding, finding } from '../../policy/problems/problem.js';
import type { ProblemFacts } from '../../policy/problems/problem-kinds.js';
import type { Path } from '../../policy/text/path.js';
import type { Environment } from '../configuration.js';

/**
 * Refuses chat policies in an environment that is known to be in AWS GovCloud (US) or in China: by the Region or the role of
 * its provider, or by a role of a chat configuration of its organization.
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-organizations.html (read 2026-11-23)
 */
export function checkPartition(
  environment: Environment,
  organization: Organization | undefined,
  keyOf: FindKey,
): Finding[] {
  if (environment.intent.chatPolicies.length === 0) return [];
  const source = sourceOf(environment, organization, keyOf);
  return source === undefined
    ? []
    : [finding('chat-policy-partition', 'error', { path: source.path }, source.facts)];
}

/**
 * Warns about Regions of the provider and of the S3 backend that are probably misspelt. Emulators have Regions of their
 * own, so a Region that is not similar to one of AWS is not reported, and none is beside an endpoint.
 */
export function checkRegions({ provider, backend }: Environment, keyOf: FindKey): Finding[] {
  const { organizations, sts } = provider.endpoints;
  const regions = [
    ...((organizations ?? sts) === undefined
      ? [{ region: provider.region, path: keyOf('provider', 'region') }]
      : []),
    ...(backend.kind === 's3' ? [{ region: backend.region, path: keyOf('backend', 's3', 'region') }] : []),
  ];
  return regions.flatMap(({ region, path }) => {
    const facts = unknownRegion(region);
    return facts?.nearest === undefined ? [] : [finding('unknown-region', 'warning', { path }, facts)];
  });
}

/** Finds the path of a key of an environment, in the environment itself or at the root of the file. */
export type FindKey = (...keys: readonly string[]) => Path;

interface PartitionSource {
  readonly path: Path;
  readonly facts: ProblemFacts<'chat-policy-partition'>;
}

function sourceOf(
  { provider }: Environment,
  organization: Organization | undefined,
  keyOf: FindKey,
): PartitionSource | undefined {
  const ofRegion = partitionOfRegion(provider.region);
  if (ofRegion !== undefined) {
    return {
      path: keyOf('provider', 'region'),
      facts: { rule: 'region', found: provider.region, partition: ofRegion },
    };
  }
  const role = provider.assumeRole?.roleArn;
  const ofRole = role === undefined ? undefined : partitionOfArn(role);
  if (role !== undefined && ofRole !== undefined) {
    return {
      path: keyOf('provider', 'assumeRole', 'roleArn'),
      facts: { rule: 'role', found: role, partition: ofRole },
    };
  }
  const roles = organization?.channels.flatMap(({ roleArn }) => roleArn ?? []) ?? [];
  const elsewhere = roles.find((arn) => partitionOfArn(arn) !== undefined);
  const partition = elsewhere === undefined ? undefined : partitionOfArn(elsewhere);
  if (elsewhere === undefined || partition === undefined) return undefined;
  return { path: keyOf('organization'), facts: { rule: 'organization', found: elsewhere, partition } };
}

function partitionOfRegion(region: string): string | undefined {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : undefined;
}

function partitionOfArn(arn: string): string | undefined {
  return /^arn:(aws-us-gov|aws-cn):/.exec(arn)?.[1];
}
