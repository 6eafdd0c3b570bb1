import { type Token, tokensOf } from '../../policy/pattern/token.js';
import { conditionOperator } from '../../policy/scp/condition-operator.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';
import { quoted } from '../../policy/text/quote.js';
import { type Condition, compileCondition } from './condition.js';
import { type TextValues, textValues } from './text-values.js';

/** A policy of the IAM language, ready to be asked about requests. */
export interface CompiledPolicy {
  readonly statements: readonly Statement[];
  /** Why the document, or a part of it, cannot be read: AWS would not have taken it. */
  readonly unreadable: string | undefined;
}

export interface Statement {
  /** Its `Sid`, or its place: `Statement[2]`. */
  readonly name: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionPatterns;
  readonly resources: ResourcePatterns;
  readonly conditions: readonly Condition[];
}

/** `Action`, or `NotAction` when `negated`. */
interface ActionPatterns {
  readonly negated: boolean;
  readonly patterns: readonly (readonly Token[])[];
}

/** `Resource`, or `NotResource` when `negated`. */
export interface ResourcePatterns {
  readonly negated: boolean;
  /** One of them is `*`: they hold every resource. */
  readonly everything: boolean;
  readonly values: TextValues;
}

/** Reads policy documents. */
export type PolicyCompiler = (content: JsonValue) => CompiledPolicy;

/** A `compilePolicy` that reads each document once, however often it is asked. */
export function policyCompiler(): PolicyCompiler {
  const compiled = new WeakMap<JsonObject, CompiledPolicy>();
  return (content) => {
    if (!isJsonObject(content)) return compilePolicy(content);
    const policy = compiled.get(content) ?? compilePolicy(content);
    compiled.set(content, policy);
    return policy;
  };
}

/**
 * Reads a policy document, however it was written: one value or a list, numbers and booleans as condition values.
 * What cannot be read is left out and named in `unreadable`.
 */
export function compilePolicy(content: JsonValue): CompiledPolicy {
  if (!isJsonObject(content)) return { statements: [], unreadable: 'the document is no object' };
  const variables = content['Version'] === '2012-10-17';
  const written = content['Statement'];
  if (written === undefined) return { statements: [], unreadable: 'the document has no `Statement`' };
  const statements: Statement[] = [];
  let unreadable: string | undefined;
  (Array.isArray(written) ? written : [written]).forEach((one, index) => {
    const name = `Statement[${index}]`;
    const statement = isJsonObject(one) ? readStatement(one, name, variables) : 'it is no object';
    if (typeof statement === 'string') unreadable ??= `${quoted(name)} cannot be read: ${statement}`;
    else statements.push(statement);
  });
  return { statements, unreadable };
}

/** A statement, or why it cannot be read. */
function readStatement(written: JsonObject, place: string, variables: boolean): Statement | string {
  const effect = written['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') return '`Effect` is neither `Allow` nor `Deny`';
  if ('Principal' in written || 'NotPrincipal' in written) return 'it names principals';
  const actions = either(written, 'Action');
  const resources = either(written, 'Resource');
  if (actions === undefined || resources === undefined) {
    return `\`${actions === undefined ? 'Action' : 'Resource'}\` is missing or no text`;
  }
  const conditions = readConditions(written['Condition'], variables);
  if (typeof conditions === 'string') return conditions;
  const sid = written['Sid'];
  return {
    name: typeof sid === 'string' && sid !== '' ? sid : place,
    effect,
    actions: {
      negated: actions.negated,
      patterns: actions.values.map((value) => tokensOf(value.toLowerCase(), 'string')),
    },
    resources: {
      negated: resources.negated,
      everything: resources.values.includes('*'),
      values: textValues(resources.values, { reading: 'resource', ignoreCase: false, variables }),
    },
    conditions,
  };
}

/** The values of an element or of its `Not…` twin; undefined when there is none, or both. */
function either(
  written: JsonObject,
  element: string,
): { readonly negated: boolean; readonly values: readonly string[] } | undefined {
  const plain = written[element];
  const negative = written[`Not${element}`];
  if ((plain === undefined) === (negative === undefined)) return undefined;
  const values = texts(plain ?? negative ?? null);
  return values === undefined ? undefined : { negated: plain === undefined, values };
}

function readConditions(written: JsonValue | undefined, variables: boolean): readonly Condition[] | string {
  if (written === undefined) return [];
  if (!isJsonObject(written)) return '`Condition` is no object';
  const conditions: Condition[] = [];
  for (const [name, keys] of Object.entries(written)) {
    const operator = conditionOperator(name);
    if (operator === undefined) return `${quoted(name)} is no condition operator`;
    if (!isJsonObject(keys)) return `${quoted(name)} holds no object`;
    for (const [key, value] of Object.entries(keys)) {
      const values = texts(value);
      if (values === undefined) return `the values of ${quoted(key)} are no texts`;
      conditions.push(compileCondition(operator, key, values, variables));
    }
  }
  return conditions;
}

function texts(value: JsonValue): readonly string[] | undefined {
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const found = list.filter((one) => one !== null && typeof one !== 'object');
  return found.length === list.length ? found.map(String) : undefined;
}
