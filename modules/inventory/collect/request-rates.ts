import type { Operation } from './request.js';

/** How often an operation can be called. */
export interface Rate {
  readonly perSecond: number;
  /** Calls at once after a pause. */
  readonly burst: number;
}

const listing: Rate = { perSecond: 5, burst: 8 };
const seldom: Rate = { perSecond: 1, burst: 2 };
/** AWS publishes no figures for the chat service. Every account counts for itself, and gets one request. */
const unknown: Rate = { perSecond: 25, burst: 25 };

/**
 * What AWS allows an account, read on 2026-11-23.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const requestRates: Readonly<Record<Operation, Rate>> = {
  DescribeOrganization: seldom,
  ListRoots: seldom,
  ListOrganizationalUnitsForParent: listing,
  ListAccountsForParent: listing,
  ListPolicies: listing,
  DescribePolicy: { perSecond: 2, burst: 2 },
  ListTagsForResource: { perSecond: 10, burst: 15 },
  ListTargetsForPolicy: listing,
  ListPoliciesForTarget: listing,
  DescribeEffectivePolicy: listing,
  ListAccountsWithInvalidEffectivePolicy: seldom,
  ListEffectivePolicyValidationErrors: listing,
  DescribeSlackChannelConfigurations: unknown,
  ListMicrosoftTeamsChannelConfigurations: unknown,
  DescribeChimeWebhookConfigurations: unknown,
  DescribeSlackWorkspaces: unknown,
  ListMicrosoftTeamsConfiguredTeams: unknown,
  DescribeSlackUserIdentities: unknown,
  ListMicrosoftTeamsUserIdentities: unknown,
  GetAccountPreferences: unknown,
};

/** The part of the rates that collecting uses; the rest is for other tools. */
export const politeShare = 0.8;
