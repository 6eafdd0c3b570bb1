import { compileChatPolicy } from './chatbot/compile.js';
import { checkDocumentSize } from './check-document-size.js';
import type { ChatPolicyIntent, GuardrailIntent, Intent, RawDocument } from './intent.js';
import type { JsonValue } from './json.js';
import type { Organization } from './organization.js';
import type { PlannedPolicy, PlanResult } from './plan.js';
import { type Atlas, atlasOf } from './planning/atlas.js';
import { checkExceptions } from './planning/check-exceptions.js';
import { checkFields } from './planning/check-fields.js';
import { checkManagementAccount } from './planning/check-management-account.js';
import { checkNames } from './planning/check-names.js';
import { checkPeers } from './planning/check-peers.js';
import { checkQuotas } from './planning/check-quotas.js';
import type { Draft } from './planning/draft.js';
import { checkExisting, existingAt } from './planning/existing.js';
import { expandExceptions } from './planning/expand-exceptions.js';
import { type AttachmentOrder, orderAttachments } from './planning/order-attachments.js';
import { placesOf } from './planning/places.js';
import { type Finding, hasErrors, type Problem } from './problem.js';
import { compileGuardrail } from './scp/compile.js';
import { sidsOf } from './scp/sid.js';

/**
 * The plan that an intent stands for, held against the quotas of AWS and, where it is given, against the
 * organization: targets are looked up there, slots that others take are counted, exceptions of chat policies
 * become targets. Never throws; paths of problems lead into the configuration.
 */
export function planOf(intent: Intent, organization?: Organization): PlanResult {
  const atlas = organization === undefined ? undefined : atlasOf(organization);
  const findings: Finding[] = checkNames(intent);
  const chatPolicies = intent.chatPolicies.map((policy) => chatDraft(policy, intent, atlas, findings));
  const guardrails = guardrailDrafts(intent, atlas, findings);
  const drafts: readonly Draft[] = [...chatPolicies, ...guardrails];
  const order = orderAttachments(chatPolicies, atlas, findings);
  findings.push(
    ...drafts.flatMap((draft) => checkFields(draft.intent, intent.limits)),
    ...drafts.flatMap((draft) => checkSize(draft, intent)),
    ...drafts.flatMap(checkExisting),
    ...guardrails.flatMap((draft) => checkManagementAccount(draft, atlas)),
    ...checkQuotas(drafts, intent.limits, atlas),
    ...checkPeers(chatPolicies, order, atlas),
  );
  const problems = findings.map(({ offset: _, ...problem }): Problem => problem);
  const plan = { policies: drafts.map((draft) => plannedPolicy(draft, order)) };
  return { plan: hasErrors(problems) ? undefined : plan, problems };
}

function chatDraft(
  policy: ChatPolicyIntent,
  { namePrefix }: Intent,
  atlas: Atlas | undefined,
  findings: Finding[],
): Draft<ChatPolicyIntent> {
  const { settings } = policy;
  const content = isRaw(settings) ? settings.content : compileChatPolicy(settings);
  const places = placesOf(policy, atlas, findings);
  findings.push(...checkExceptions(policy, places, atlas));
  return {
    ...documentOf(content),
    intent: policy,
    type: 'CHATBOT_POLICY',
    name: `${namePrefix}${policy.name}`,
    places: expandExceptions(policy, places, atlas, findings),
  };
}

function guardrailDrafts(
  { guardrails, namePrefix }: Intent,
  atlas: Atlas | undefined,
  findings: Finding[],
): Draft<GuardrailIntent>[] {
  const sids = sidsOf(guardrails.map(({ name }) => name));
  return guardrails.map((guardrail) => {
    const { rule, except, name } = guardrail;
    const content = isRaw(rule)
      ? rule.content
      : compileGuardrail(rule, { except, sid: rule.sid ?? sids.get(name) ?? '' });
    const places = placesOf(guardrail, atlas, findings);
    findings.push(...checkExceptions(guardrail, places, atlas));
    return {
      ...documentOf(content),
      intent: guardrail,
      type: 'SERVICE_CONTROL_POLICY',
      name: `${namePrefix}${name}`,
      places,
    };
  });
}

/** The document as it is sent: white space counts against the limit, so there is none. */
function documentOf(content: JsonValue): { readonly content: JsonValue; readonly text: string } {
  return { content, text: JSON.stringify(content) };
}

function isRaw(document: object): document is RawDocument {
  return 'content' in document;
}

function checkSize({ intent: { path }, type, text }: Draft, { limits }: Intent): Finding[] {
  const { documentCharacters } = type === 'CHATBOT_POLICY' ? limits.chatPolicy : limits.serviceControlPolicy;
  return checkDocumentSize(text, documentCharacters).map((finding) => ({ ...finding, path }));
}

function plannedPolicy({ intent, places, ...draft }: Draft, order: AttachmentOrder): PlannedPolicy {
  const { name: id, description, tags, retention } = intent;
  return {
    id,
    name: draft.name,
    type: draft.type,
    description,
    tags,
    content: draft.content,
    text: draft.text,
    targets: places.map(({ target }) => target),
    retention,
    attachAfter: draft.type === 'CHATBOT_POLICY' ? order.before(id) : [],
    ...existingAt(intent, places),
  };
}
