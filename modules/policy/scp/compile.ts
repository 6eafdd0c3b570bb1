import type { GuardrailRule, GuardrailStatement } from '../intent.js';
import type { JsonObject, JsonValue } from '../text/json.js';
import { accountPatterns, sessionPatterns } from './session-patterns.js';

const sourceArn = 'aws:ChatbotSourceArn';

/** The options of `compileGuardrail`. */
export interface CompileOptions {
  /** Accounts whose chat sessions are exempt. */
  readonly except: readonly string[];
  /** The ID of the first statement, in letters and digits; later ones get a number after it. Empty for no IDs. */
  readonly sid: string;
}

/**
 * Returns the service control policy of a rule. Every statement is a `Deny` that applies only to sessions started
 * from chat: `ArnLike` does not match if the key is missing, and `ArnNotLike`, which does, always comes with `Null`.
 * Lists are sorted, and a list of one value is written as the value.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileGuardrail(rule: GuardrailRule, { except, sid }: CompileOptions): JsonObject {
  const sessions = sessionConditions(rule, except);
  const Statement = rule.statements.map((statement, index) => ({
    ...(sid === '' ? {} : { Sid: index === 0 ? sid : `${sid}${index + 1}` }),
    Effect: 'Deny',
    [statement.effect === 'deny' ? 'Action' : 'NotAction']: oneOrSorted(statement.actions),
    ...resources(statement),
    Condition: conditions(sessions, statement),
  }));
  return { Version: '2012-10-17', Statement };
}

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The conditions on the chat session: it is one of `from`, and neither of `exceptFrom` nor of the exempt accounts. */
function sessionConditions(rule: GuardrailRule, except: readonly string[]): Conditions {
  const bound = { ArnLike: { [sourceArn]: sessionPatterns(rule.partition, rule.from) } };
  const exempt = accountPatterns(rule.partition, except);
  if (rule.exceptFrom !== undefined) exempt.push(...sessionPatterns(rule.partition, rule.exceptFrom));
  if (exempt.length === 0) return bound;
  return { ...bound, ArnNotLike: { [sourceArn]: exempt }, Null: { [sourceArn]: ['false'] } };
}

/** The conditions of the statement and those on the session; the denial needs all of them. */
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

/** The distinct values, sorted; the value alone if there is only one. */
export function oneOrSorted(values: readonly string[]): JsonValue {
  const distinct = [...new Set(values)].sort();
  const [only = [], ...more] = distinct;
  return more.length === 0 ? only : distinct;
}
