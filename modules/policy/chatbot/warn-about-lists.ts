import type { Finding } from '../problems/problem.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import { type DocumentPlace, placeIn, warningAt, wordOf, wordsOf } from './document-place.js';

/** Warnings about lists that end up empty, and about repeated items, anywhere in the policy. */
export function warnAboutLists(place: DocumentPlace): Finding[] {
  const { node } = place;
  if (node?.kind === 'array') return repeated(place, node.items);
  return [...emptied(place), ...place.children().flatMap(warnAboutLists)];
}

/** The list of one setting where its operators leave it empty, or name no value. */
function emptied(list: DocumentPlace): Finding[] {
  const [assign, append, remove] = ['@@assign', '@@append', '@@remove'].map(list.child);
  if (assign?.node?.kind === 'array') {
    const removed = new Set(wordsOf(list, '@@remove'));
    if (!wordsOf(list, '@@assign', '@@append').every((word) => removed.has(word))) return [];
    return assign.node.items.length === 0 || remove === undefined
      ? [warningAt('empty-list', assign, { rule: 'empty-assign' })]
      : [warningAt('empty-list', remove, { rule: 'everything-removed' })];
  }
  if (append?.node?.kind !== 'array' || append.node.items.length > 0) return [];
  return [warningAt('empty-list', append, { rule: 'empty-append' })];
}

function repeated(list: DocumentPlace, items: readonly SyntaxNode[]): Finding[] {
  const seen = new Set<string>();
  return items.flatMap((node, index) => {
    const found = wordOf(node);
    if (seen.has(found)) return [warningAt('repeated-item', placeIn(node, [...list.path, index]), { found })];
    seen.add(found);
    return [];
  });
}
