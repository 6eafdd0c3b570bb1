import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { AttachmentTarget, Organization } from '../../policy/organization/organization.js';
import {
  chatPoliciesEnabled,
  chatPolicyAlong,
  type EffectiveChatPolicy,
} from '../effective/effective-policy.js';
import { actionComparison } from './action-changes.js';
import { channelImpacts } from './channel-impacts.js';
import { type EquivalentAccounts, equivalentAccounts } from './equivalent-accounts.js';
import {
  type Change,
  causeNamer,
  effectOfGroup,
  gainsAccess,
  type Impact,
  missingCauses,
  type OrganizationStates,
  type SettingChange,
} from './impact.js';
import { settingChanges } from './setting-changes.js';

/**
 * Compares two states of one organization and returns what changes for each account and chat configuration. Accounts
 * with the same changes share a group. An account that joins or leaves the organization is compared with one that no
 * policy applies to.
 * @example
 * ```ts
 * import { applyPlan, impactOf } from 'cdktf-chat-guardrails/simulator';
 *
 * const impact = impactOf(organization, applyPlan(organization, plan));
 * ```
 */
export function impactOf(before: Organization, after: Organization, catalogue: ActionCatalogue): Impact {
  const states = { before, after, nameCause: causeNamer(before, after) };
  const compareActions = actionComparison(states, catalogue);
  const compareSettings = settingComparison(states);
  const situations = equivalentAccounts(before, after);
  const groups = grouped(situations, (situation) => [
    ...compareSettings(situation),
    ...compareActions.changes(situation),
  ]);
  const removed = [...before.policies.values()].filter(({ id }) => !after.policies.has(id));
  return {
    accounts: {
      total: situations.length,
      changed: groups.reduce((sum, { accounts }) => sum + accounts.length, 0),
    },
    groups: groups.sort(gainsFirst),
    ...(removed.length === 0 ? {} : { removedPolicies: removed.map(({ name }) => name).sort() }),
    channels: channelImpacts({ ...states, situations }, compareActions),
  };
}

/** Groups that gain access come first, because a reviewer must not miss them; then the largest. */
function gainsFirst(a: Group, b: Group): number {
  const rank = (group: Group): number => (gainsAccess(effectOfGroup(group)) ? 0 : 1);
  return rank(a) - rank(b) || b.accounts.length - a.accounts.length;
}

interface Group {
  readonly accounts: string[];
  readonly changes: readonly Change[];
}

/** Groups accounts by their changes, which are computed once for each set of equivalent accounts. */
function grouped(
  situations: readonly (readonly [accountId: string, accounts: EquivalentAccounts])[],
  changesOf: (situation: EquivalentAccounts) => readonly Change[],
): Group[] {
  const groups = new Map<string, Group>();
  const groupFor = (changes: readonly Change[]): Group => {
    const key = JSON.stringify(changes);
    const group = groups.get(key) ?? { accounts: [], changes };
    groups.set(key, group);
    return group;
  };
  const known = new Map<EquivalentAccounts, Group>();
  for (const [accountId, situation] of situations) {
    const group = known.get(situation) ?? groupFor(changesOf(situation));
    known.set(situation, group);
    group.accounts.push(accountId);
  }
  return [...groups.values()].filter(({ changes }) => changes.length > 0);
}

/** The changes of settings; accounts that inherit the same before and after share their answer. */
function settingComparison({
  before,
  after,
  nameCause,
}: OrganizationStates): (situation: EquivalentAccounts) => readonly SettingChange[] {
  const known = new Map<EffectiveChatPolicy, Map<EffectiveChatPolicy, readonly SettingChange[]>>();
  const policyAlong = { before: chatPolicies(before), after: chatPolicies(after) };
  return ({ paths }) => {
    const was = policyAlong.before(paths.before);
    const is = policyAlong.after(paths.after);
    const byAfter = known.get(was) ?? new Map<EffectiveChatPolicy, readonly SettingChange[]>();
    known.set(was, byAfter);
    const changes =
      byAfter.get(is) ??
      changesBetween(was, is, paths.after).map((change) => ({
        ...change,
        causes: change.causes.map(nameCause),
      }));
    byAfter.set(is, changes);
    return changes;
  };
}

/**
 * The changes of settings. Where chat policies cannot be read, any setting may differ: then there is one change, of the
 * whole chat policy (path `chatbot`), unless the same policies could not be read before.
 */
function changesBetween(
  was: EffectiveChatPolicy,
  is: EffectiveChatPolicy,
  path: readonly AttachmentTarget[],
): readonly SettingChange[] {
  const known = new Set(was.missing.map((part) => JSON.stringify(part)));
  const unknown = is.missing.filter((part) => !known.has(JSON.stringify(part)));
  const isSettled = was.missing.length > 0 && is.missing.length === 0;
  if (unknown.length === 0 && !isSettled) return settingChanges(was, is);
  const causes = missingCauses(unknown, path);
  const before = was.missing.length === 0 ? 'known' : 'unknown';
  const after = isSettled ? 'known' : 'unknown';
  return [{ kind: 'chat-policy', path: ['chatbot'], before, after, effect: 'both', causes }];
}

function chatPolicies(organization: Organization): ReturnType<typeof chatPolicyAlong> {
  return chatPoliciesEnabled(organization) ? chatPolicyAlong(organization) : () => nothingInForce;
}

const nothingInForce: EffectiveChatPolicy = {
  effective: {},
  settings: [],
  dependsOnAttachmentOrder: [],
  missing: [],
};
