import type { ChatChannel, MissingPart } from '../../policy/organization/organization.js';
import { organizationVersion } from '../../policy/organization/read-organization.js';
import type { JsonObject, JsonValue } from '../../policy/text/json.js';
import type { Collected, CollectedPolicy } from './collected.js';
import type { AccountItem, UnitItem } from './request.js';

/**
 * The organization file that was collected, as JSON: units by name, everything else by id, so that two collections
 * of the same organization are the same text.
 */
export function assembleOrganization(collected: Collected): JsonObject {
  const { organization, tree, channels } = collected;
  const missing = [...collected.missing];
  const policies = collected.policies.map((policy) => [policy.id, policyOf(policy, missing)] as const);
  const attached = attachmentsOf(collected);
  const target = (id: string): JsonObject => attached.get(id) ?? { policies: [] };
  const unit = ({ id, name }: UnitItem): JsonObject => ({
    id,
    name,
    ...target(id),
    accounts: sorted(tree.accounts.get(id) ?? [], byId).map((account) => ({
      ...accountOf(account),
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
    ...(channels === undefined ? {} : { channels: sorted(channels, channelKey).map(plain) }),
    ...(missing.length === 0 ? {} : { missing: sorted(missing, missingKey).map(plain) }),
  };
}

/** The attachments of every target; the order of chat policies is known where there is but one. */
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

/** A policy; a document that is no JSON counts as not read. */
function policyOf(policy: CollectedPolicy, missing: MissingPart[]): JsonObject {
  const { id, name, type, description, awsManaged, tags, content: text } = policy;
  const content = text === undefined ? undefined : parsed(text);
  if (text !== undefined && content === undefined) {
    missing.push({ what: 'policy', id, reason: 'the document is no JSON' });
  }
  return {
    name,
    type,
    awsManaged,
    ...(awsManaged ? {} : { description }),
    ...(tags === undefined ? {} : { tags: Object.fromEntries(sorted(Object.entries(tags), ([key]) => key)) }),
    ...(content === undefined ? {} : { content }),
  };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function accountOf({ id, name, email }: AccountItem): JsonObject {
  return { id, ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
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

function missingKey({ what, id, reason }: MissingPart): string {
  return [what, id, reason].join(' ');
}

function sorted<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
