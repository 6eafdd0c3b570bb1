import type {
  ChatChannel,
  ChatUser,
  TeamName,
  WorkspaceName,
} from '../../policy/organization/organization.js';

/** What is kept of one item in the answer to each operation of AWS. Everything is JSON. */
export interface Items {
  readonly DescribeOrganization: { readonly id: string; readonly managementAccountId: string };
  readonly ListRoots: RootItem;
  readonly ListOrganizationalUnitsForParent: UnitItem;
  readonly ListAccountsForParent: AccountItem;
  readonly ListPolicies: PolicyItem;
  readonly DescribePolicy: { readonly content: string };
  readonly ListTagsForResource: { readonly key: string; readonly value: string };
  readonly ListTargetsForPolicy: { readonly id: string };
  readonly ListPoliciesForTarget: PolicyItem;
  readonly DescribeEffectivePolicy: { readonly content: string };
  readonly ListAccountsWithInvalidEffectivePolicy: { readonly id: string };
  readonly ListEffectivePolicyValidationErrors: {
    readonly code: string;
    readonly path: string;
    readonly policies: readonly string[];
  };
  readonly DescribeSlackChannelConfigurations: ChatChannel;
  readonly ListMicrosoftTeamsChannelConfigurations: ChatChannel;
  readonly DescribeChimeWebhookConfigurations: ChatChannel;
  readonly DescribeSlackWorkspaces: WorkspaceName;
  readonly ListMicrosoftTeamsConfiguredTeams: TeamName;
  readonly DescribeSlackUserIdentities: ChatUserItem;
  readonly ListMicrosoftTeamsUserIdentities: ChatUserItem;
  readonly GetAccountPreferences: { readonly userRoleRequired: boolean };
}

export interface RootItem extends UnitItem {
  /** Types that are enabled, or are being enabled or disabled. */
  readonly policyTypes: readonly { readonly type: string; readonly status: string }[];
}

export interface UnitItem {
  readonly id: string;
  readonly name: string;
}

export interface AccountItem {
  readonly id: string;
  /** Absent where names are left out. */
  readonly name?: string;
  /** Absent where addresses are left out. */
  readonly email?: string;
  /** AWS's word, such as `SUSPENDED`; absent for an active account. */
  readonly status?: string;
}

/** A member of a channel who has chosen an IAM role. */
export type ChatUserItem = ChatUser & {
  /** The name of the chat configuration. */
  readonly configuration: string;
};

export interface PolicyItem {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly awsManaged: boolean;
}

/** A read-only operation of AWS. */
export type Operation = keyof Items;

/** A request to AWS, all pages of its answer included. */
export interface ApiRequest<O extends Operation = Operation> {
  readonly operation: O;
  /** The ID of a unit, policy, target or account, or a policy type; empty where the operation needs none. */
  readonly subject: string;
  /** Only of this type, for operations that need it beside the subject. */
  readonly policyType?: string;
}

/** A page of an answer, and how to ask for the next one. */
export interface Page<O extends Operation = Operation> {
  readonly items: readonly Items[O][];
  readonly next?: string | undefined;
}

/** Sends one request to AWS; rejects with an `AwsFailure`. */
export type FetchPage = <O extends Operation>(
  question: ApiRequest<O>,
  token: string | undefined,
) => Promise<Page<O>>;

/** The whole answer, or why there is none. */
export type Answer<O extends Operation = Operation> =
  | { readonly items: readonly Items[O][] }
  | { readonly reason: string };

/** Sends a request to AWS, with retries. */
export type Fetch = <O extends Operation>(question: ApiRequest<O>) => Promise<Answer<O>>;

/** The key of a request in the journal. */
export function keyOf({ operation, subject, policyType }: ApiRequest): string {
  return [operation, subject, ...(policyType === undefined ? [] : [policyType])].join(' ');
}
