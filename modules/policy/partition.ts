import { awsRegions } from './aws-regions.js';
import type { Organization } from './organization/organization.js';

/** The partition that a Region belongs to; `aws` for a Region that is not known. `partitionOf('cn-north-1')` */
export function partitionOfRegion(region: string): string {
  const known = Object.entries(awsRegions.partitions).find(([, regions]) => regions.includes(region));
  if (known !== undefined) return known[0];
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/**
 * The partition of an organization, which is one for all its accounts: the only one that ARNs in its channels and
 * service control policies name, else `aws`.
 */
export function partitionOfOrganization({ channels, policies }: Organization): string {
  const found = new Set(channels.flatMap(({ roleArn }) => partitionsIn(roleArn ?? '')));
  for (const { type, awsManaged, content } of policies.values()) {
    if (found.has('aws') || found.size > 1) break;
    if (type !== 'SERVICE_CONTROL_POLICY' || awsManaged) continue;
    for (const partition of partitionsIn(JSON.stringify(content))) found.add(partition);
  }
  const [only = 'aws'] = found;
  return found.size === 1 ? only : 'aws';
}

function partitionsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\barn:(aws(?:-[a-z]+)*):/g), ([, partition = '']) => partition);
}
