import type { Path } from './path.js';
import type { ArrayNode, Member, ObjectNode, SyntaxNode } from './syntax-tree.js';

/** The members of an object by their keys; of duplicate keys the last one, as in `JSON.parse`. */
const membersByKey = remembered((node: ObjectNode) => new Map(node.members.map((each) => [each.key, each])));

/** The members of an object by their keys in lower case; of duplicate keys the first one. */
const membersByFoldedKey = remembered(
  (node: ObjectNode) => new Map(node.members.toReversed().map((each) => [each.key.toLowerCase(), each])),
);

/** The first index of each string or number in a list, by its text in lower case. */
const indexByText = remembered(
  ({ items }: ArrayNode) =>
    new Map([...items.entries()].reverse().map(([index, item]) => [textOf(item), index])),
);

/** A function that is called once for each node: a file can have thousands of problems in one object or list. */
function remembered<Node extends SyntaxNode, Value>(make: (node: Node) => Value): (node: Node) => Value {
  const known = new WeakMap<Node, Value>();
  return (node) => {
    const value = known.get(node) ?? make(node);
    known.set(node, value);
    return value;
  };
}

/** The member of an object with this key; of duplicate keys the last one. */
export function memberOf(node: ObjectNode, key: string | number): Member | undefined {
  return typeof key === 'string' ? membersByKey(node).get(key) : undefined;
}

/** The node at a path; undefined where there is none. Of duplicate keys the last one counts, as in `JSON.parse`. */
export function nodeAt(tree: SyntaxNode, path: Path): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = tree;
  for (const part of path) {
    if (node?.kind === 'array' && typeof part === 'number') node = node.items[part];
    else if (node?.kind === 'object') node = memberOf(node, part)?.value;
    else return undefined;
  }
  return node;
}

/** The offset of the deepest node on a path: of its value, or of the last key where `part` is `key`. */
export function offsetOf(tree: SyntaxNode, path: Path, part: 'key' | 'value'): number {
  let node = tree;
  let { offset } = tree;
  for (const [index, step] of path.entries()) {
    if (node.kind === 'array' && typeof step === 'number') {
      const item = node.items[step];
      if (item === undefined) return offset;
      node = item;
      offset = item.offset;
    } else if (node.kind === 'object') {
      const member = memberOf(node, step);
      if (member === undefined) return offset;
      node = member.value;
      offset = part === 'key' && index === path.length - 1 ? member.offset : member.value.offset;
    } else return offset;
  }
  return offset;
}

/**
 * The path as the file has it. Checks name the items of a list by their text, a list without operator as `assign`, and
 * IDs in one case. A part that the file does not have stays as it is.
 */
export function writtenPath(tree: SyntaxNode, path: Path): Path {
  const [part, ...below] = path;
  if (part === undefined) return [];
  if (tree.kind === 'object') {
    const member = memberOf(tree, part) ?? membersByFoldedKey(tree).get(String(part).toLowerCase());
    return member === undefined ? path : [member.key, ...writtenPath(member.value, below)];
  }
  if (part === 'assign') return writtenPath(tree, below);
  if (tree.kind !== 'array') return hasText(tree, part) ? writtenPath(tree, below) : path;
  const index = typeof part === 'number' ? part : (indexByText(tree).get(part.toLowerCase()) ?? -1);
  const item = tree.items[index];
  return item === undefined ? path : [index, ...writtenPath(item, below)];
}

function hasText(node: SyntaxNode, text: string | number): boolean {
  return textOf(node) === String(text).toLowerCase();
}

/** The text of a string or a number, in lower case. */
function textOf(node: SyntaxNode): string | undefined {
  const written = node.kind === 'string' ? node.value : node.kind === 'number' ? node.text : undefined;
  return written?.toLowerCase();
}
