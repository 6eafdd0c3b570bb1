import { type Finding, finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';

/** Characters that look like a space or like nothing: no-break spaces, zero-width characters, wide spaces. */
export const invisible = '\\u00a0\\u2007\\u202f\\u200b-\\u200d\\u2060\\u3000\\ufeff';

const atTheEnds = new RegExp(`^[${invisible}\\s]+|[${invisible}\\s]+$`, 'gu');

/** A value between typographic quotes, without others inside. */
const quotes = /^(?:[“”„‟«»]([^“”„‟«»]*)[“”‟»«]|[‘’‚‛]([^‘’‚‛]*)[‘’‛])$/u;

/**
 * The tree with the values that were meant where text was copied from a document: without typographic quotes and
 * invisible characters around a value. One finding for all of them, at the first.
 */
export function cleanCopiedText(text: string, tree: SyntaxNode): { tree: SyntaxNode; findings: Finding[] } {
  const found: { readonly path: Path; readonly offset: number; readonly facts: CopiedText }[] = [];
  const cleaned = (node: SyntaxNode, path: Path): SyntaxNode => {
    if (node.kind === 'array') {
      return { ...node, items: node.items.map((item, index) => cleaned(item, [...path, index])) };
    }
    if (node.kind === 'object') {
      const members = node.members.map((each) => ({
        ...each,
        value: cleaned(each.value, [...path, each.key]),
      }));
      return { ...node, members };
    }
    const { offset } = node;
    // A value in straight quotes is meant as it is written.
    if (node.kind !== 'string' || !text.startsWith(node.value, offset)) return node;
    const expected = meant(node.value);
    if (expected === node.value) return node;
    found.push({ path, offset, facts: { found: node.value, expected } });
    return { ...node, value: expected };
  };
  const clean = looksCopied.test(text) ? cleaned(tree, []) : tree;
  const [first] = found;
  if (first === undefined) return { tree, findings: [] };
  const facts = { rule: 'copied-text', ...first.facts, others: found.length - 1 } as const;
  return { tree: clean, findings: [finding('invalid-value', 'error', first, facts)] };
}

interface CopiedText {
  readonly found: string;
  readonly expected: string;
}

const looksCopied = new RegExp(`[${invisible}“”„‟«»‘’‚‛]`, 'u');

function meant(value: string): string {
  const trimmed = value.replace(atTheEnds, '');
  const [, double, single] = quotes.exec(trimmed) ?? [];
  return double ?? single ?? trimmed;
}
