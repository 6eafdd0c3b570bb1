import pc from 'picocolors';
import type { Exemption } from '../analysis/exemptions-behind.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { quoted } from '../policy/text/quote.js';
import type { Decision, DecisionReason, Gate, Outcome } from '../simulator/decide/decision.js';
import { wrap } from './table/wrap.js';

/**
 * Renders a decision for a terminal: the answer, every gate with its reasons, then notes and what was not evaluated.
 */
export function renderDecision(
  {
    decision,
    gates,
    notes,
    notAsked,
    exemptions = [],
  }: Decision & { readonly exemptions?: readonly Exemption[] },
  question: string,
  output: { readonly colour: boolean; readonly columns?: number | undefined },
): string {
  const colours = pc.createColors(output.colour);
  const paint: Readonly<Record<Outcome, (text: string) => string>> = {
    allowed: colours.green,
    denied: colours.red,
    unknown: colours.yellow,
  };
  const outcome = (word: Outcome) => paint[word](word.padEnd(7));
  const lines = [
    `${colours.bold(paint[decision](headline(decision, gates, notAsked)))}  ${escapeControlCharacters(question)}`,
    '',
  ];
  for (const { gate, outcome: own, reasons } of gates) {
    const head = `  ${titles[gate].padEnd(widest)}  ${outcome(own)}  `;
    const indent = ' '.repeat(2 + widest + 2 + 7 + 2);
    const room = Math.max(narrowest, (output.columns ?? Number.POSITIVE_INFINITY) - indent.length);
    const said = reasons.flatMap((reason) => wrap(sentence(reason), room));
    lines.push(...said.map((line, index) => `${index === 0 ? head : indent}${line}`));
  }
  const exempt = exemptions.map(exemptionSentence);
  if (exempt.length > 0)
    lines.push(
      '',
      ...exempt.map((line) => `  ${colours.yellow('exempt:')} ${escapeControlCharacters(line)}`),
    );
  if (notes.length > 0)
    lines.push('', ...notes.map((note) => `  ${colours.cyan('note:')} ${escapeControlCharacters(note)}`));
  lines.push('', `  ${colours.dim(`not evaluated: ${notAsked.join(', ')}`)}`);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/**
 * The decision; `allowed` only where the policies of the channel and the role were evaluated as well. Otherwise it says
 * what does not block the request, and what was not evaluated.
 */
function headline(decision: Outcome, gates: Decision['gates'], notAsked: readonly string[]): string {
  const isChat = gates.some(({ gate }) => gate === 'chat-policy');
  const left = [
    ...(isChat && notAsked.includes('guardrail-policy') ? ['guardrail policies'] : []),
    ...(notAsked.includes('role-policy') ? ['role'] : []),
  ];
  if (decision !== 'allowed' || left.length === 0) return decision;
  const names = { 'chat-policy': 'chat policies', 'service-control-policy': 'SCPs' } as const;
  const asked = gates.flatMap(({ gate }) => (gate in names ? [names[gate as keyof typeof names]] : []));
  return `not blocked by ${asked.join(' or ')}; ${left.join(' and ')} not evaluated:`;
}

function exemptionSentence({ policy, owner, until, reason }: Exemption): string {
  const details = owner === undefined ? 'it has no end date' : `owner: ${owner}, until ${until} (${reason})`;
  return `without the exemption of ${quoted(policy)} this would be denied; ${details}`;
}

/** Columns for a reason, however narrow the terminal is. */
const narrowest = 20;

const titles: Readonly<Record<Gate, string>> = {
  'chat-policy': 'chat policy',
  'chat-service': 'chat service',
  'service-control-policy': 'service control policies',
  'guardrail-policy': 'guardrail policies',
  'role-policy': 'role policies',
};
const widest = Math.max(...Object.values(titles).map((title) => title.length));

function sentence({ action, message }: DecisionReason): string {
  return escapeControlCharacters(action === undefined ? message : `${action}: ${message}`);
}
