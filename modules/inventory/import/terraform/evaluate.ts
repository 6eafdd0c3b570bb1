import { isJsonObject, type JsonValue } from '../../../policy/text/json.js';
import { quoted } from '../../../policy/text/quote.js';
import type { HclExpression } from '../hcl/hcl-tree.js';

/** The value of an expression, or why it is not known without running Terraform. */
export type Evaluated =
  | { readonly value: JsonValue; readonly unknown?: undefined }
  | { readonly unknown: string };

/** What expressions may ask for. */
export interface Scope {
  /** What a reference stands for; undefined where it is not known from the files. */
  readonly lookUp: (reference: string) => Evaluated | undefined;
  readonly readFile: (path: string) => { readonly text: string } | { readonly reason: string };
}

/** Evaluates what is written down: literals, templates, lists, objects, locals and a few functions. Guesses nothing. */
export function evaluate(expression: HclExpression, scope: Scope): Evaluated {
  switch (expression.kind) {
    case 'literal':
      return { value: expression.value };
    case 'template':
      return joined(expression.parts, scope);
    case 'list':
      return all(expression.items, scope);
    case 'object':
      return objectOf(expression.entries, scope);
    case 'call':
      return called(expression, scope);
    case 'reference':
      return (
        scope.lookUp(expression.text) ?? {
          unknown: `${quoted(expression.text)} is not known`,
        }
      );
    case 'other':
      return { unknown: `${quoted(expression.text)} is not evaluated` };
  }
}

function all(items: readonly HclExpression[], scope: Scope): Evaluated {
  const values: JsonValue[] = [];
  for (const item of items) {
    const evaluated = evaluate(item, scope);
    if (evaluated.unknown !== undefined) return evaluated;
    values.push(evaluated.value);
  }
  return { value: values };
}

function objectOf(
  entries: readonly { readonly key: HclExpression; readonly value: HclExpression }[],
  scope: Scope,
): Evaluated {
  const keys = all(
    entries.map(({ key }) => key),
    scope,
  );
  if (keys.unknown !== undefined) return keys;
  const values = all(
    entries.map(({ value }) => value),
    scope,
  );
  if (values.unknown !== undefined) return values;
  const [names, written] = [keys.value, values.value];
  if (!Array.isArray(names) || !Array.isArray(written)) return values;
  return { value: Object.fromEntries(names.map((name, index) => [String(name), written[index] ?? null])) };
}

/** One interpolation alone keeps its type; beside text it becomes text. */
function joined(parts: readonly HclExpression[], scope: Scope): Evaluated {
  const values = all(parts, scope);
  if (values.unknown !== undefined || !Array.isArray(values.value)) return values;
  const [first, second] = values.value as readonly JsonValue[];
  if (second === undefined && first !== undefined) return { value: first };
  return { value: values.value.map((value: JsonValue) => textOf(value)).join('') };
}

function textOf(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function called(call: HclExpression & { readonly kind: 'call' }, scope: Scope): Evaluated {
  const { name } = call;
  const values = all(call.parameters, scope);
  if (values.unknown !== undefined) return values;
  const [first = null, second] = Array.isArray(values.value) ? values.value : [];
  const unknown = (why: string): Evaluated => ({ unknown: why });
  if (second !== undefined) return unknown(`the function ${quoted(name)} is not run here`);
  switch (name) {
    case 'jsonencode':
      return { value: JSON.stringify(first) };
    case 'jsondecode':
      return parsed(textOf(first)) ?? unknown('the text for `jsondecode` is no JSON');
    case 'file': {
      const read = scope.readFile(textOf(first));
      return 'text' in read
        ? { value: read.text }
        : unknown(`cannot read ${quoted(textOf(first))}: ${read.reason}`);
    }
    case 'trimspace':
      return { value: textOf(first).trim() };
    case 'toset':
      return { value: Array.isArray(first) ? [...new Set(first.map(textOf))].sort() : first };
    case 'tolist':
    case 'tostring':
    case 'tomap':
      return { value: isJsonObject(first) || Array.isArray(first) ? first : textOf(first) };
    default:
      return unknown(`the function ${quoted(name)} is not run here`);
  }
}

function parsed(text: string): Evaluated | undefined {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return undefined;
  }
}
