import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import { type DocumentPlace, placeIn, warningAt, wordsOf } from './document-place.js';
import { childControlKey } from './grammar.js';

/** Lists that end up empty and repeated items, wherever they stand. */
export function warnAboutLists(place: DocumentPlace): Finding[] {
  const { node } = place;
  if (node?.kind === 'array') {
    return String(place.path.at(-1)).toLowerCase() === childControlKey ? [] : repeated(place, node.items);
  }
  return [...emptied(place), ...place.children().flatMap(warnAboutLists)];
}

/** What the operators of one setting leave of its list, where they say all of it, or name nothing. */
function emptied(list: DocumentPlace): Finding[] {
  const [assign, append, remove] = ['@@assign', '@@append', '@@remove'].map(list.child);
  if (assign?.node?.kind === 'array') {
    const removed = new Set(wordsOf(list, '@@remove'));
    if (!wordsOf(list, '@@assign', '@@append').every((word) => removed.has(word))) return [];
    return assign.node.items.length === 0 || remove === undefined
      ? [emptyList(assign, `an empty list; ${unknown}`)]
      : [emptyList(remove, `takes out all that the setting names and leaves an empty list; ${unknown}`)];
  }
  if (append?.node?.kind !== 'array' || append.node.items.length > 0) return [];
  return [emptyList(append, `an empty list, and all there is where no policy above sets one; ${unknown}`)];
}

const unknown = 'what AWS makes of it at runtime is not documented';

function emptyList(place: DocumentPlace, message: string): Finding {
  const help = 'name the values, or remove the setting; `client` turns a platform off';
  return warningAt('empty-list', place, message, help);
}

function repeated(place: DocumentPlace, items: readonly SyntaxNode[]): Finding[] {
  const seen = new Set<string>();
  return items.flatMap((node, index) => {
    const value = 'text' in node ? node.text : 'value' in node ? String(node.value) : '';
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    const message = `${quoted(value)} stands in the list already`;
    return [
      warningAt('repeated-item', placeIn(node, [...place.path, index]), message, 'remove one of the two'),
    ];
  });
}
