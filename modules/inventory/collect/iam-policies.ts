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
