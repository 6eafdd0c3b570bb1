import type { GuardrailIntent, Intent, RawDocument } from '../intent.js';
import type { Finding } from '../problem.js';
import { compileGuardrail } from '../scp/compile.js';
import { sidsOf } from '../scp/sid.js';
import type { Atlas } from './atlas.js';
import { checkExceptions } from './check-exceptions.js';
import { documentOf } from './document-of.js';
import type { Draft } from './draft.js';
import { inExistingSpelling } from './existing.js';
import { placesOf } from './places.js';

/** Every guardrail as a policy of its own, however long. */
export function guardrailDrafts(
  { guardrails, namePrefix }: Intent,
  atlas: Atlas | undefined,
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
