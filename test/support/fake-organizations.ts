import { AwsFailure } from '../../modules/inventory/collect/aws-failure.js';
import {
  type ApiRequest,
  type FetchPage,
  type Items,
  keyOf,
  type Operation,
  type Page,
} from '../../modules/inventory/collect/request.js';
import type {
  AttachmentTarget,
  Organization,
  OrganizationalUnit,
} from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import type { JsonObject } from '../../modules/policy/text/json.js';

/** An AWS in memory that answers in pages of twenty and counts what it is asked. */
export interface FakeOrganizations {
  readonly askPage: FetchPage;
  /** Requests by operation. */
  readonly requests: Map<Operation, number>;
  /** The keys of all requests, in their order. */
  readonly log: string[];
  /** Called before every request; throw to refuse it. */
  onRequest: (question: ApiRequest, nth: number) => void;
}

/** AWS as it is when it has the organization of a file. */
export function fakeOrganizations(file: JsonObject): FakeOrganizations {
  const { organization, findings } = readOrganization(file);
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  const requests = new Map<Operation, number>();
  const fake: FakeOrganizations = {
    requests,
    log: [],
    onRequest: () => undefined,
    askPage: async <O extends Operation>(
      question: ApiRequest<O>,
      token: string | undefined,
    ): Promise<Page<O>> => {
      const { operation } = question;
      requests.set(operation, (requests.get(operation) ?? 0) + 1);
      fake.log.push(keyOf(question));
      fake.onRequest(question, fake.log.length);
      const all = answer(organization, question) as readonly Items[O][];
      const from = Number(token ?? 0);
      const next = from + 20 < all.length ? String(from + 20) : undefined;
      return { items: all.slice(from, from + 20), next };
    },
  };
  return fake;
}

function answer(
  organization: Organization,
  { operation, subject, policyType }: ApiRequest,
): readonly unknown[] {
  const { id, managementAccountId, enabledPolicyTypes, root, policies } = organization;
  const target = (): AttachmentTarget => found(placesOf(root).find((place) => place.id === subject));
  const unit = (): OrganizationalUnit => found(unitsOf(root).find((place) => place.id === subject));
  const items = [...policies.values()].map(({ content: _, tags: __, description = '', ...policy }) => ({
    ...policy,
    description,
  }));
  switch (operation) {
    case 'DescribeOrganization':
      return [{ id, managementAccountId }];
    case 'ListRoots': {
      const policyTypes = enabledPolicyTypes.map((type) => ({ type, status: 'ENABLED' }));
      return [{ id: root.id, name: root.name, policyTypes }];
    }
    case 'ListOrganizationalUnitsForParent':
      return unit().organizationalUnits.map((one) => ({ id: one.id, name: one.name }));
    case 'ListAccountsForParent':
      return unit().accounts.map(({ id, name, status }) => ({
        ...{ id, name },
        ...(status === undefined ? {} : { status }),
      }));
    case 'ListPolicies':
      return items.filter(({ type }) => type === subject);
    case 'DescribePolicy':
      return [{ content: JSON.stringify(found(policies.get(subject)).content) }];
    case 'ListTagsForResource':
      return Object.entries(found(policies.get(subject)).tags ?? {}).map(([key, value]) => ({ key, value }));
    case 'ListTargetsForPolicy':
      return placesOf(root)
        .filter((place) => place.policies.includes(subject))
        .map((place) => ({ id: place.id }));
    case 'ListPoliciesForTarget':
      return items.filter((policy) => policy.type === policyType && target().policies.includes(policy.id));
    case 'DescribeSlackWorkspaces':
      return organization.workspaces ?? [];
    case 'ListMicrosoftTeamsConfiguredTeams':
      return organization.teams ?? [];
    case 'DescribeSlackUserIdentities':
    case 'ListMicrosoftTeamsUserIdentities':
      return channelsOf(organization, operation, subject).flatMap(({ name, users = [] }) =>
        users.map((user) => ({ ...user, configuration: name })),
      );
    case 'GetAccountPreferences':
      return [
        { userRoleRequired: placesOf(root).some((one) => one.id === subject && 'userRoleRequired' in one) },
      ];
    default:
      return channelsOf(organization, operation, subject).map(({ users: _, ...channel }) => channel);
  }
}

/** The chat configurations of an account on the platform of the operation. */
function channelsOf({ channels }: Organization, operation: Operation, account: string) {
  return channels.filter(
    ({ accountId, platform }) =>
      accountId === account && operation.toLowerCase().includes(platform.replace('_', '')),
  );
}

function unitsOf(unit: OrganizationalUnit): readonly OrganizationalUnit[] {
  return [unit, ...unit.organizationalUnits.flatMap(unitsOf)];
}

function placesOf(unit: OrganizationalUnit): readonly AttachmentTarget[] {
  return unitsOf(unit).flatMap((one) => [one, ...one.accounts]);
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new AwsFailure('gone', 'NotFoundException');
  return value;
}
