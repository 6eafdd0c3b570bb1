import type { Finding } from '../../problems/problem.js';
import type { ConditionNode, StatementNode } from '../statement-nodes.js';
import { chatConditions, holdsOutsideChat } from './chat-condition.js';

/** A denial that speaks of chat and binds people who are not in chat, because its condition holds without the key. */
export function bindsOutsideChat(statement: StatementNode): Finding[] {
  const conditions = chatConditions(statement);
  const [first] = conditions;
  if (statement.effect !== 'Deny' || first === undefined || !conditions.every(holdsOutsideChat)) return [];
  return [
    {
      kind: 'binds-outside-chat',
      severity: 'warning',
      path: first.path,
      offset: first.operatorMember.offset,
      message: `the denial binds everybody who is not in chat: ${why(first)}`,
      help: help(first),
    },
  ];
}

/** A denial without a condition on chat in a policy whose other statements have one. */
export function bindsEverybody(statements: readonly StatementNode[]): Finding[] {
  if (!statements.some((statement) => chatConditions(statement).length > 0)) return [];
  return statements
    .filter((statement) => statement.effect === 'Deny' && chatConditions(statement).length === 0)
    .map(({ node, path }) => ({
      kind: 'binds-outside-chat',
      severity: 'warning',
      path,
      offset: node.offset,
      message:
        'the denial binds everybody, in chat or not: it has no condition on `aws:ChatbotSourceArn`, as other statements have',
      help: 'add the condition, or put the statement into a policy of its own',
    }));
}

function why({ operator }: ConditionNode): string {
  if (operator.comparison === 'Null') return '`Null` asks for sessions without the key';
  const name = `\`${operator.name}\` is true`;
  return `${name} where the key is missing, and only sessions from chat have it`;
}

function help({ operator }: ConditionNode): string {
  if (operator.comparison === 'Null') return 'write `"false"` if sessions from chat are meant';
  if (operator.negated && !operator.ifExists && operator.set === undefined) {
    return 'add `"Null": {"aws:ChatbotSourceArn": "false"}` beside it';
  }
  return `write \`${operator.negated ? 'ArnNotLike` with `Null`' : 'ArnLike`'}`;
}
