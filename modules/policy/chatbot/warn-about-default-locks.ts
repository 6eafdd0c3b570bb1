import type { Finding } from '../problems/problem.js';
import { type DocumentPlace, namedChildren, warningAt, wordsOf } from './document-place.js';
import { childControlKey } from './grammar.js';

/**
 * Warnings about lists under the `default` of a platform that child policies cannot replace but can override. Overrides
 * with a control of their own are intended.
 */
export function warnAboutDefaultLocks(slack: DocumentPlace, teams: DocumentPlace): Finding[] {
  return [...openDefaults(slack, 'workspace'), ...openDefaults(teams, 'team')];
}

function openDefaults(platform: DocumentPlace, override: 'workspace' | 'team'): Finding[] {
  const overrides = platform.child('overrides');
  if (overrides.child(childControlKey).node !== undefined) return [];
  if (overrides.node === undefined && takesNoKeys(platform)) return [];
  return namedChildren(platform.child('default'))
    .map((list) => ({ list, control: list.child(childControlKey) }))
    .filter(({ list, control }) => control.node !== undefined && !mayAssign(wordsOf(list, childControlKey)))
    .map(({ list, control }) =>
      warningAt('child-control-leaves-open', control, {
        rule: 'default-list',
        setting: String(list.path.at(-1)),
        override,
      }),
    );
}

/** Whether child policies cannot add keys to a container. */
function takesNoKeys(container: DocumentPlace): boolean {
  const words = wordsOf(container, childControlKey);
  return words.length > 0 && !mayAssign(words) && !words.some((word) => word.toLowerCase() === '@@append');
}

function mayAssign(words: readonly string[]): boolean {
  return words.some((word) => ['@@all', '@@assign'].includes(word.toLowerCase()));
}
