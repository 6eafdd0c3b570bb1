import type { JsonObject } from '../../policy/text/json.js';

/** Whose permissions: those of whoever collects, or those of the role in every account. */
export type Collector = 'collector' | 'member';

/** What to ask for, and so what to allow. */
export interface NeededPermissions {
  readonly tags: boolean;
  /** The name of the role that is assumed in every account; undefined when no chat configurations are read. */
  readonly role: string | undefined;
}

/** The least that whoever collects must be allowed. AWS Organizations takes no resources for most of it. */
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
  const assume = { Sid: 'AssumeReader', Effect: 'Allow', Action: 'sts:AssumeRole' };
  return policy([
    { Sid: 'ReadOrganization', Effect: 'Allow', Action: read, Resource: '*' },
    ...(role === undefined ? [] : [{ ...assume, Resource: `arn:*:iam::*:role/${role}` }]),
  ]);
}

/** The least that the role in every account must be allowed. */
export function memberPolicy(): JsonObject {
  const read = [
    'chatbot:DescribeChimeWebhookConfigurations',
    'chatbot:DescribeSlackChannelConfigurations',
    'chatbot:ListMicrosoftTeamsChannelConfigurations',
  ];
  return policy([{ Sid: 'ReadChatConfigurations', Effect: 'Allow', Action: read, Resource: '*' }]);
}

function policy(Statement: readonly JsonObject[]): JsonObject {
  return { Version: '2012-10-17', Statement };
}
