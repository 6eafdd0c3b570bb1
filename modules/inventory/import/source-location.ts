import type { Source } from '../../config/text/place-problems.js';
import { offsetOf } from '../../policy/text/node-at-path.js';
import type { Path } from '../../policy/text/path.js';
import { positionsIn } from '../../policy/text/position.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';
import type { FoundPlace } from './found-policy.js';

/** A function from a path in a text to its place. */
export function placeIn({ text, file }: Source, tree: SyntaxNode): (path: Path) => FoundPlace {
  const positionOf = positionsIn(text);
  return (path) => ({ file, ...positionOf(offsetOf(tree, path, 'key')), path });
}
