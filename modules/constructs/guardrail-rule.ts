import { Lazy, Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { ChatSessions, GuardrailRule, GuardrailStatement } from '../policy/intent.js';
import type { Finding } from '../policy/problems/problem.js';
import { checkExemptions } from '../policy/scp/check-exemptions.js';
import { statementElements } from '../policy/scp/compile.js';
import { configurationTypes } from '../policy/scp/session-patterns.js';
import type { Path } from '../policy/text/path.js';
import { alternatives } from '../policy/text/quote.js';
import type { GuardrailProps } from './guardrail-props.js';
import { expressionOf, joinedExpression, textExpression } from './list-expression.js';
import { hideTokens, holdsToken, isListToken, type Tokenizable } from './token-placeholders.js';

/** The keys that say what a guardrail does; one of them stands in every guardrail. */
const shapes = ['deny', 'allowOnly', 'statements', 'document'] as const;

/** The rule that the props of a guardrail stand for, defaults filled in. */
export function ruleOf(props: GuardrailProps): Tokenizable<GuardrailRule> {
  const { deny, allowOnly, statements = [], from, exceptFrom, partition = 'aws' } = props;
  const bound = sessionsOf(from);
  return {
    statements: [
      ...one('deny', deny, props),
      ...one('allowOnly', allowOnly, props),
      ...statements.map(withDefaults),
    ],
    from: {
      platforms: wildcardIfEmpty(bound.platforms),
      configurations: wildcardIfEmpty(bound.configurations),
      accounts: wildcardIfEmpty(bound.accounts),
    },
    partition,
    ...(exceptFrom === undefined ? {} : { exceptFrom: sessionsOf(exceptFrom) }),
  };
}

/** A statement in JavaScript may leave out what says nothing. */
function withDefaults(statement: Tokenizable<GuardrailStatement>): Tokenizable<GuardrailStatement> {
  const { resources = ['*'], conditions = {} } = statement;
  return { ...statement, effect: translated(statement.effect, statementElements), resources, conditions };
}

/** What is wrong with the choice of props, whatever they say; an exception is judged in the form that it takes. */
export function checkShape(props: GuardrailProps, { exceptFrom }: GuardrailProps): Finding[] {
  const named = shapes.filter((shape) => props[shape] !== undefined);
  const findings: Finding[] = [];
  const [first, second] = named;
  if (first === undefined) {
    findings.push(
      error('missing-key', [], 'the guardrail says nothing', `give one of ${alternatives(shapes)}`),
    );
  } else if (second !== undefined) {
    const help =
      '`deny` lists what chat may not run, `allowOnly` the only things it may; `statements` takes both';
    findings.push(error('conflicting-keys', [second], `stands beside \`${first}\``, help));
  }
  for (const key of ['resources', 'conditions'] as const) {
    if (props[key] !== undefined && first !== 'deny' && first !== 'allowOnly') {
      findings.push(
        error('conflicting-keys', [key], 'belongs to `deny` or `allowOnly`', 'say it in the statement'),
      );
    }
  }
  if (props.statements?.length === 0) {
    findings.push(error('empty-list', ['statements'], 'an empty list', 'name at least one action'));
  }
  if (exceptFrom !== undefined && Object.values(exceptFrom).every(isEmpty)) {
    findings.push(
      error('missing-key', ['exceptFrom'], 'spares all of chat', 'name whom it spares, or leave it out'),
    );
  }
  return findings;
}

/** What is wrong with a rule as a whole: whom it spares, and conditions of its own on the chat session. */
export function checkRule(scope: Construct, rule: Tokenizable<GuardrailRule>): Finding[] {
  const { from, exceptFrom, partition } = rule;
  const said = hideTokens(scope, { statements: [], from, exceptFrom, partition }).value;
  // What a token stands for is judged by nobody.
  const certain = !holdsToken(JSON.stringify(said));
  return [
    ...rule.statements.flatMap((statement, index) => onSession(statement, index)),
    ...(certain && exceptFrom !== undefined ? checkExemptions(said as GuardrailRule, ['exceptFrom']) : []),
  ];
}

/** Conditions on the chat session, in whose place those of `from` would stand. */
function onSession({ conditions }: Tokenizable<GuardrailStatement>, index: number): Finding[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.keys(keys)
      .filter((key) => key.toLowerCase() === 'aws:chatbotsourcearn')
      .map((key) =>
        error(
          'conflicting-keys',
          [index, 'conditions', operator, key],
          'a condition on the chat session',
          'say whom the guardrail binds with `from` and `exceptFrom`',
        ),
      ),
  );
}

function one(
  effect: GuardrailStatement['effect'],
  actions: readonly string[] | undefined,
  { resources = ['*'], conditions = {} }: GuardrailProps,
): Tokenizable<GuardrailStatement>[] {
  return actions === undefined ? [] : [{ effect, actions, resources, conditions }];
}

function sessionsOf(sessions: Tokenizable<Partial<ChatSessions>> = {}): Tokenizable<ChatSessions> {
  const { platforms = [], configurations = [], accounts = [] } = sessions;
  return {
    platforms: translatedList(platforms, configurationTypes),
    configurations,
    accounts,
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0 && !Token.isUnresolved(value));
}

function error(kind: Finding['kind'], path: Path, message: string, help: string): Finding {
  return { kind, severity: 'error', path, message, help };
}

/**
 * A list of which an empty one restricts nothing, as patterns want it: where only Terraform knows whether it is empty,
 * it puts `*` in the place. A condition with no pattern at all would bind nobody.
 */
function wildcardIfEmpty(list: readonly string[]): readonly string[] {
  if (list.length === 0 || !list.every(isListToken)) return list;
  return Token.asList(
    Lazy.anyValue({
      produce: (context) => `\${coalescelist(${joinedExpression(list, context)}, ["*"])}`,
    }),
  );
}

/** What words are called elsewhere, by the word. */
type Table = Readonly<Record<string, string>>;

/** A text as it is, or for a token what Terraform will find in the table. */
function translated(text: string, table: Table): string {
  if (!Token.isUnresolved(text)) return text;
  return Lazy.stringValue({
    produce: (context) => `\${${lookup(textExpression(text, context), table)}}`,
  });
}

/** The same for a list in which tokens for lists may stand. */
function translatedList(list: readonly string[], table: Table): readonly string[] {
  return list.flatMap((item) => {
    if (!isListToken(item)) return [translated(item, table)];
    const produce = (context: Parameters<typeof textExpression>[1]): string =>
      `\${[for word in ${expressionOf(context.resolve([item]))} : ${lookup('word', table)}]}`;
    return Token.asList(Lazy.anyValue({ produce }));
  });
}

function lookup(expression: string, table: Table): string {
  return `(${JSON.stringify(table)})[${expression}]`;
}
