import { coverage } from '../../pattern/possible-text.js';
import { tokensOf, type WildcardReading } from '../../pattern/token.js';
import type { Finding } from '../../problems/problem.js';
import { quoted } from '../../text/quote.js';
import { possibleSourceArns } from '../source-arns.js';
import type { ConditionNode, StatementNode, TextNode } from '../statement-nodes.js';
import { chatConditions } from './chat-condition.js';

/** Values for the source that are no patterns of chat configurations: too few parts, or none that could fit. */
export function sourceArnPatterns(statement: StatementNode): Finding[] {
  return chatConditions(statement).flatMap((condition) =>
    condition.operator.comparison === 'Null'
      ? []
      : condition.values.flatMap((value) => checkPattern(condition, value)),
  );
}

const example = '`arn:aws:chatbot::123456789012:chat-configuration/slack-channel/NAME`';
const sources = ['aws', 'aws-cn', 'aws-us-gov'].flatMap((partition) => possibleSourceArns({}, partition));
const readings: Partial<Record<string, WildcardReading>> = {
  ArnLike: 'arn',
  StringLike: 'string',
  StringEquals: 'none',
};

function checkPattern({ operator }: ConditionNode, { text, path, offset }: TextNode): Finding[] {
  const at = { severity: 'warning', path, offset } as const;
  const reading = readings[operator.comparison];
  // Wildcards under StringEquals have a warning of their own; variables are not known here.
  if (reading === undefined || text.includes('${') || (reading === 'none' && text.includes('*'))) return [];
  if (reading === 'arn' && text.split(':').length < 6) {
    const message = `${quoted(text)} has fewer than the six parts of an ARN; AWS does not say whether it matches anything`;
    return [{ ...at, kind: 'short-source-arn', message, help: `write ${quoted(sixParts(text))}` }];
  }
  const patterns = [tokensOf(text, reading)];
  if (sources.some((source) => coverage(patterns, [source]) !== 'none')) return [];
  const message = `${quoted(text)} is the ARN of no chat configuration: the condition ${operator.negated ? 'spares nobody' : 'never holds'}`;
  return [{ ...at, kind: 'unmatched-source-arn', message, help: `it is ${example}, without a Region` }];
}

/** The missing parts filled in with asterisks. */
function sixParts(text: string): string {
  const parts = text.split(':');
  return [...parts, ...Array<string>(6 - parts.length).fill('*')].join(':');
}
