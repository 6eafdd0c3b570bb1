import type { ChatChannel } from '../../policy/organization/organization.js';

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
  readonly DescribeSlackChannelConfigurations: ChatChannel;
  readonly ListMicrosoftTeamsChannelConfigurations: ChatChannel;
  readonly DescribeChimeWebhookConfigurations: ChatChannel;
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
}

export interface PolicyItem {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly awsManaged: boolean;
}

/** An operation of AWS that is read-only and is all that collecting needs. */
export type Operation = keyof Items;

/** One question to AWS, however many pages its answer has. */
export interface ApiRequest<O extends Operation = Operation> {
  readonly operation: O;
  /** What it is about: an id of a unit, policy, target or account, a policy type; empty where there is nothing to say. */
  readonly subject: string;
  /** Only of this type, for `ListPoliciesForTarget`. */
  readonly policyType?: string;
}

/** A page of an answer, and how to ask for the next one. */
export interface Page<O extends Operation = Operation> {
  readonly items: readonly Items[O][];
  readonly next?: string | undefined;
}

/** Asks AWS once; rejects with an `AwsFailure`. */
export type FetchPage = <O extends Operation>(
  question: ApiRequest<O>,
  token: string | undefined,
) => Promise<Page<O>>;

/** The whole answer, or why there is none. */
export type Answer<O extends Operation = Operation> =
  | { readonly items: readonly Items[O][] }
  | { readonly reason: string };

/** Asks AWS with patience. Rejects only where going on makes no sense. */
export type Fetch = <O extends Operation>(question: ApiRequest<O>) => Promise<Answer<O>>;

/** A question as a line of text, which no other question has. */
export function keyOf({ operation, subject, policyType }: ApiRequest): string {
  return [operation, subject, ...(policyType === undefined ? [] : [policyType])].join(' ');
}
