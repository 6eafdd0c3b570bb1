import type { JsonObject } from '../../policy/text/json.js';

/** Whose permissions: those of the caller, or those of the role in every account. */
export type Collector = 'collector' | 'member';

/** What is collected, and therefore must be allowed. */
export interface NeededPermissions {
  readonly tags: boolean;
  /** The name of the role that is assumed in every account; undefined when no chat configurations are read. */
  readonly role: string | undefined;
}

/** The least permissions of the caller. Most actions of AWS Organizations accept no resources. */
export function collectorPolicy({ tags, role }: NeededPermissions): JsonObject {
  const read = [
    'organizations:DescribeOrganization',
    'organizations:DescribePolicy',
    'organizations:ListAccountsForParent',
    'organizations:ListOrganizationalUnitsForParent',
    'organizations:ListPolicies',
    'organizations:ListPoliciesForTarget',
    'organizations:ListRoots',
    ...(tags ? ['organizations:ListTagsForResource'] : []),
    'organizations:ListTargetsForPolicy',
  ];
  return policy([
    { Sid: 'ReadOrganization', Effect: 'Allow', Action: read, Resource: '*' },
    ...assuming(role),
  ]);
}

function assuming(role: string | undefined): readonly JsonObject[] {
  const assume = { Sid: 'AssumeReader', Effect: 'Allow', Action: 'sts:AssumeRole' };
  return role === undefined ? [] : [{ ...assume, Resource: `arn:*:iam::*:role/${role}` }];
}

/** The least permissions of the caller of `verify`; `role` is the role in every account whose chat configurations are read. */
export function verifierPolicy(role: string | undefined): JsonObject {
  const read = [
    'organizations:DescribeEffectivePolicy',
    'organizations:DescribeOrganization',
    'organizations:ListAccountsWithInvalidEffectivePolicy',
    'organizations:ListEffectivePolicyValidationErrors',
  ];
  return policy([
    { Sid: 'ReadPoliciesInForce', Effect: 'Allow', Action: read, Resource: '*' },
    ...assuming(role),
  ]);
}

/**
 * The least permissions of the caller of `replay --run-athena`: to run the query, read the table, read the trail, and
 * write and read the results. Names in angle brackets are for the reader to fill in.
 * @see https://docs.aws.amazon.com/athena/latest/ug/workgroups-access.html (read 2026-11-30)
 * @see https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html (read 2026-11-30)
 */
export function athenaPolicy({
  workGroup = '<work-group>',
  database = '<database>',
  table = '<table>',
  outputLocation = 's3://<result-bucket>',
}: AthenaNames): JsonObject {
  const [, bucket = '', folder = ''] = /^s3:\/\/([^/]*)\/?(.*?)\/?$/.exec(outputLocation) ?? [];
  const run = ['GetQueryExecution', 'GetQueryResults', 'StartQueryExecution', 'StopQueryExecution'];
  const glue = ['catalog', `database/${database}`, `table/${database}/${table}`];
  const trail = 'arn:*:s3:::<trail-bucket>';
  const results = `arn:*:s3:::${bucket}`;
  return policy([
    {
      Sid: 'RunQuery',
      Effect: 'Allow',
      Action: run.map((call) => `athena:${call}`),
      Resource: `arn:*:athena:*:*:workgroup/${workGroup}`,
    },
    {
      Sid: 'ReadTable',
      Effect: 'Allow',
      Action: ['glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable'],
      Resource: glue.map((resource) => `arn:*:glue:*:*:${resource}`),
    },
    {
      Sid: 'FindBuckets',
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:ListBucket'],
      Resource: [trail, results],
    },
    { Sid: 'ReadTrail', Effect: 'Allow', Action: 's3:GetObject', Resource: `${trail}/AWSLogs/*` },
    {
      Sid: 'KeepResults',
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      Resource: `${results}/${folder === '' ? '' : `${folder}/`}*`,
    },
  ]);
}

/** What a query of Athena names. */
export interface AthenaNames {
  readonly workGroup?: string | undefined;
  readonly database?: string | undefined;
  readonly table?: string | undefined;
  readonly outputLocation?: string | undefined;
}

/** The least permissions of the role in every account. */
export function memberPolicy(): JsonObject {
  const read = [
    'chatbot:DescribeChimeWebhookConfigurations',
    'chatbot:DescribeSlackChannelConfigurations',
    'chatbot:DescribeSlackUserIdentities',
    'chatbot:DescribeSlackWorkspaces',
    'chatbot:GetAccountPreferences',
    'chatbot:ListMicrosoftTeamsChannelConfigurations',
    'chatbot:ListMicrosoftTeamsConfiguredTeams',
    'chatbot:ListMicrosoftTeamsUserIdentities',
  ];
  return policy([{ Sid: 'ReadChatConfigurations', Effect: 'Allow', Action: read, Resource: '*' }]);
}

function policy(Statement: readonly JsonObject[]): JsonObject {
  return { Version: '2012-10-17', Statement };
}
