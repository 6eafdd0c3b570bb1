import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { type AttachmentTarget, accountsOf, type Organization } from '../../policy/organization.js';
import { chatPoliciesEnabled, type EffectiveChatPolicy, effectiveChatPolicies } from '../effective.js';
import { actionComparison, type Ways } from './action-changes.js';
import { channelImpacts } from './channel-impacts.js';
import type { Change, Impact, ImpactGroup, SettingChange } from './impact.js';
import { settingChanges } from './setting-changes.js';

/**
 * What changes for every account between two pictures of one organization, and for its chat configurations.
 * Accounts with the same changes stand in one group. An account that is in one picture only is left out.
 */
export function impactOf(before: Organization, after: Organization, catalogue: ActionCatalogue): Impact {
  const compareActions = actionComparison(before, after, catalogue);
  const compareSettings = settingComparison(before, after);
  const ways = waysOf(before, after);
  const textOf = texts();
  const groups = new Map<string, { accounts: string[]; readonly changes: readonly Change[] }>();
  for (const [accountId, way] of ways) {
    const settings = compareSettings(accountId);
    const actions = compareActions(accountId, way);
    if (settings.length + actions.length === 0) continue;
    const changes = [...settings, ...actions];
    const key = `${textOf(settings)} ${textOf(actions)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { accounts: [accountId], changes });
    else group.accounts.push(accountId);
  }
  const sorted = [...groups.values()].sort((a, b) => b.accounts.length - a.accounts.length);
  const changed = sorted.reduce((sum, { accounts }) => sum + accounts.length, 0);
  return {
    accounts: { total: ways.size, changed },
    groups: sorted satisfies readonly ImpactGroup[],
    channels: channelImpacts(before, after, ways, compareActions),
  };
}

/** Changes as a text; many accounts share a list, which is written once. */
function texts(): (changes: readonly Change[]) => string {
  const known = new Map<readonly Change[], string>();
  return (changes) => {
    const text = known.get(changes) ?? JSON.stringify(changes);
    known.set(changes, text);
    return text;
  };
}

/** Every account of both pictures with its ways, in the order of the tree after the change. */
function waysOf(before: Organization, after: Organization): ReadonlyMap<string, Ways> {
  const old = new Map<string, readonly AttachmentTarget[]>();
  for (const { account, units } of accountsOf(before)) old.set(account.id, [...units, account]);
  const ways = new Map<string, Ways>();
  for (const { account, units } of accountsOf(after)) {
    const way = old.get(account.id);
    if (way !== undefined) ways.set(account.id, { before: way, after: [...units, account] });
  }
  return ways;
}

/** The changes of settings by account; accounts that inherit the same before and after share their answer. */
function settingComparison(
  before: Organization,
  after: Organization,
): (accountId: string) => readonly SettingChange[] {
  const old = policiesOf(before);
  const now = policiesOf(after);
  const known = new Map<EffectiveChatPolicy, Map<EffectiveChatPolicy, readonly SettingChange[]>>();
  const nameOf = (id: string): string => (after.policies.get(id) ?? before.policies.get(id))?.name ?? id;
  return (accountId) => {
    const policies = [old.get(accountId), now.get(accountId)] as const;
    const [was, is] = policies;
    if (was === undefined || is === undefined) return none;
    const byAfter = known.get(was) ?? new Map<EffectiveChatPolicy, readonly SettingChange[]>();
    known.set(was, byAfter);
    const changes = byAfter.get(is) ?? settingChanges(was, is, nameOf);
    byAfter.set(is, changes);
    return changes;
  };
}

function policiesOf(organization: Organization): ReadonlyMap<string, EffectiveChatPolicy> {
  const policies = new Map<string, EffectiveChatPolicy>();
  const enabled = chatPoliciesEnabled(organization);
  for (const { account, policy } of effectiveChatPolicies(organization)) {
    policies.set(account.id, enabled ? policy : nothingInForce);
  }
  return policies;
}

const none: readonly SettingChange[] = [];

const nothingInForce: EffectiveChatPolicy = {
  effective: {},
  settings: [],
  dependsOnAttachmentOrder: [],
  missing: [],
};
