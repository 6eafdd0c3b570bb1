import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
import { type DocumentPlace, namedChildren, warningAt, wordsOf } from './document-place.js';
import { childControlKey } from './grammar.js';

/**
 * Lists under the `default` of a platform that policies below must not replace, though they may add overrides that take their
 * place. Overrides that have a control of their own, whatever it allows, are taken as meant.
 */
export function warnAboutDefaultLocks(slack: DocumentPlace, teams: DocumentPlace): Finding[] {
  return [...openDefaults(slack, 'a workspace'), ...openDefaults(teams, 'a team')];
}

function openDefaults(platform: DocumentPlace, whom: string): Finding[] {
  const overrides = platform.child('overrides');
  if (overrides.child(childControlKey).node !== undefined) return [];
  if (overrides.node === undefined && takesNoKeys(platform)) return [];
  return namedChildren(platform.child('default'))
    .map((list) => ({ list, control: list.child(childControlKey) }))
    .filter(({ list, control }) => control.node !== undefined && !mayAssign(wordsOf(list, childControlKey)))
    .map(({ list, control }) =>
      warningAt(
        'child-control-leaves-open',
        control,
        `policies below cannot replace ${quoted(String(list.path.at(-1)))} here, but can add an override for ${whom}, which takes its place`,
        'write `["@@none"]` into `overrides` too (`overrides: { children: none }` in a configuration), or `["@@all"]` if that is meant',
      ),
    );
}

/** Whether policies below may put nothing new into a container. */
function takesNoKeys(container: DocumentPlace): boolean {
  const words = wordsOf(container, childControlKey);
  return words.length > 0 && !mayAssign(words) && !words.some((word) => word.toLowerCase() === '@@append');
}

function mayAssign(words: readonly string[]): boolean {
  return words.some((word) => ['@@all', '@@assign'].includes(word.toLowerCase()));
}
