import { checkChatPolicyText } from '../../policy/chatbot/check.js';
import type { ChatChannel, MissingPart, TeamName } from '../../policy/organization/organization.js';
import { organizationVersion } from '../../policy/organization/read-organization.js';
import type { JsonObject, JsonValue } from '../../policy/text/json.js';
import { parseJson } from '../../policy/text/parse-json.js';
import { jsonOf } from '../../policy/text/syntax-tree.js';
import type { Collected, CollectedChat, CollectedPolicy } from './collected.js';
import type { AccountItem, UnitItem } from './request.js';

/**
 * The organization file that was collected, as JSON: OUs sorted by name, everything else by ID. Two collections of the
 * same organization give the same text.
 */
export function assembleOrganization(collected: Collected): JsonObject {
  const { organization, tree, chat } = collected;
  const missing = [...collected.missing];
  const policies = collected.policies.map((policy) => [policy.id, policyOf(policy, missing)] as const);
  const attached = attachmentsOf(collected);
  const target = (id: string): JsonObject => attached.get(id) ?? { policies: [] };
  const unit = ({ id, name }: UnitItem): JsonObject => ({
    id,
    name,
    ...target(id),
    accounts: sorted(tree.accounts.get(id) ?? [], byId).map((account) => ({
      ...accountOf(account, chat?.userRoleAccounts.has(account.id) === true),
      ...target(account.id),
    })),
    organizationalUnits: sorted(tree.units.get(id) ?? [], byName).map(unit),
  });
  return {
    version: organizationVersion,
    ...organization,
    enabledPolicyTypes: tree.root.policyTypes
      .filter(({ status }) => status === 'ENABLED')
      .map(({ type }) => type)
      .sort(),
    root: unit(tree.root),
    policies: Object.fromEntries(sorted(policies, ([id]) => id)),
    ...(chat === undefined ? {} : chatOf(chat)),
    ...(missing.length === 0 ? {} : { missing: unique(sorted(missing, missingKey)).map(plain) }),
  };
}

function chatOf({ channels, workspaces, teams }: CollectedChat): JsonObject {
  return {
    channels: sorted(channels, channelKey).map(plain),
    ...(workspaces.length === 0 ? {} : { workspaces: sorted(workspaces, byId).map(plain) }),
    ...(teams.length === 0 ? {} : { teams: sorted(teams, teamKey).map(plain) }),
  };
}

/** The attachments of every target. The order of chat policies is known only where there is one. */
function attachmentsOf({ policies, targets }: Collected): ReadonlyMap<string, JsonObject> {
  const types = new Map(policies.map(({ id, type }) => [id, type]));
  const attached = new Map<string, string[]>();
  for (const [policy, places] of targets) {
    for (const place of places) {
      const known = attached.get(place);
      if (known === undefined) attached.set(place, [policy]);
      else known.push(policy);
    }
  }
  return new Map(
    [...attached].map(([place, ids]) => {
      const chatPolicies = ids.filter((id) => types.get(id) === 'CHATBOT_POLICY');
      const order = chatPolicies.length < 2 ? {} : { attachmentOrderKnown: false };
      return [place, { policies: ids.sort(), ...order }];
    }),
  );
}

/** A policy; a document that other commands would refuse counts as not read. */
function policyOf(policy: CollectedPolicy, missing: MissingPart[]): JsonObject {
  const { id, name, type, description, awsManaged, tags, content: text } = policy;
  const content = text === undefined ? undefined : contentOf(text, type);
  if (content !== undefined && 'reason' in content) {
    missing.push({ what: 'policy', id, reason: `DescribePolicy: ${content.reason}` });
  }
  return {
    name,
    type,
    awsManaged,
    ...(awsManaged ? {} : { description }),
    ...(tags === undefined ? {} : { tags: Object.fromEntries(sorted(Object.entries(tags), ([key]) => key)) }),
    ...(content !== undefined && 'value' in content ? { content: content.value } : {}),
  };
}

function contentOf(text: string, type: string): { readonly value: JsonValue } | { readonly reason: string } {
  const { tree, findings } = parseJson(text);
  const problems = type === 'CHATBOT_POLICY' ? checkChatPolicyText(text) : findings;
  const error = problems.find(({ severity }) => severity === 'error');
  if (tree?.kind === 'object' && error === undefined) return { value: jsonOf(tree) };
  return { reason: `the document is not valid: ${error?.message ?? 'it is not a JSON object'}` };
}

function accountOf(account: AccountItem, userRoleRequired: boolean): JsonObject {
  const { id, name, email, status } = account;
  const details = Object.entries({ name, email, status }).filter(([, value]) => value !== undefined);
  return {
    id,
    ...(Object.fromEntries(details) as JsonObject),
    ...(userRoleRequired ? { userRoleRequired } : {}),
  };
}

function plain<T extends object>(item: T): JsonObject {
  return { ...item } as JsonObject;
}

function byId({ id }: { readonly id: string }): string {
  return id;
}

/** Names of units are unique below one parent. */
function byName({ name, id }: UnitItem): string {
  return `${name} ${id}`;
}

function channelKey({ accountId, platform, name }: ChatChannel): string {
  return [accountId, platform, name].join(' ');
}

function teamKey({ tenantId, id }: TeamName): string {
  return `${tenantId} ${id}`;
}

function missingKey({ what, id, reason }: MissingPart): string {
  return [what, id, reason].join(' ');
}

/** Sorted parts without duplicates: attachments are read once for each type. */
function unique(parts: readonly MissingPart[]): readonly MissingPart[] {
  return [...new Map(parts.map((part) => [missingKey(part), part])).values()];
}

/** The items, sorted by a key. */
export function sorted<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
