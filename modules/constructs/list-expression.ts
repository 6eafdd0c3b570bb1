import { type IResolveContext, Lazy, Token } from 'cdktf';
import { quotedInExpression } from './terraform-text.js';
import type { Part } from './token-placeholders.js';
import { isListToken } from './token-placeholders.js';

/**
 * A list that Terraform puts together, as JSON: an item with a list token in it stands for as many items as that list
 * has. A token that cdktf resolves to `${jsonencode(…)}`.
 */
export function listExpression(items: readonly (readonly Part[])[]): string {
  return Lazy.stringValue({
    produce: (context) => {
      const lists = items.map((parts) => {
        const list = itemExpression(parts, context, 0);
        // A set is no list to `concat`.
        return items.length > 1 && parts.length === 1 && parts[0]?.kind === 'list' ? `tolist(${list})` : list;
      });
      return `\${jsonencode(${lists.length === 1 ? lists[0] : `concat(${lists.join(', ')})`})}`;
    },
  });
}

/** A list of what an item stands for. Lists within it are gone through one inside the other. */
function itemExpression(parts: readonly Part[], context: IResolveContext, depth: number): string {
  const position = parts.findIndex(({ kind }) => kind === 'list');
  const part = parts[position];
  if (part?.kind !== 'list') return `[${template(parts, context)}]`;
  const list = expressionOf(context.resolve(part.token));
  if (parts.length === 1) return list;
  const name = `item${depth}`;
  const element: Part = { kind: 'value', token: `\${${name}}` };
  const rest = [...parts.slice(0, position), element, ...parts.slice(position + 1)];
  const inner = itemExpression(rest, context, depth + 1);
  return `flatten([for ${name} in ${list} : ${inner}])`;
}

function template(parts: readonly Part[], context: IResolveContext): string {
  const text = parts.map((part) =>
    part.kind === 'text' ? quotedInExpression(part.text) : String(context.resolve(part.token)),
  );
  return `"${text.join('')}"`;
}

/** Text with tokens in it as an expression. */
export function textExpression(text: string, context: IResolveContext): string {
  return `"${Token.isUnresolved(text) ? String(context.resolve(text)) : quotedInExpression(text)}"`;
}

/** Texts, tokens for texts and tokens for lists as one list. */
export function joinedExpression(items: readonly string[], context: IResolveContext): string {
  const lists = items.map((item) =>
    isListToken(item)
      ? `tolist(${expressionOf(context.resolve([item]))})`
      : `[${textExpression(item, context)}]`,
  );
  // In an order that no program decides.
  return lists.length === 1 ? String(lists[0]) : `concat(${lists.sort().join(', ')})`;
}

/** Whether Terraform finds anything in an expression that it must look up. */
export function refersToSomething(expression: string): boolean {
  const names = /\b(?:var|local|data|module|each|count|path|self|terraform|[a-z][a-z0-9]*_\w+)\.[A-Za-z_]/;
  return names.test(expression.replace(/"[^"$]*"/g, ''));
}

/** A resolved list as an expression: without the braces around a reference, or item by item. */
export function expressionOf(list: unknown): string {
  if (typeof list === 'string') return list.replace(/^\$\{(.*)\}$/s, '$1');
  return JSON.stringify(list);
}
