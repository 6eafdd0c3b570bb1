import pc from 'picocolors';
import type { Exemption } from '../analysis/exemptions-behind.js';
import { withNames } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { quoted } from '../policy/text/quote.js';
import {
  cannotTell,
  type Decision,
  type DecisionReason,
  type Outcome,
} from '../simulator/decide/decision.js';
import { gateTitles, headline, reasonText } from './decision-words.js';
import { wrap } from './table/wrap.js';

/**
 * Renders a decision for a terminal: the answer, every gate with its reasons, then notes and what was not evaluated.
 */
export function renderDecision(
  answer: Decision & { readonly exemptions?: readonly Exemption[] },
  question: string,
  output: { readonly colour: boolean; readonly columns?: number | undefined },
  names: ChatNames = new Map(),
): string {
  const { decision, gates, notes, notAsked, exemptions = [] } = answer;
  const colours = pc.createColors(output.colour);
  const shown = (text: string) => escapeControlCharacters(withNames(names, text));
  const paint: Readonly<Record<Outcome, (text: string) => string>> = {
    allowed: colours.green,
    denied: colours.red,
    unknown: colours.yellow,
  };
  const outcome = (word: Outcome) => paint[word](word.padEnd(7));
  const lines = [
    `${colours.bold(paint[decision](headline({ decision, gates, notAsked })))}  ${escapeControlCharacters(question)}`,
    '',
  ];
  for (const { gate, outcome: own, reasons } of gates) {
    const head = `  ${gateTitles[gate].padEnd(widest)}  ${outcome(own)}  `;
    const indent = ' '.repeat(2 + widest + 2 + 7 + 2);
    const room = Math.max(narrowest, (output.columns ?? Number.POSITIVE_INFINITY) - indent.length);
    const text = withoutRepetition(reasons).flatMap((reason) => wrap(shown(reason), room));
    lines.push(...text.map((line, index) => `${index === 0 ? head : indent}${line}`));
  }
  const exempt = exemptions.map((one) => `  ${colours.yellow('exempt:')} ${shown(exemptionSentence(one))}`);
  if (exempt.length > 0) lines.push('', ...exempt);
  if (notes.length > 0) lines.push('', ...notes.map((note) => `  ${colours.cyan('note:')} ${shown(note)}`));
  lines.push('', `  ${colours.dim(`not evaluated: ${notAsked.join(', ')}`)}`);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** The texts of reasons; of several that cannot tell something, the later ones leave out the beginning. */
function withoutRepetition(reasons: readonly DecisionReason[]): readonly string[] {
  const texts = reasons.map(reasonText);
  const first = texts.findIndex((text) => text.startsWith(cannotTell));
  return texts.map((text, index) =>
    index > first && text.startsWith(cannotTell) ? `or ${text.slice(cannotTell.indexOf('whether'))}` : text,
  );
}

function exemptionSentence({ policy, owner, until, reason }: Exemption): string {
  const details = owner === undefined ? 'it has no end date' : `owner: ${owner}, until ${until} (${reason})`;
  return `without the exemption of ${quoted(policy)} this would be denied; ${details}`;
}

/** Columns for a reason, however narrow the terminal is. */
const narrowest = 20;

const widest = Math.max(...Object.values(gateTitles).map((title) => title.length));
