import { type Finding, type Path, quoted } from '../policy/problem.js';
import type { SyntaxNode } from '../policy/syntax-tree.js';

/** A key that means the prototype of an object to a program, so that it would get lost on the way to the intent. */
const reserved = '__proto__';

/** Every key of a file that no configuration can have, wherever keys are free to choose. */
export function reservedKeys(tree: SyntaxNode, path: Path = []): Finding[] {
  if (tree.kind === 'array') return tree.items.flatMap((item, index) => reservedKeys(item, [...path, index]));
  if (tree.kind !== 'object') return [];
  return tree.members.flatMap(({ key, offset, value }): Finding[] => {
    const here = [...path, key];
    if (key !== reserved) return reservedKeys(value, here);
    const message = `unknown key ${quoted(key)}`;
    const help = 'no key of a configuration can have this name';
    return [{ kind: 'unknown-key', severity: 'error', path: here, offset, message, help }];
  });
}
