import type { ChatPolicyIntent, GuardrailIntent, Intent, PolicyIntent, RawDocument } from '../intent.js';
import type { Limits } from '../limits.js';
import type { Organization } from '../organization/organization.js';
import { indexOrganization, type OrganizationIndex } from '../organization/organization-index.js';
import { type Finding, finding, hasErrors, type Problem } from '../problems/problem.js';
import { checkDocumentSize } from '../text/check-document-size.js';
import { checkAffectedAccounts } from './check-affected-accounts.js';
import { checkNames } from './check-names.js';
import { checkOwnership } from './check-ownership.js';
import { checkPeers } from './check-peers.js';
import { checkPolicyCount, checkQuotas } from './check-quotas.js';
import { type Compiled, type CompiledPolicies, compilePolicies } from './compile-policies.js';
import { type Draft, documentOf } from './draft.js';
import { deployedGuardrails, guardrailDrafts } from './draft-guardrails.js';
import { checkExisting, existingAt, inExistingSpelling } from './existing-policy.js';
import { checkExceptions, checkManagementAccount, expandExceptions } from './expand-exceptions.js';
import { type AttachmentOrder, orderAttachments } from './order-attachments.js';
import { deployedTags, ownershipTag, removedPolicies, takenOverIn } from './ownership.js';
import type { PlannedPolicy, PlanResult } from './plan.js';
import { placesOf } from './resolve-targets.js';
import { unplannedPolicies } from './unplanned-policies.js';

/**
 * Returns the plan of an intent, checked against the quotas of AWS and, if given, against the organization: targets
 * must exist in it, its other policies count, and exempt accounts of chat policies become targets. Never throws.
 * Paths of problems lead into the configuration.
 */
export function planOf(intent: Intent, organization?: Organization): PlanResult {
  return planCompiled(intent, compilePolicies(intent), organization);
}

/** Returns what `planOf` returns, for an intent whose policies are compiled. */
export function planCompiled(
  intent: Intent,
  compiled: CompiledPolicies,
  organization: Organization | undefined,
): PlanResult {
  const excess = checkPolicyCount(intent);
  if (excess.length > 0) return { plan: undefined, problems: excess };
  const index = organization === undefined ? undefined : indexOrganization(organization);
  const findings: Finding[] = checkNames(intent);
  const chatPolicies = withCurrentPolicies(
    organization,
    compiled.chatPolicies.map((policy) => chatDraft(policy, intent, index, findings)),
  );
  const guardrails = guardrailDrafts(compiled.guardrails, intent, index, findings);
  const deployed = withCurrentPolicies(organization, deployedGuardrails(guardrails, intent, findings));
  const drafts: readonly Draft[] = [...chatPolicies, ...deployed];
  const removed = removedBy(drafts, intent, organization);
  const unplanned = unplannedPolicies(drafts, removed, index);
  const order = orderAttachments(chatPolicies, unplanned, index, findings);
  const problems = distinct([
    ...findings,
    ...checkDeployedNames(intent, deployed),
    ...[...chatPolicies, ...guardrails].flatMap((draft) => checkFields(draft.intent, intent)),
    ...drafts.flatMap((draft) => checkSize(draft, intent)),
    ...drafts.flatMap(checkExisting),
    ...checkOwnership(drafts, removed, intent, index),
    ...guardrails.flatMap((draft) => [
      ...checkManagementAccount(draft, index),
      ...checkAffectedAccounts(draft, index),
    ]),
    ...checkQuotas(drafts, intent.limits, unplanned, index),
    ...checkPeers(chatPolicies, order, unplanned, index),
  ]);
  const policies = drafts.map((draft) => plannedPolicy(draft, order, intent));
  const plan = { policies, environment: intent.environment };
  return { plan: hasErrors(problems) ? undefined : plan, problems };
}

/** Drafts with the policies of the organization that they take over. */
function withCurrentPolicies<I extends ChatPolicyIntent | GuardrailIntent>(
  organization: Organization | undefined,
  drafts: readonly Draft<I>[],
): readonly Draft<I>[] {
  if (organization === undefined) return drafts;
  const takenOver = takenOverIn(organization);
  return drafts.map((draft) => {
    const current = takenOver({ ...draft, existing: draft.intent.existing });
    return current === undefined ? draft : { ...draft, current };
  });
}

function removedBy(
  drafts: readonly Draft[],
  { environment }: Intent,
  organization: Organization | undefined,
) {
  if (organization === undefined) return [];
  const policies = drafts.map((draft) => ({ ...draft, existing: draft.intent.existing }));
  return removedPolicies({ policies, environment }, organization);
}

function chatDraft(
  { policy, content: document }: Compiled<ChatPolicyIntent>,
  { namePrefix }: Intent,
  index: OrganizationIndex | undefined,
  findings: Finding[],
): Draft<ChatPolicyIntent> {
  const content = inExistingSpelling(policy, 'CHATBOT_POLICY', document, findings);
  const places = placesOf(policy, index, findings);
  findings.push(...checkExceptions(policy, places, index));
  return {
    ...documentOf(content),
    intent: policy,
    type: 'CHATBOT_POLICY',
    name: `${namePrefix}${policy.name}`,
    places: expandExceptions(policy, places, index, findings),
  };
}

function isRaw(document: object): document is RawDocument {
  return 'content' in document;
}

/** Generated names: of policies that share guardrails, and of the parts of a long guardrail. */
function checkDeployedNames(intent: Intent, deployed: readonly Draft<GuardrailIntent>[]): Finding[] {
  return checkNames({ ...intent, guardrails: deployed.map((draft) => draft.intent) });
}

/** Documents that are not spread over several policies when they are too long for one. */
function checkSize({ intent, type, text }: Draft, { limits }: Intent): Finding[] {
  const { path } = intent;
  if ('rule' in intent && !isRaw(intent.rule)) return [];
  const { documentCharacters } = type === 'CHATBOT_POLICY' ? limits.chatPolicy : limits.serviceControlPolicy;
  return checkDocumentSize(text, documentCharacters).map((finding) => ({ ...finding, path }));
}

function plannedPolicy(
  { intent, places, ...draft }: Draft,
  order: AttachmentOrder,
  plan: Intent,
): PlannedPolicy {
  const { name: id, description, retention } = intent;
  return {
    id,
    name: draft.name,
    type: draft.type,
    description,
    tags: deployedTags(intent, plan),
    content: draft.content,
    text: draft.text,
    targets: places.map(({ target }) => target),
    retention,
    attachAfter: draft.type === 'CHATBOT_POLICY' ? order.before(id) : [],
    ...existingAt(intent, places),
  };
}

/** Problems without the places in a text that plans know nothing of, each once. */
function distinct(findings: readonly Finding[]): Problem[] {
  const problems = findings.map(({ offset: _, ...problem }): Problem => problem);
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Checks the description and the tags of a policy against the limits of AWS. */
function checkFields(policy: PolicyIntent, intent: Intent): Finding[] {
  return [...checkDescription(policy, intent.limits), ...checkTags(policy, intent)];
}

function checkDescription({ description, name, path }: PolicyIntent, limits: Limits): Finding[] {
  const count = Array.from(description).length;
  const limit = limits.policyDescriptionCharacters;
  if (count <= limit) return [];
  const facts = { policy: name, count, limit };
  return [finding('invalid-description', 'error', { path: [...path, 'description'] }, facts)];
}

function checkTags(policy: PolicyIntent, intent: Intent): Finding[] {
  const { name, tags, path } = policy;
  const { tagsPerPolicy: limit } = intent.limits;
  const findings = Object.keys(tags).flatMap((key) => checkTag(policy, key, intent));
  const count = Object.keys(deployedTags(policy, intent)).length;
  if (count <= limit) return findings;
  const isTagged = count > Object.keys(tags).length;
  const facts = { rule: isTagged ? 'too-many-with-ours' : 'too-many', policy: name, count, limit } as const;
  return [...findings, finding('invalid-tag', 'error', { path: [...path, 'tags'] }, facts)];
}

function checkTag(policy: PolicyIntent, key: string, intent: Intent): Finding[] {
  const { name, tags, path, existing } = policy;
  const { tagKeyCharacters, tagValueCharacters } = intent.limits;
  const [keyLength, valueLength] = [Array.from(key).length, Array.from(tags[key] ?? '').length];
  const about = { policy: name, key };
  const isOurs = key === ownershipTag && intent.ownershipTag && existing === undefined;
  const found = [
    keyLength === 0 && ({ rule: 'no-key', ...about } as const),
    keyLength > tagKeyCharacters &&
      ({ rule: 'long-key', ...about, count: keyLength, limit: tagKeyCharacters } as const),
    valueLength > tagValueCharacters &&
      ({ rule: 'long-value', ...about, count: valueLength, limit: tagValueCharacters } as const),
    /^aws:/i.test(key) && ({ rule: 'reserved-key', ...about } as const),
    isOurs && tags[key] !== intent.environment && ({ rule: 'ownership-key', ...about } as const),
  ];
  return found.flatMap((facts) =>
    facts === false ? [] : [finding('invalid-tag', 'error', { path: [...path, 'tags', key] }, facts)],
  );
}
