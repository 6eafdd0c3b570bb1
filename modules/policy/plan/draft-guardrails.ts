import type { GuardrailIntent, Intent, RawDocument } from '../intent.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import type { Finding } from '../problems/problem.js';
import { compileGuardrail } from '../scp/compile.js';
import { packStatements, statementsOf } from '../scp/pack.js';
import { sidsOf } from '../scp/sid.js';
import type { JsonValue } from '../text/json.js';
import { quoted } from '../text/quote.js';
import { type Draft, documentOf } from './draft.js';
import { inExistingSpelling } from './existing-policy.js';
import { checkExceptions } from './expand-exceptions.js';
import { packGroups } from './pack-guardrails.js';
import { placesOf } from './resolve-targets.js';

/** Every guardrail as a policy of its own, however long. */
export function guardrailDrafts(
  { guardrails, namePrefix }: Intent,
  atlas: OrganizationIndex | undefined,
  findings: Finding[],
): Draft<GuardrailIntent>[] {
  const sids = sidsOf(guardrails.map(({ name }) => name));
  return guardrails.map((guardrail) => {
    const { rule, except, name } = guardrail;
    const said = isRaw(rule)
      ? rule.content
      : compileGuardrail(rule, { except, sid: rule.sid ?? sids.get(name) ?? '' });
    const content = inExistingSpelling(guardrail, 'SERVICE_CONTROL_POLICY', said, findings);
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

function isRaw(rule: GuardrailIntent['rule']): rule is RawDocument {
  return 'content' in rule;
}

type GuardrailDraft = Draft<GuardrailIntent>;

/**
 * The policies that guardrails become. One that is too long for a policy is spread over several; where the intent
 * says so, those of the same targets share policies. Raw documents and policies that exist already stay as they are.
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
    // It stays as it is, so that it is AWS who judges where the bytes alone are too many.
    const severity = isLonger(text, limit) ? 'error' : 'warning';
    findings.push({ ...tooLong(draft, limit), severity });
    return [draft];
  }
  const { existing, ...others } = intent;
  const names = documents.map((_, index) => (index === 0 ? intent.name : `${intent.name}-${index + 1}`));
  findings.push({
    kind: 'guardrail-spread',
    severity: 'note',
    path: intent.path,
    message: `too long for one policy; it becomes ${names.map(quoted).join(', ')}`,
    help: 'each of them takes a slot on every target',
  });
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

/** Written in our words, and not in a document of the user's own. */
function isOurs({ rule }: GuardrailIntent): boolean {
  return !('content' in rule);
}

function tooLong({ intent, text, content }: GuardrailDraft, limit: number): Finding {
  const characters = Array.from(text).length;
  return {
    kind: 'document-too-large',
    severity: 'error',
    path: intent.path,
    message: isLonger(text, limit)
      ? `${characters} characters; AWS takes at most ${limit}`
      : `${characters} characters, but ${Buffer.byteLength(text)} bytes; AWS's limit is ${limit} characters and may count bytes`,
    help: shorten[longestPart(content)],
  };
}

/** In characters, as AWS counts. */
function isLonger(text: string, limit: number): boolean {
  return Array.from(text).length > limit;
}

const shorten = {
  NotAction:
    'an allow-list cannot be spread over several policies: each would deny what the others allow; let wildcards stand for several actions',
  Resource:
    'its resources leave no room for actions: let wildcards stand for several of them, or spread them over several guardrails',
  Condition: 'its conditions leave no room for actions: name units instead of accounts, or use wildcards',
} as const;

/** What takes the most room of all that cannot be spread. */
function longestPart(content: JsonValue): keyof typeof shorten {
  const statements = statementsOf(content);
  const lengthOf = (part: string) => JSON.stringify(statements.map((each) => each[part] ?? '')).length;
  const parts = ['NotAction', 'Resource', 'Condition'] as const;
  return parts.reduce((longest, part) => (lengthOf(part) > lengthOf(longest) ? part : longest));
}
