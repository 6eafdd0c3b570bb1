import { isPossible } from '../../pattern/possible-text.js';
import { tokensOf, type WildcardReading } from '../../pattern/token.js';
import { type Finding, finding } from '../../problems/problem.js';
import { possibleSourceArns } from '../source-arns.js';
import type { ConditionNode, StatementNode, TextNode } from '../statement-nodes.js';
import { chatConditions } from './chat-condition.js';

/** Values for the source that do not match chat configurations: with too few parts, or with other parts. */
export function sourceArnPatterns(statement: StatementNode): Finding[] {
  return chatConditions(statement).flatMap((condition) =>
    condition.values.flatMap((value) => checkPattern(condition, value)),
  );
}

const sources = ['aws', 'aws-cn', 'aws-us-gov'].flatMap((partition) => possibleSourceArns({}, partition));
const readings: Partial<Record<string, WildcardReading>> = {
  ArnLike: 'arn',
  StringLike: 'string',
  StringEquals: 'none',
};

function checkPattern({ operator }: ConditionNode, value: TextNode): Finding[] {
  const { text } = value;
  const reading = readings[operator.comparison];
  // Wildcards under StringEquals have their own warning; the values of variables are unknown.
  if (reading === undefined || text.includes('${') || (reading === 'none' && text.includes('*'))) return [];
  if (reading === 'arn' && text.split(':').length < 6) {
    return [finding('short-source-arn', 'warning', value, { found: text, expected: sixParts(text) })];
  }
  const patterns = [tokensOf(text, reading)];
  if (isPossible(patterns, sources)) return [];
  return [finding('unmatched-source-arn', 'warning', value, { found: text, negated: operator.negated })];
}

/** The pattern with asterisks for its missing parts. */
function sixParts(text: string): string {
  const parts = text.split(':');
  return [...parts, ...Array<string>(6 - parts.length).fill('*')].join(':');
}
