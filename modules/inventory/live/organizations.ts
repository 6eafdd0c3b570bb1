import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsForParentCommand,
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
import { promised } from '../collect/aws-failure.js';
import type { AccountItem, ApiRequest, Items, Page, PolicyItem } from '../collect/request.js';

/** Operations of AWS Organizations. */
export type OrganizationsOperation = Exclude<keyof Items, `${string}Configurations`>;

/** What of the accounts is left out. */
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

/** Asks AWS Organizations once. Of an answer only what an organization file holds is kept. */
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
    return { items: [{ id: promised({ Id }), managementAccountId: promised({ MasterAccountId }) }] };
  },
  ListRoots: async (client, _, paging) => {
    const { Roots, NextToken } = await client.send(new ListRootsCommand(paging));
    const items = promised({ Roots }).map(({ Id, Name = '', PolicyTypes = [] }) => ({
      id: promised({ Id }),
      name: Name,
      policyTypes: PolicyTypes.map(({ Type = '', Status = '' }) => ({ type: Type, status: Status })),
    }));
    return { items, next: NextToken };
  },
  ListOrganizationalUnitsForParent: async (client, { subject: ParentId }, paging) => {
    const input = { ...paging, ParentId };
    const { OrganizationalUnits, NextToken } = await client.send(
      new ListOrganizationalUnitsForParentCommand(input),
    );
    return {
      items: promised({ OrganizationalUnits }).map(({ Id, Name = '' }) => ({
        id: promised({ Id }),
        name: Name,
      })),
      next: NextToken,
    };
  },
  ListAccountsForParent: async (client, { subject: ParentId }, paging, { names, emails }) => {
    const { Accounts, NextToken } = await client.send(
      new ListAccountsForParentCommand({ ...paging, ParentId }),
    );
    const items = promised({ Accounts }).map(
      ({ Id, Name, Email }): AccountItem => ({
        id: promised({ Id }),
        ...(names && Name !== undefined ? { name: Name } : {}),
        ...(emails && Email !== undefined ? { email: Email } : {}),
      }),
    );
    return { items, next: NextToken };
  },
  ListPolicies: async (client, { subject }, paging) => {
    const input = { ...paging, Filter: subject as PolicyType };
    const { Policies, NextToken } = await client.send(new ListPoliciesCommand(input));
    return { items: promised({ Policies }).map(policyItem), next: NextToken };
  },
  DescribePolicy: async (client, { subject: PolicyId }) => {
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
    const { Content } = promised({ Policy });
    return { items: [{ content: promised({ Content }) }] };
  },
  ListTagsForResource: async (client, { subject: ResourceId }, { NextToken: token }) => {
    const { Tags, NextToken } = await client.send(
      new ListTagsForResourceCommand({ ResourceId, NextToken: token }),
    );
    return {
      items: promised({ Tags }).map(({ Key = '', Value = '' }) => ({ key: Key, value: Value })),
      next: NextToken,
    };
  },
  ListTargetsForPolicy: async (client, { subject: PolicyId }, paging) => {
    const { Targets, NextToken } = await client.send(
      new ListTargetsForPolicyCommand({ ...paging, PolicyId }),
    );
    return {
      items: promised({ Targets }).map(({ TargetId }) => ({ id: promised({ TargetId }) })),
      next: NextToken,
    };
  },
  ListPoliciesForTarget: async (client, { subject: TargetId, policyType }, paging) => {
    const input = { ...paging, TargetId, Filter: policyType as PolicyType };
    const { Policies, NextToken } = await client.send(new ListPoliciesForTargetCommand(input));
    return { items: promised({ Policies }).map(policyItem), next: NextToken };
  },
};

function policyItem({ Id, Name = '', Type = 'SERVICE_CONTROL_POLICY', ...rest }: PolicySummary): PolicyItem {
  const { Description = '', AwsManaged = false } = rest;
  return { id: promised({ Id }), name: Name, type: Type, description: Description, awsManaged: AwsManaged };
}
