import type { Limits } from '../policy/limits.js';
import type { Plan, PlannedPolicy } from '../policy/plan/plan.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import type { JsonValue } from '../policy/text/json.js';
import { quoted } from '../policy/text/quote.js';
import { resourceName } from './hcl.js';

/** What a plan can be and its exported module cannot: two policies at one address, a document that Terraform lengthens. */
export function checkExport({ policies }: Plan, limits: Limits): Finding[] {
  return [...collisions(policies), ...policies.flatMap((policy) => checkSize(policy, limits))];
}

function collisions(policies: readonly PlannedPolicy[]): Finding[] {
  const seen = new Map<string, string>();
  return policies.flatMap(({ id }): Finding[] => {
    const name = resourceName(id);
    const other = seen.get(name);
    seen.set(name, id);
    if (other === undefined) return [];
    return [finding('colliding-names', 'error', { path: [] }, { policy: id, other, address: name })];
  });
}

function checkSize({ id, type, content }: PlannedPolicy, limits: Limits): Finding[] {
  const { documentCharacters } = type === 'CHATBOT_POLICY' ? limits.chatPolicy : limits.serviceControlPolicy;
  const length = encodedLength(content);
  if (length <= documentCharacters) return [];
  const message = `${quoted(id)} has ${length} characters once Terraform's \`jsonencode\` has escaped \`<\`, \`>\` and \`&\`; AWS takes at most ${documentCharacters}`;
  const help = 'split it into several policies';
  return [{ kind: 'document-too-large', severity: 'error', path: [], message, help }];
}

/** `jsonencode` writes these as `\u003c`, so that the text may stand in HTML. */
function encodedLength(content: JsonValue): number {
  const text = JSON.stringify(content).replace(/[<>&\u2028\u2029]|\\[bf]/g, '\\u0000');
  return Array.from(text).length;
}
