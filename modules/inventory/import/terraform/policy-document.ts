import type { JsonObject, JsonValue } from '../../../policy/text/json.js';
import { quoted } from '../../../policy/text/quote.js';
import type { HclBlock } from '../hcl/hcl-tree.js';
import { type Evaluated, evaluate, type Scope } from './evaluate.js';

/**
 * What a `data "aws_iam_policy_document"` says, as its `json`. Other documents that it takes over, principals and
 * dynamic blocks are not known here.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument({ body }: HclBlock, scope: Scope): Evaluated {
  const other = [...body.attributes].find(([name]) => name !== 'version' && name !== 'policy_id');
  if (other !== undefined) return { unknown: `${quoted(other[0])} is not followed` };
  const version = body.attributes.get('version');
  const written = version === undefined ? { value: '2012-10-17' } : evaluate(version.value, scope);
  if (written.unknown !== undefined) return written;
  const statements: JsonValue[] = [];
  for (const block of body.blocks) {
    if (block.type !== 'statement') return notTakenApart(block);
    const statement = statementOf(block, scope);
    if (statement.unknown !== undefined) return statement;
    statements.push(statement.value);
  }
  return { value: JSON.stringify({ Version: written.value, Statement: statements }) };
}

/** The elements of a statement by the attributes that fill them. */
const elements: readonly (readonly [attribute: string, element: string])[] = [
  ['sid', 'Sid'],
  ['effect', 'Effect'],
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
];

function statementOf({ body }: HclBlock, scope: Scope): Evaluated {
  const statement: Record<string, JsonValue> = { Effect: 'Allow' };
  for (const [attribute, element] of elements) {
    const written = body.attributes.get(attribute);
    if (written === undefined) continue;
    const evaluated = evaluate(written.value, scope);
    if (evaluated.unknown !== undefined) return evaluated;
    const isEmpty = evaluated.value === '' || String(evaluated.value) === '';
    if (!isEmpty) statement[element] = oneOrMany(withVariables(evaluated.value, element));
  }
  const conditions: Record<string, Record<string, JsonValue>> = {};
  for (const block of body.blocks) {
    if (block.type !== 'condition') return notTakenApart(block);
    const found = conditionOf(block, scope);
    if ('unknown' in found) return found;
    const keys = conditions[found.test] ?? {};
    if (keys[found.variable] !== undefined) return notTakenApart(block);
    conditions[found.test] = { ...keys, [found.variable]: oneOrMany(found.values) };
  }
  const hasConditions = Object.keys(conditions).length > 0;
  return { value: { ...statement, ...(hasConditions ? { Condition: conditions as JsonObject } : {}) } };
}

interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: JsonValue;
}

function conditionOf({ body }: HclBlock, scope: Scope): Condition | { readonly unknown: string } {
  const read = (name: string): Evaluated => {
    const written = body.attributes.get(name);
    return written === undefined
      ? { unknown: `a condition without ${quoted(name)}` }
      : evaluate(written.value, scope);
  };
  const [test, variable, values] = [read('test'), read('variable'), read('values')];
  if (test.unknown !== undefined) return test;
  if (variable.unknown !== undefined) return variable;
  if (values.unknown !== undefined) return values;
  return {
    test: String(test.value),
    variable: String(variable.value),
    values: withVariables(values.value, 'Condition'),
  };
}

/** Where policy variables may stand, they are written `&{…}`, since Terraform takes `${…}` for its own. */
function withVariables(value: JsonValue, element: string): JsonValue {
  if (!/Resource|Condition/.test(element)) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => withVariables(item, element));
  return typeof value === 'string' ? value.replaceAll('&{', '${') : value;
}

function oneOrMany(value: JsonValue): JsonValue {
  return Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}

function notTakenApart({ type }: HclBlock): { readonly unknown: string } {
  return { unknown: `the block ${quoted(type)} is not taken apart` };
}
