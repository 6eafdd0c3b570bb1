import { hasOwnHelp } from '../../policy/problems/configuration-words.js';
import { type Finding, finding } from '../../policy/problems/problem.js';
import { foundValue } from '../../policy/text/found-value.js';
import { nodeAt } from '../../policy/text/node-at-path.js';
import type { Path } from '../../policy/text/path.js';
import { suggest } from '../../policy/text/suggest.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';
import { homeOf, likelyKey } from './likely-key.js';
import type { SchemaIssue, TypeMismatch } from './parse-partially.js';

/** The findings for a schema issue. `at` is the path of the parsed value in the tree of the file. */
export function schemaIssueFindings(tree: SyntaxNode, at: Path, issue: SchemaIssue): Finding[] {
  const path = [...at, ...issue.path];
  switch (issue.kind) {
    case 'unknown-keys':
      return unknownKeyFindings(tree, path, issue.keys, issue.known);
    case 'value':
      return [finding(issue.issue.kind, 'error', { path }, issue.issue.facts)];
    case 'mismatch':
      return [mismatchFinding(nodeAt(tree, path), path, issue)];
  }
}

/** One finding for each key; one for all keys that belong in the same other key. */
function unknownKeyFindings(
  tree: SyntaxNode,
  path: Path,
  keys: readonly string[],
  known: readonly string[],
): Finding[] {
  const parents = new Set<string>();
  return keys.flatMap((key) => {
    const nearest = likelyKey(key, known);
    const at = { path: [...path, key] };
    if (nearest !== undefined) {
      const isDuplicate = key.toLowerCase() === nearest.toLowerCase() && nodeAt(tree, [...path, nearest]);
      return isDuplicate
        ? finding('duplicate-key', 'error', at, { rule: 'other-case', key, other: nearest })
        : finding('unknown-key', 'error', at, { key, nearest });
    }
    const parent = homeOf(key, known);
    if (parent === undefined)
      return finding('unknown-key', 'error', at, { key, expected: [...known].sort() });
    if (parents.has(parent)) return [];
    parents.add(parent);
    const others = keys.filter((other) => other !== key && homeOf(other, known) === parent);
    return finding(
      'unknown-key',
      'error',
      at,
      others.length === 0 ? { key, parent } : { key, parent, others },
    );
  });
}

function mismatchFinding(node: SyntaxNode | undefined, path: Path, issue: TypeMismatch): Finding {
  const last = path.at(-1);
  if (node === undefined && typeof last === 'string') {
    return finding('missing-key', 'error', { path }, { rule: 'key', key: last });
  }
  const { expected, words, limit } = issue;
  const form = typeof last === 'string' ? formOf[last] : undefined;
  if (node?.kind === 'number' && form !== undefined && expected.includes('string')) {
    return finding('invalid-value', 'error', { path }, { rule: 'form', found: node.text, expected: form });
  }
  if (node?.kind === 'string') {
    const { value } = node;
    const isQuoted = words.includes(value) || (/^(true|false)$/.test(value) && expected.includes('boolean'));
    if (isQuoted) return finding('wrong-type', 'error', { path }, { rule: 'quoted-value', found: value });
    if (words.length > 0) return wrongWord(path, value, issue);
  }
  return finding(
    'wrong-type',
    'error',
    { path },
    {
      rule: 'schema-type',
      ...foundValue(node),
      expected,
      words,
      ...(limit === undefined ? {} : { limit }),
      ...(typeof last === 'string' && words.length === 0 && node?.kind !== 'null' && hasOwnHelp(last)
        ? { key: last }
        : {}),
    },
  );
}

/** The form of strings that people write as numbers: quoting them would not help. */
const formOf: Readonly<Record<string, 'duration' | 'date'>> = { duration: 'duration', until: 'date' };

/** Words by what people write for them: lower-case, without `_` and `-`. */
const otherWords: Readonly<Record<string, string>> = {
  on: 'enabled',
  yes: 'enabled',
  active: 'enabled',
  allow: 'enabled',
  off: 'disabled',
  no: 'disabled',
  inactive: 'disabled',
  deny: 'disabled',
  teams: 'microsoft_teams',
  msteams: 'microsoft_teams',
  channel: 'channel_role',
  user: 'user_role',
};

function likelyWord(found: string, words: readonly string[]): string | undefined {
  const folded = found.toLowerCase().replace(/[_\s-]/g, '');
  const translated = Object.hasOwn(otherWords, folded) ? otherWords[folded] : undefined;
  return translated !== undefined && words.includes(translated) ? translated : undefined;
}

function wrongWord(path: Path, found: string, { words, expected }: TypeMismatch): Finding {
  const nearest = suggest(found, words) ?? likelyWord(found, words);
  const facts = { rule: 'word', found, words, expected } as const;
  return finding('invalid-value', 'error', { path }, nearest === undefined ? facts : { ...facts, nearest });
}
