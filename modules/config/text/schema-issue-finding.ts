import type { Finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { alternatives, quoted } from '../../policy/text/quote.js';
import { suggest } from '../../policy/text/suggest.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';
import { homeOf, likelyKey } from './likely-key.js';
import { nodeAt } from './node-at-path.js';
import type { SchemaIssue } from './parse-partially.js';

/** A shortcoming in words. `at` is where the parsed value stands in the tree of the file. */
export function schemaIssueFindings(tree: SyntaxNode, at: Path, shortcoming: SchemaIssue): Finding[] {
  const path = [...at, ...shortcoming.path];
  switch (shortcoming.kind) {
    case 'unknown-keys':
      return shortcoming.keys.map((key) => unknownKey([...path, key], key, shortcoming.known));
    case 'verdict':
      return [{ severity: 'error', path, ...shortcoming.verdict }];
    case 'mismatch':
      return [mismatch(tree, path, shortcoming)];
  }
}

function unknownKey(path: Path, key: string, known: readonly string[]): Finding {
  const meant = likelyKey(key, known);
  const home = homeOf(key, known);
  const help =
    meant !== undefined
      ? `did you mean \`${meant}\`?`
      : home !== undefined
        ? `\`${key}\` belongs below \`${home}\``
        : `known here: ${[...known].sort().join(', ')}`;
  return { kind: 'unknown-key', severity: 'error', path, message: `unknown key ${quoted(key)}`, help };
}

function mismatch(
  tree: SyntaxNode,
  path: Path,
  { shapes, words }: SchemaIssue & { readonly kind: 'mismatch' },
): Finding {
  const node = nodeAt(tree, path);
  const last = path.at(-1);
  if (node === undefined && typeof last === 'string') {
    const help = `write \`${last}: …\``;
    return { kind: 'missing-key', severity: 'error', path, message: `missing key ${quoted(last)}`, help };
  }
  const found = node === undefined ? 'nothing' : describe(node);
  if (node?.kind === 'string' && words.length > 0) return wrongWord(path, node.value, words, shapes);
  if (node?.kind === 'string' && /^(true|false)$/.test(node.value) && shapes.includes('`true` or `false`')) {
    return wrongWord(path, node.value, [node.value], shapes);
  }
  const expected = [...words.map(quoted), ...shapes];
  const message = `found ${found}; expected ${expected.length < 2 ? expected.join('') : `${expected.slice(0, -1).join(', ')} or ${expected.at(-1)}`}`;
  const help = advice(node, shapes);
  return { kind: 'wrong-type', severity: 'error', path, message, ...(help === undefined ? {} : { help }) };
}

function wrongWord(path: Path, found: string, words: readonly string[], shapes: readonly string[]): Finding {
  if (words.includes(found)) {
    const message = `found the text ${quoted(found)}; expected it without quotes`;
    return { kind: 'wrong-type', severity: 'error', path, message, help: `write \`${found}\`` };
  }
  const others = shapes.filter((shape) => shape !== 'text');
  const message = `found ${quoted(found)}; expected ${alternatives(words)}${others.length > 0 ? `, or ${others.join(' or ')}` : ''}`;
  const meant = suggest(found, words);
  const help = meant === undefined ? undefined : `did you mean \`${meant}\`?`;
  return { kind: 'invalid-value', severity: 'error', path, message, ...(help === undefined ? {} : { help }) };
}

function describe(node: SyntaxNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return node.items.length === 0 ? 'an empty list' : 'a list';
    case 'null':
      return 'nothing';
    case 'string':
      return node.value === '' ? 'an empty text' : quoted(node.value);
    case 'number':
      return `the number ${quoted(node.text)}`;
    case 'boolean':
      return quoted(String(node.value));
  }
}

function advice(node: SyntaxNode | undefined, shapes: readonly string[]): string | undefined {
  if (node?.kind === 'null') return 'write a value, or leave the key out';
  if (
    node?.kind === 'string' &&
    isNumber(node.value) &&
    shapes.some((shape) => shape.startsWith('a number'))
  ) {
    return `remove the quotes: ${node.value}`;
  }
  if (!shapes.includes('text')) return undefined;
  if (node?.kind === 'number') return `quote it: '${node.text}'`;
  return node?.kind === 'boolean' ? `quote it: '${node.value}'` : undefined;
}

function isNumber(text: string): boolean {
  return /^-?\d+$/.test(text);
}
