import {
  DescribeEffectivePolicyCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  EffectivePolicyNotFoundException,
  type EffectivePolicyType,
  ListAccountsForParentCommand,
  ListAccountsWithInvalidEffectivePolicyCommand,
  ListEffectivePolicyValidationErrorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  type PolicySummary,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import {
  isAccountId,
  isOrganizationalUnitId,
  isPolicyId,
  isRootId,
  isTargetId,
} from '../../policy/identifiers.js';
import { AwsFailure, optionalString, promised, promisedId } from '../collect/aws-failure.js';
import type { AccountItem, ApiRequest, Items, Page, PolicyItem } from '../collect/request.js';
import type { ChatOperation } from './chat-service.js';

/** Operations of AWS Organizations. */
export type OrganizationsOperation = Exclude<keyof Items, ChatOperation>;

/** What is kept of accounts and chat configurations. */
export interface AccountDetails {
  readonly names: boolean;
  readonly emails: boolean;
}

type Send<O extends OrganizationsOperation> = (
  client: OrganizationsClient,
  question: ApiRequest<O>,
  paging: { readonly NextToken: string | undefined; readonly MaxResults: number },
  details: AccountDetails,
) => Promise<Page<O>>;

/** The largest page that AWS gives. */
const MaxResults = 20;

/** Sends one request to AWS Organizations. Only what an organization file holds is kept of the answer. */
export function fetchOrganizations<O extends OrganizationsOperation>(
  client: OrganizationsClient,
  question: ApiRequest<O>,
  token: string | undefined,
  details: AccountDetails,
): Promise<Page<O>> {
  const send: Send<O> = operations[question.operation];
  return send(client, question, { NextToken: token, MaxResults }, details);
}

const operations: { readonly [O in OrganizationsOperation]: Send<O> } = {
  DescribeOrganization: async (client) => {
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    const { Id, MasterAccountId } = promised({ Organization });
    const managementAccountId = promisedId({ MasterAccountId }, isAccountId);
    return { items: [{ id: promisedId({ Id }, isOrganizationId), managementAccountId }] };
  },
  ListRoots: async (client, _, paging) => {
    const { Roots, NextToken } = await client.send(new ListRootsCommand(paging));
    const items = promised({ Roots }).map(({ Id, Name, PolicyTypes }) => ({
      id: promisedId({ Id }, isRootId),
      name: optionalString({ Name }),
      policyTypes: promised({ PolicyTypes }).map(({ Type = '', Status = '' }) => ({
        type: Type,
        status: Status,
      })),
    }));
    return { items, next: NextToken };
  },
  ListOrganizationalUnitsForParent: async (client, { subject: ParentId }, paging) => {
    const input = { ...paging, ParentId };
    const { OrganizationalUnits, NextToken } = await client.send(
      new ListOrganizationalUnitsForParentCommand(input),
    );
    return {
      items: promised({ OrganizationalUnits }).map(({ Id, Name }) => ({
        id: promisedId({ Id }, isOrganizationalUnitId),
        name: optionalString({ Name }),
      })),
      next: NextToken,
    };
  },
  ListAccountsForParent: async (client, { subject: ParentId }, paging, { names, emails }) => {
    const { Accounts, NextToken } = await client.send(
      new ListAccountsForParentCommand({ ...paging, ParentId }),
    );
    const items = promised({ Accounts }).map(
      ({ Id, Name, Email, State, Status }): AccountItem => ({
        id: promisedId({ Id }, isAccountId),
        ...(names && Name !== undefined ? { name: optionalString({ Name }) } : {}),
        ...(emails && Email !== undefined ? { email: optionalString({ Email }) } : {}),
        ...statusOf(optionalString({ State: State ?? Status })),
      }),
    );
    return { items, next: NextToken };
  },
  ListPolicies: async (client, { subject }, paging) => {
    const input = { ...paging, Filter: subject as PolicyType };
    const { Policies, NextToken } = await client.send(new ListPoliciesCommand(input));
    return { items: promised({ Policies }).map((one) => policyItem(one, subject)), next: NextToken };
  },
  DescribePolicy: async (client, { subject: PolicyId }) => {
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
    const { Content, PolicySummary: { Id = PolicyId } = {} } = promised({ Policy });
    if (Id !== PolicyId) throw new AwsFailure('incomplete', `the answer is about \`${Id}\``);
    return { items: [{ content: promised({ Content }) }] };
  },
  ListTagsForResource: async (client, { subject: ResourceId }, { NextToken: token }) => {
    const { Tags, NextToken } = await client.send(
      new ListTagsForResourceCommand({ ResourceId, NextToken: token }),
    );
    return {
      items: promised({ Tags }).map(({ Key, Value }) => ({
        key: promised({ Key }),
        value: optionalString({ Value }),
      })),
      next: NextToken,
    };
  },
  ListTargetsForPolicy: async (client, { subject: PolicyId }, paging) => {
    const { Targets, NextToken } = await client.send(
      new ListTargetsForPolicyCommand({ ...paging, PolicyId }),
    );
    return {
      items: promised({ Targets }).map(({ TargetId }) => ({ id: promisedId({ TargetId }, isTargetId) })),
      next: NextToken,
    };
  },
  ListPoliciesForTarget: async (client, { subject: TargetId, policyType }, paging) => {
    const input = { ...paging, TargetId, Filter: policyType as PolicyType };
    const { Policies, NextToken } = await client.send(new ListPoliciesForTargetCommand(input));
    return { items: promised({ Policies }).map((one) => policyItem(one, policyType)), next: NextToken };
  },
  DescribeEffectivePolicy: async (client, { subject: TargetId, policyType }) => {
    const input = { PolicyType: policyType as EffectivePolicyType, TargetId };
    const answer = await client.send(new DescribeEffectivePolicyCommand(input)).catch(noPolicy);
    if ('none' in answer) return { items: [] };
    const { EffectivePolicy } = answer;
    const { PolicyContent } = promised({ EffectivePolicy });
    return { items: [{ content: promised({ PolicyContent }) }] };
  },
  ListAccountsWithInvalidEffectivePolicy: async (client, { subject }, paging) => {
    const input = { ...paging, PolicyType: subject as EffectivePolicyType };
    const { Accounts, NextToken } = await client.send(
      new ListAccountsWithInvalidEffectivePolicyCommand(input),
    );
    return {
      items: promised({ Accounts }).map(({ Id }) => ({ id: promisedId({ Id }, isAccountId) })),
      next: NextToken,
    };
  },
  ListEffectivePolicyValidationErrors: async (client, { subject: AccountId, policyType }, paging) => {
    const input = { ...paging, AccountId, PolicyType: policyType as EffectivePolicyType };
    const { EffectivePolicyValidationErrors, NextToken } = await client.send(
      new ListEffectivePolicyValidationErrorsCommand(input),
    );
    const items = promised({ EffectivePolicyValidationErrors }).map((error) => ({
      code: error.ErrorCode ?? '',
      path: error.PathToError ?? '',
      policies: error.ContributingPolicies ?? [],
    }));
    return { items, next: NextToken };
  },
};

function isOrganizationId(text: string): boolean {
  return /^o-[a-z0-9]{4,64}$/.test(text);
}

function statusOf(state: string): Pick<AccountItem, 'status'> {
  return state === '' || state === 'ACTIVE' ? {} : { status: state };
}

/** An account that no chat policy applies to has no effective policy. AWS throws the same where the type is not enabled. */
function noPolicy(error: unknown): { readonly EffectivePolicy?: undefined; readonly none: true } {
  if (!(error instanceof EffectivePolicyNotFoundException)) throw error;
  if (!/not enabled/i.test(error.message)) return { none: true };
  const help = 'enable chat policies on the root, and collect the organization again';
  throw new AwsFailure('fatal', 'chat policies are not enabled on the root', help);
}

/** The type is that of the filter where the answer does not repeat it. */
function policyItem({ Id, Name, Type, Description, AwsManaged }: PolicySummary, filter = ''): PolicyItem {
  return {
    id: promisedId({ Id }, isPolicyId),
    name: optionalString({ Name }),
    type: Type ?? filter,
    description: optionalString({ Description }),
    awsManaged: AwsManaged === true,
  };
}
