import { type Token, tokensOf } from '../../policy/pattern/token.js';
import { conditionOperator } from '../../policy/scp/condition-operator.js';
import { isMultivaluedKey } from '../../policy/scp/multivalued-keys.js';
import { isJsonObject, type JsonObject, type JsonValue, oneOrMany } from '../../policy/text/json.js';
import { quoted } from '../../policy/text/quote.js';
import { type Condition, type ConditionOptions, compileCondition } from './condition.js';
import { type TextValues, textValues } from './text-values.js';

/** A policy of the IAM language, ready to be evaluated for requests. */
export interface CompiledPolicy {
  readonly statements: readonly Statement[];
  /** Why the document, or a part of it, cannot be read: AWS would not have accepted it. */
  readonly unreadable: string | undefined;
}

export interface Statement {
  /** Its `Sid`, or its position: `Statement[2]`. */
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
  /** One of them is `*`: they match every resource. */
  readonly everything: boolean;
  readonly values: TextValues;
}

/** Whether a condition key can have several values in one request. */
export type IsMultivalued = (key: string) => boolean;

/** Compiles policy documents. */
export type PolicyCompiler = (content: JsonValue) => CompiledPolicy;

/** A `compilePolicy` that compiles each document once. */
export function policyCompiler(isMultivalued: IsMultivalued = isMultivaluedKey): PolicyCompiler {
  const compiled = new WeakMap<JsonObject, CompiledPolicy>();
  return (content) => {
    if (!isJsonObject(content)) return compilePolicy(content, isMultivalued);
    const policy = compiled.get(content) ?? compilePolicy(content, isMultivalued);
    compiled.set(content, policy);
    return policy;
  };
}

/**
 * Compiles a policy document, with one value or a list, and with numbers and booleans as condition values. What cannot
 * be read is left out and named in `unreadable`. `isMultivalued` knows the global condition keys by default.
 */
export function compilePolicy(
  content: JsonValue,
  isMultivalued: IsMultivalued = isMultivaluedKey,
): CompiledPolicy {
  if (!isJsonObject(content)) return { statements: [], unreadable: 'the document is not a JSON object' };
  const options = { variables: content['Version'] === '2012-10-17', isMultivalued };
  const written = content['Statement'];
  if (written === undefined) return { statements: [], unreadable: 'the document has no `Statement`' };
  const statements: Statement[] = [];
  let unreadable: string | undefined;
  oneOrMany(written).forEach((one, index) => {
    const name = `Statement[${index}]`;
    const statement = isJsonObject(one) ? readStatement(one, name, options) : 'it is not a JSON object';
    if (typeof statement === 'string') unreadable ??= `${quoted(name)} cannot be read: ${statement}`;
    else statements.push(statement);
  });
  return { statements, unreadable };
}

/** A statement, or why it cannot be read. */
function readStatement(written: JsonObject, place: string, options: ConditionOptions): Statement | string {
  const effect = written['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') return '`Effect` is neither `Allow` nor `Deny`';
  if ('Principal' in written || 'NotPrincipal' in written) return 'it names principals';
  const actions = either(written, 'Action');
  const resources = either(written, 'Resource');
  if (actions === undefined || resources === undefined) {
    return `\`${actions === undefined ? 'Action' : 'Resource'}\` is missing or not a string`;
  }
  const conditions = readConditions(written['Condition'], options);
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
      values: textValues(resources.values, { ...options, reading: 'resource', ignoreCase: false }),
    },
    conditions,
  };
}

/** The values of an element or of its `Not…` twin; undefined where both or neither are present. */
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

function readConditions(
  written: JsonValue | undefined,
  options: ConditionOptions,
): readonly Condition[] | string {
  if (written === undefined) return [];
  if (!isJsonObject(written)) return '`Condition` is not a JSON object';
  const conditions: Condition[] = [];
  for (const [name, keys] of Object.entries(written)) {
    const operator = conditionOperator(name);
    if (operator === undefined) return `${quoted(name)} is not a condition operator`;
    if (!isJsonObject(keys)) return `${quoted(name)} is not a JSON object`;
    for (const [key, value] of Object.entries(keys)) {
      const values = texts(value);
      if (values === undefined) return `the values of ${quoted(key)} are not strings`;
      conditions.push(compileCondition(operator, key, values, options));
    }
  }
  return conditions;
}

function texts(value: JsonValue): readonly string[] | undefined {
  const list = oneOrMany(value);
  const found = list.filter((one) => one !== null && typeof one !== 'object');
  return found.length === list.length ? found.map(String) : undefined;
}
