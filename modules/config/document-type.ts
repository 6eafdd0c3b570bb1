import { parseYaml } from './text/parse-yaml.js';
import type { ParsedYaml } from './text/yaml-tree.js';

/** The types of documents that `check` accepts. */
export const documentTypes = ['configuration', 'chat-policy', 'scp', 'cloudformation'] as const;

/** A type of document that `check` accepts. */
export type DocumentType = (typeof documentTypes)[number];

/** Keys that determine the type of a document, folded as AWS folds keys; the first that exists decides. */
const marks: readonly (readonly [key: string, type: DocumentType])[] = [
  ['chatbot', 'chat-policy'],
  ['statement', 'scp'],
  ['resources', 'cloudformation'],
  ['chatpolicies', 'configuration'],
  ['guardrails', 'configuration'],
  ['environments', 'configuration'],
  ['nameprefix', 'configuration'],
  // A chat policy that lacks its first key; the checker reports it.
  ['platforms', 'chat-policy'],
];

/**
 * Returns the type of a document by the keys at its root; undefined if they do not determine it. In text that is
 * broken or not an object, whatever looks like such a key counts.
 */
export function documentTypeOf(
  text: string,
  { tree }: Pick<ParsedYaml, 'tree'> = parseYaml(text),
): DocumentType | undefined {
  return typeWithKeys(tree?.kind === 'object' ? tree.members.map(({ key }) => key) : keysInText(text));
}

/** Returns the type of a document by the keys at its root; undefined if they do not determine it. */
export function typeWithKeys(keys: readonly string[]): DocumentType | undefined {
  const folded = new Set(keys.map(fold));
  return marks.find(([key]) => folded.has(key))?.[1];
}

/** Returns what looks like keys in broken text: quoted ones anywhere, as it has no levels, bare ones at the start of a line. */
export function keysInText(text: string): readonly string[] {
  const head = text.slice(0, 100_000);
  const found = head.matchAll(/"([A-Za-z_-]{1,40})"\s*:|^([A-Za-z_-]{1,40})\s*:/gm);
  return Array.from(found, ([, inQuotes, bare]) => inQuotes ?? bare ?? '');
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[_-]/g, '');
}
