import { offsetOf, type Source } from '../../config/place.js';
import { positionsIn } from '../../policy/position.js';
import type { Path } from '../../policy/problem.js';
import type { SyntaxNode } from '../../policy/syntax-tree.js';
import type { FoundPlace } from './found-policy.js';

/** A function from a path in a text to its place. */
export function placeIn({ text, file }: Source, tree: SyntaxNode): (path: Path) => FoundPlace {
  const positionOf = positionsIn(text);
  return (path) => ({ file, ...positionOf(offsetOf(tree, path, 'key')), path });
}
