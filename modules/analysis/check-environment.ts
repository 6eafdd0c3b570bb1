import type { ChatPolicyIntent, Intent } from '../policy/intent.js';
import { policyTypes } from '../policy/limits.js';
import type { Organization } from '../policy/organization/organization.js';
import {
  indexOrganization,
  type OrganizationIndex,
  type OrganizationNode,
  spotOf,
} from '../policy/organization/organization-index.js';
import type { Compiled } from '../policy/plan/compile-policies.js';
import { type Plan, renderTarget } from '../policy/plan/plan.js';
import { type Finding, finding, type Problem } from '../policy/problems/problem.js';
import type { JsonValue } from '../policy/text/json.js';
import { applyPlan } from '../simulator/apply-plan.js';
import { type ChatId, chatIdsIn, idsInUse, type KnownIds } from '../simulator/effective/chat-ids.js';
import { chatLevels } from '../simulator/effective/effective-policy.js';
import { checkChannels } from './check-channels.js';
import { checkInheritance, unresolved } from './check-inheritance.js';
import { checkRemovals, type WrittenPolicy } from './check-removals.js';
import { checkSessions } from './check-sessions.js';
import { checkSimilarIds } from './check-similar-ids.js';
import { checkStoppedChat } from './check-stopped-chat.js';
import { organizationOfPlan } from './organization-of-plan.js';

/** The workspace of the configuration that `init` writes; it does not exist. */
export const placeholderWorkspace = 'T0REPLACEME';

/** One environment of a configuration, its plan and its organization. */
export interface CheckedEnvironment {
  readonly intent: Intent;
  /** Those of the intent, with their documents. */
  readonly chatPolicies: readonly Compiled<ChatPolicyIntent>[];
  /** Undefined where the intent cannot be planned. */
  readonly plan: Plan | undefined;
  /** As it is before the plan. Undefined where there is no organization file. */
  readonly organization: Organization | undefined;
  /** Whether every part of the configuration could be read; where not, a list above may lack items. */
  readonly isComplete: boolean;
}

/**
 * The problems of every environment that need its plan or its organization, in the order of the environments. `found` are
 * the problems of each policy without the others; those that the policies around it resolve are left out. Paths lead into
 * the configuration, except that those of problems of the organization itself are empty.
 */
export function checkEnvironments(
  environments: readonly (CheckedEnvironment & { readonly found: readonly Problem[] })[],
): readonly (readonly Problem[])[] {
  const inUse = new Map<object, KnownIds>();
  for (const { organization, intent } of environments) {
    const { chatNames } = intent;
    const key = organization ?? chatNames;
    const known = organization ?? (chatNames && { channels: [], policies: new Map(), chatNames });
    if (key !== undefined && known !== undefined && !inUse.has(key)) inUse.set(key, idsInUse(known));
  }
  const policiesNaming = policiesByIds(environments);
  return environments.map((environment) => {
    const { organization, intent, found } = environment;
    const own = new Set(intent.chatPolicies.map(keyOf));
    const isUsed = (id: ChatId): boolean =>
      [...inUse.values()].some((ids) => ids[id.what].has(id.id)) ||
      [...policiesNaming(id)].some((policy) => !own.has(policy));
    const idsHere = inUse.get(organization ?? intent.chatNames ?? intent);
    return [...checkPlanned(environment, found), ...checkReferences(environment, idsHere, isUsed)];
  });
}

/** A function that returns the keys of the chat policies that name an ID. Environments share some policies. */
function policiesByIds(environments: readonly CheckedEnvironment[]): (id: ChatId) => ReadonlySet<string> {
  const policies = new Map(
    environments.flatMap(({ chatPolicies }) =>
      chatPolicies.map(({ policy, content }) => [keyOf(policy), content]),
    ),
  );
  const naming = new Map<string, Set<string>>();
  for (const [key, content] of policies) {
    for (const { what, id } of chatIdsIn(content)) {
      const name = `${what} ${id}`;
      naming.set(name, (naming.get(name) ?? new Set()).add(key));
    }
  }
  return ({ what, id }) => naming.get(`${what} ${id}`) ?? new Set();
}

function keyOf({ path }: ChatPolicyIntent): string {
  return JSON.stringify(path);
}

function checkPlanned(
  { intent, plan, organization, isComplete }: CheckedEnvironment,
  found: readonly Problem[],
): readonly Problem[] {
  if (plan === undefined) return found;
  const after = organization === undefined ? organizationOfPlan(plan) : applyPlan(organization, plan);
  const levels = [...chatLevels(after)];
  const written = writtenPolicies(intent, plan, after);
  return [
    ...unresolved(found, levels, written),
    ...checkInheritance(after, levels, written),
    ...(organization === undefined || !isComplete ? [] : checkRemovals(levels, (id) => written.get(id))),
    ...(organization === undefined ? [] : checkStoppedChat(plan, after)),
    ...(organization === undefined ? [] : checkEnabledTypes(plan, organization)),
  ];
}

/**
 * Warns about types of the plan's policies that are not enabled: AWS refuses to attach policies of such a type.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html (read 2026-11-30)
 */
function checkEnabledTypes({ policies }: Plan, { enabledPolicyTypes, root }: Organization): Finding[] {
  return policyTypes.flatMap((type) => {
    const count = policies.filter((policy) => policy.type === type).length;
    if (count === 0 || enabledPolicyTypes.includes(type)) return [];
    return finding('policy-type-not-enabled', 'warning', { path: [] }, { type, root: root.id, count });
  });
}

/** The chat policies of the configuration by their IDs in the organization after the plan. */
function writtenPolicies(
  { chatPolicies }: Intent,
  plan: Plan,
  after: Organization,
): ReadonlyMap<string, WrittenPolicy> {
  const byName = new Map(
    chatPolicies.map(({ name, path, settings }) => [name, { name, path, isDocument: 'content' in settings }]),
  );
  const planned = new Map(
    plan.policies.flatMap(({ type, name, id }) =>
      type === 'CHATBOT_POLICY' ? [[name, byName.get(id)] as const] : [],
    ),
  );
  const policies = [...after.policies.values()].flatMap(({ id, name, type }) => {
    const policy = type === 'CHATBOT_POLICY' ? planned.get(name) : undefined;
    return policy === undefined ? [] : [[id, policy] as const];
  });
  return new Map(policies);
}

function checkReferences(
  { intent, chatPolicies, organization }: CheckedEnvironment,
  inUse: KnownIds | undefined,
  isUsed: (id: ChatId) => boolean,
): readonly Finding[] {
  const similar =
    inUse === undefined
      ? []
      : chatPolicies.flatMap(({ policy, content }) => checkSimilarIds(policy, content, inUse, isUsed));
  const placeholders = chatPolicies.flatMap(({ policy, content }) => checkPlaceholder(policy, content));
  if (organization === undefined) return [...placeholders, ...similar];
  const index = indexOrganization(organization);
  return [
    ...intent.guardrails.flatMap((guardrail) => checkSessions(guardrail, index)),
    ...placeholders,
    ...similar,
    ...checkSuspended(intent, index),
    ...checkChannels(organization, () => ['organization']),
  ];
}

/** The workspace of the starter configuration, where it was not replaced. */
function checkPlaceholder({ path }: ChatPolicyIntent, content: JsonValue): readonly Finding[] {
  const first = chatIdsIn(content).find(({ id }) => id === placeholderWorkspace);
  if (first === undefined) return [];
  const at = { path: [...path, ...first.place] };
  return [finding('placeholder-workspace', 'warning', at, { found: placeholderWorkspace })];
}

/**
 * Accounts that are suspended or closed among the targets, and below them where they are OUs: AWS keeps the attachment,
 * but nothing can run in the account. An account below several targets is reported at the first of them.
 */
function checkSuspended({ chatPolicies, guardrails }: Intent, index: OrganizationIndex): Finding[] {
  const all = [...index.spots.values()].filter(({ node }) => inactive.has(node.status ?? ''));
  const targets =
    all.length === 0 ? [] : [...chatPolicies, ...guardrails].flatMap((policy) => policy.targets);
  const places = targets.map(({ target, path }) => ({ target, path, place: spotOf(index, target) }));
  const known = new Set(places.map(({ place }) => place));
  return places.flatMap(({ target, path, place }) => {
    const isHere = (account: OrganizationNode): boolean =>
      account === place || (!known.has(account) && isBelow(account, place));
    const own = all.filter(isHere);
    for (const account of own) known.add(account);
    const accounts = own.map(({ node }) => node.id);
    const [first] = own;
    if (first === undefined) return [];
    const { id: account, status = '' } = first.node;
    const below = first === place ? {} : { target: renderTarget(target), accounts };
    return [finding('suspended-target', 'note', { path }, { account, status, ...below })];
  });
}

function isBelow({ parent }: OrganizationNode, place: OrganizationNode | undefined): boolean {
  return parent !== undefined && (parent === place || isBelow(parent, place));
}

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html (read 2026-11-30) */
const inactive: ReadonlySet<string> = new Set(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED']);
