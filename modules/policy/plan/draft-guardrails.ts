import type { GuardrailIntent, Intent } from '../intent.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import { type Finding, finding } from '../problems/problem.js';
import { packStatements, statementsOf } from '../scp/pack.js';
import type { JsonValue } from '../text/json.js';
import type { Compiled } from './compile-policies.js';
import { type Draft, documentOf } from './draft.js';
import { inExistingSpelling } from './existing-policy.js';
import { checkExceptions } from './expand-exceptions.js';
import { packGroups } from './pack-guardrails.js';
import { placesOf } from './resolve-targets.js';

/** Every guardrail as a policy of its own, however long. */
export function guardrailDrafts(
  guardrails: readonly Compiled<GuardrailIntent>[],
  { namePrefix }: Intent,
  index: OrganizationIndex | undefined,
  findings: Finding[],
): Draft<GuardrailIntent>[] {
  return guardrails.map(({ policy: guardrail, content: document }) => {
    const content = inExistingSpelling(guardrail, 'SERVICE_CONTROL_POLICY', document, findings);
    const places = placesOf(guardrail, index, findings);
    findings.push(...checkExceptions(guardrail, places, index));
    return {
      ...documentOf(content),
      intent: guardrail,
      type: 'SERVICE_CONTROL_POLICY',
      name: `${namePrefix}${guardrail.name}`,
      places,
    };
  });
}

type GuardrailDraft = Draft<GuardrailIntent>;

/**
 * The policies of guardrails. A guardrail that is too long for one policy becomes several; with `packing`, guardrails
 * of the same targets share policies. Raw documents and existing policies stay as they are.
 */
export function deployedGuardrails(
  drafts: readonly GuardrailDraft[],
  { packing, namePrefix, limits }: Intent,
  findings: Finding[],
): readonly GuardrailDraft[] {
  const limit = limits.serviceControlPolicy.documentCharacters;
  if (packing === undefined) return drafts.flatMap((draft) => spread(draft, limit, namePrefix, findings));
  const own = drafts.filter((draft) => !isShared(draft));
  const shared = drafts.filter(isShared);
  const packed = packGroups(shared, packing, namePrefix, limits, (draft) => {
    findings.push(tooLong(draft, limit));
  });
  return [...own.flatMap((draft) => spread(draft, limit, namePrefix, findings)), ...packed];
}

function spread(
  draft: GuardrailDraft,
  limit: number,
  namePrefix: string,
  findings: Finding[],
): readonly GuardrailDraft[] {
  const { intent, text, content } = draft;
  if (!isOurs(intent) || Buffer.byteLength(text) <= limit) return [draft];
  const { documents, tooLarge } = packStatements(statementsOf(content), limit);
  if (tooLarge.length > 0) {
    // AWS counts characters as documented, but may count bytes.
    const isLonger = Array.from(text).length > limit;
    findings.push({ ...tooLong(draft, limit), severity: isLonger ? 'error' : 'warning' });
    return [draft];
  }
  const { existing, ...others } = intent;
  const names = documents.map((_, index) => (index === 0 ? intent.name : `${intent.name}-${index + 1}`));
  findings.push(finding('guardrail-spread', 'note', intent, { policies: names }));
  return documents.map((document, index) => ({
    ...draft,
    ...documentOf(document.content),
    intent: index === 0 ? intent : { ...others, name: names[index] ?? '' },
    name: `${namePrefix}${names[index]}`,
  }));
}

function isShared({ intent }: GuardrailDraft): boolean {
  return isOurs(intent) && intent.existing === undefined;
}

/** True for a guardrail that is not a document of the user. */
function isOurs({ rule }: GuardrailIntent): boolean {
  return !('content' in rule);
}

function tooLong({ intent, text, content }: GuardrailDraft, limit: number): Finding {
  const count = Array.from(text).length;
  const facts = { count, bytes: Buffer.byteLength(text), limit, part: longestPart(content) };
  return finding('document-too-large', 'error', intent, { rule: 'guardrail', ...facts });
}

/** The longest part of the statements that cannot be split. */
function longestPart(content: JsonValue): 'NotAction' | 'Resource' | 'Condition' {
  const statements = statementsOf(content);
  const lengthOf = (part: string) => JSON.stringify(statements.map((each) => each[part] ?? '')).length;
  const parts = ['NotAction', 'Resource', 'Condition'] as const;
  return parts.reduce((longest, part) => (lengthOf(part) > lengthOf(longest) ? part : longest));
}
