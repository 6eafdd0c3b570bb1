import type { GuardrailRule, GuardrailStatement } from '../intent.js';
import type { JsonObject, JsonValue } from '../text/json.js';
import { accountPatterns, sessionPatterns } from './session-patterns.js';

const sourceArn = 'aws:ChatbotSourceArn';

/** The element of a statement that lists its actions. */
export const statementElements: Readonly<Record<GuardrailStatement['effect'], string>> = {
  deny: 'Action',
  allowOnly: 'NotAction',
};

/** What `compileGuardrail` needs beside the rule. */
export interface CompileOptions {
  /** Accounts whose chat sessions are spared. */
  readonly except: readonly string[];
  /** The id of the first statement: letters and digits. Further ones get a number behind it; empty for none. */
  readonly sid: string;
}

/**
 * The service control policy that a rule stands for. Every statement is a `Deny` that binds nothing but sessions
 * started from chat: `ArnLike` is false where the key is missing, and `ArnNotLike`, which is true there, never
 * stands without `Null`. Lists are sorted, and a single value stands alone.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileGuardrail(rule: GuardrailRule, { except, sid }: CompileOptions): JsonObject {
  const sessions = sessionConditions(rule, except);
  const Statement = rule.statements.map((statement, index) => ({
    ...(sid === '' ? {} : { Sid: index === 0 ? sid : `${sid}${index + 1}` }),
    Effect: 'Deny',
    [elementOf(statement.effect)]: oneOrSorted(statement.actions),
    ...resources(statement),
    Condition: conditions(sessions, statement),
  }));
  return { Version: '2012-10-17', Statement };
}

/** What is no effect stands for an element that is known later, and stays. */
function elementOf(effect: string): string {
  return isEffect(effect) ? statementElements[effect] : effect;
}

function isEffect(text: string): text is GuardrailStatement['effect'] {
  return Object.hasOwn(statementElements, text);
}

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Which chat sessions are bound: those of `from` without those of `exceptFrom` and of the excepted accounts. */
function sessionConditions(rule: GuardrailRule, except: readonly string[]): Conditions {
  const bound = { ArnLike: { [sourceArn]: sessionPatterns(rule.partition, rule.from) } };
  const spared = accountPatterns(rule.partition, except);
  if (rule.exceptFrom !== undefined) spared.push(...sessionPatterns(rule.partition, rule.exceptFrom));
  if (spared.length === 0) return bound;
  return { ...bound, ArnNotLike: { [sourceArn]: spared }, Null: { [sourceArn]: ['false'] } };
}

/** The statement's own conditions and those on the session; all of them must hold for the denial. */
function conditions(sessions: Conditions, statement: GuardrailStatement): JsonObject {
  const operators = [...new Set([...Object.keys(sessions), ...Object.keys(statement.conditions)])].sort();
  const block = (operator: string): JsonObject => {
    const keys = { ...statement.conditions[operator], ...sessions[operator] };
    const names = Object.keys(keys).sort();
    return Object.fromEntries(names.map((name) => [name, oneOrSorted(keys[name] ?? [])]));
  };
  return Object.fromEntries(operators.map((operator) => [operator, block(operator)]));
}

function resources({ resources, exceptResources }: GuardrailStatement): JsonObject {
  if (exceptResources === undefined) return { Resource: oneOrSorted(resources) };
  return { NotResource: oneOrSorted(exceptResources) };
}

function oneOrSorted(values: readonly string[]): JsonValue {
  const distinct = [...new Set(values)].sort();
  return distinct.length === 1 && distinct[0] !== undefined ? distinct[0] : distinct;
}
