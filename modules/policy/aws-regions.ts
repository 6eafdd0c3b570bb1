import { suggest } from './text/suggest.js';

/** The Regions of every partition, by the partition's name. */
export interface AwsRegions {
  /** The release of the list's source, and when it was read, `YYYY-MM-DD`. */
  readonly source: string;
  readonly readOn: string;
  readonly partitions: Readonly<Record<string, readonly string[]>>;
}

/**
 * AWS's Regions, those that an account must opt in to included. A Region newer than the list is not in it.
 * @see https://github.com/aws/aws-sdk-js-v3 (`partitions.js` of `@aws-sdk/core`)
 */
export const awsRegions: AwsRegions = {
  source: '@aws-sdk/core 3.981.0',
  readOn: '2026-11-30',
  partitions: {
    aws: [
      'af-south-1',
      'ap-east-1',
      'ap-east-2',
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-6',
      'ap-southeast-7',
      'ca-central-1',
      'ca-west-1',
      'eu-central-1',
      'eu-central-2',
      'eu-north-1',
      'eu-south-1',
      'eu-south-2',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'il-central-1',
      'me-central-1',
      'me-south-1',
      'me-west-1',
      'mx-central-1',
      'sa-east-1',
      'sa-west-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
    'aws-cn': ['cn-north-1', 'cn-northwest-1'],
    'aws-eusc': ['eusc-de-east-1'],
    'aws-iso': ['us-iso-east-1', 'us-iso-west-1'],
    'aws-iso-b': ['us-isob-east-1', 'us-isob-west-1'],
    'aws-iso-e': ['eu-isoe-west-1'],
    'aws-iso-f': ['us-isof-east-1', 'us-isof-south-1'],
    'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  },
};

/** The names of all Regions. */
export const regionNames: readonly string[] = Object.values(awsRegions.partitions).flat();

/**
 * The Regions in which the chat service has endpoints, read on 2026-11-30. Public reports found the first two
 * necessary in practice.
 * @see https://docs.aws.amazon.com/general/latest/gr/chatbot.html
 */
export const chatRegions = {
  required: ['us-east-2', 'us-west-2'],
  other: ['eu-west-1', 'ap-southeast-1'],
} as const;

/** A Region that AWS does not have: the facts of the problem `unknown-region`. */
export interface UnknownRegion {
  readonly region: string;
  readonly nearest?: string;
  /** The date of the list of Regions. */
  readonly date: string;
}

/** Returns the facts about a Region that AWS does not have; undefined for a Region of AWS. */
export function unknownRegion(region: string): UnknownRegion | undefined {
  if (regionNames.includes(region)) return undefined;
  const nearest = suggest(region, regionNames, 3);
  return { region, date: awsRegions.readOn, ...(nearest === undefined ? {} : { nearest }) };
}
