import type { Path } from './path.js';
import type { Member, ObjectNode, SyntaxNode } from './syntax-tree.js';

/** The members of each object by their keys: a file can have thousands of problems in one object. */
const byKey = new WeakMap<ObjectNode, ReadonlyMap<string, Member>>();

/** The member of an object with this key; of duplicate keys the last one, as in `JSON.parse`. */
export function memberOf(node: ObjectNode, key: string | number): Member | undefined {
  const members = byKey.get(node) ?? new Map(node.members.map((member) => [member.key, member]));
  byKey.set(node, members);
  return typeof key === 'string' ? members.get(key) : undefined;
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
    const { members } = tree;
    const folded = String(part).toLowerCase();
    const member =
      members.findLast(({ key }) => key === part) ?? members.find(({ key }) => key.toLowerCase() === folded);
    return member === undefined ? path : [member.key, ...writtenPath(member.value, below)];
  }
  if (part === 'assign') return writtenPath(tree, below);
  if (tree.kind !== 'array') return hasText(tree, part) ? writtenPath(tree, below) : path;
  const index = typeof part === 'number' ? part : tree.items.findIndex((item) => hasText(item, part));
  const item = tree.items[index];
  return item === undefined ? path : [index, ...writtenPath(item, below)];
}

/** True if a node is this string in any case, or a number with this text. */
function hasText(node: SyntaxNode, text: string | number): boolean {
  const written = node.kind === 'string' ? node.value : node.kind === 'number' ? node.text : undefined;
  return written !== undefined && written.toLowerCase() === String(text).toLowerCase();
}
