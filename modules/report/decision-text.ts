import pc from 'picocolors';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import type { Decision, DecisionReason, Gate, Outcome } from '../simulator/decide/decision.js';
import { wrap } from './table/wrap.js';

/**
 * Renders a decision for a terminal: the answer, every gate with its reasons, then notes and what was not evaluated.
 */
export function renderDecision(
  { decision, gates, notes, notAsked }: Decision,
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
  const lines = [`${colours.bold(paint[decision](decision))}  ${escapeControlCharacters(question)}`, ''];
  for (const { gate, outcome: own, reasons } of gates) {
    const head = `  ${titles[gate].padEnd(widest)}  ${outcome(own)}  `;
    const indent = ' '.repeat(2 + widest + 2 + 7 + 2);
    const room = Math.max(narrowest, (output.columns ?? Number.POSITIVE_INFINITY) - indent.length);
    const said = reasons.flatMap((reason) => wrap(sentence(reason), room));
    lines.push(...said.map((line, index) => `${index === 0 ? head : indent}${line}`));
  }
  if (notes.length > 0)
    lines.push('', ...notes.map((note) => `  ${colours.cyan('note:')} ${escapeControlCharacters(note)}`));
  lines.push('', `  ${colours.dim(`not evaluated: ${notAsked.join(', ')}`)}`);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
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
