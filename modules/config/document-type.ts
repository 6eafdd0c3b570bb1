import { parseYaml } from './text/parse-yaml.js';

/** What a file that `check` is given can be. */
export const documentTypes = ['configuration', 'chat-policy', 'scp', 'cloudformation'] as const;

export type DocumentType = (typeof documentTypes)[number];

/** Keys that say what a document is, folded as AWS folds keys; the first that is there decides. */
const marks: readonly (readonly [key: string, type: DocumentType])[] = [
  ['chatbot', 'chat-policy'],
  ['statement', 'scp'],
  ['resources', 'cloudformation'],
  ['chatpolicies', 'configuration'],
  ['guardrails', 'configuration'],
  ['environments', 'configuration'],
  ['nameprefix', 'configuration'],
  // A chat policy that lacks its first key: the checker says so.
  ['platforms', 'chat-policy'],
];

/**
 * Returns the type of a document by the keys at its root; undefined if they do not determine it. Text that is broken, or no object, is
 * judged by what looks like such a key in it.
 */
export function documentTypeOf(text: string): DocumentType | undefined {
  const { tree } = parseYaml(text);
  const keys = tree?.kind === 'object' ? tree.members.map(({ key }) => key) : keysInSight(text);
  const folded = new Set(keys.map(fold));
  return marks.find(([key]) => folded.has(key))?.[1];
}

/** Quoted keys anywhere, since a broken text has no levels; bare ones at the beginning of a line. */
function keysInSight(text: string): readonly string[] {
  const head = text.slice(0, 100_000);
  const found = head.matchAll(/"([A-Za-z_-]{1,40})"\s*:|^([A-Za-z_-]{1,40})\s*:/gm);
  return Array.from(found, ([, inQuotes, bare]) => inQuotes ?? bare ?? '');
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[_-]/g, '');
}
