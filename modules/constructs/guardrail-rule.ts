import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { ChatSessions, GuardrailRule, GuardrailStatement } from '../policy/intent.js';
import { alternatives, type Finding, type Path } from '../policy/problem.js';
import { checkSpared } from '../policy/scp/check-spared.js';
import { statementElements } from '../policy/scp/compile.js';
import { configurationTypes } from '../policy/scp/configuration-types.js';
import type { GuardrailProps } from './guardrail-props.js';
import { hideTokens, holdsToken } from './hidden-tokens.js';
import { orAll } from './or-all.js';
import type { OrToken } from './or-token.js';
import { translated, translatedList } from './translated.js';

/** The keys that say what a guardrail does; one of them stands in every guardrail. */
const shapes = ['deny', 'allowOnly', 'statements', 'document'] as const;

/** The rule that the props of a guardrail stand for, defaults filled in. */
export function ruleOf(props: GuardrailProps): OrToken<GuardrailRule> {
  const { deny, allowOnly, statements = [], from, exceptFrom, partition = 'aws' } = props;
  const bound = sessionsOf(from);
  return {
    statements: [
      ...one('deny', deny, props),
      ...one('allowOnly', allowOnly, props),
      ...statements.map(withDefaults),
    ],
    from: {
      platforms: orAll(bound.platforms),
      configurations: orAll(bound.configurations),
      accounts: orAll(bound.accounts),
    },
    partition,
    ...(exceptFrom === undefined ? {} : { exceptFrom: sessionsOf(exceptFrom) }),
  };
}

/** A statement in JavaScript may leave out what says nothing. */
function withDefaults(statement: OrToken<GuardrailStatement>): OrToken<GuardrailStatement> {
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
export function checkRule(scope: Construct, rule: OrToken<GuardrailRule>): Finding[] {
  const { from, exceptFrom, partition } = rule;
  const said = hideTokens(scope, { statements: [], from, exceptFrom, partition }).value;
  // What a token stands for is judged by nobody.
  const certain = !holdsToken(JSON.stringify(said));
  return [
    ...rule.statements.flatMap((statement, index) => onSession(statement, index)),
    ...(certain && exceptFrom !== undefined ? checkSpared(said as GuardrailRule, ['exceptFrom']) : []),
  ];
}

/** Conditions on the chat session, in whose place those of `from` would stand. */
function onSession({ conditions }: OrToken<GuardrailStatement>, index: number): Finding[] {
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
): OrToken<GuardrailStatement>[] {
  return actions === undefined ? [] : [{ effect, actions, resources, conditions }];
}

function sessionsOf(sessions: OrToken<Partial<ChatSessions>> = {}): OrToken<ChatSessions> {
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
