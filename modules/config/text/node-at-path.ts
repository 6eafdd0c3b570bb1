import type { Finding, Problem } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { positionsIn } from '../../policy/text/position.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';
import { parseYaml } from './parse-yaml.js';

/** Kinds of problems that are about a key and not about its value; ids are keys as well, and items of lists. */
const aboutKeys: ReadonlySet<string> = new Set([
  'unknown-key',
  'duplicate-key',
  'conflicting-keys',
  'invalid-workspace-id',
  'invalid-tenant-id',
  'invalid-team-id',
  'misplaced-wildcard',
  'normalised-id',
  'unknown-operator',
  'invalid-condition-key',
  'unknown-condition-key',
]);

/** A configuration file: its text and its name as the user wrote it. */
export interface Source {
  readonly text: string;
  readonly file: string;
}

/** The offset of every finding that has none, from its path. */
export function placeFindings(tree: SyntaxNode | undefined, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    if (finding.offset !== undefined || tree === undefined) return finding;
    const spot = aboutKeys.has(finding.kind) || isKeyOfId(finding) ? 'key' : 'value';
    return { ...finding, offset: offsetOf(tree, finding.path, spot) };
  });
}

/** Whether a finding is about an ID that is a key, such as that of an override. */
function isKeyOfId({ facts, path }: Finding): boolean {
  if (facts === undefined || !('what' in facts)) return false;
  return String(path.at(-1)).toLowerCase() === facts.found.toLowerCase();
}

/**
 * Gives problems whose paths lead into a configuration file, such as those of `planOf`, the file, line and column.
 * Problems that name a file already are left as they are. The tree of the text is made where it is not at hand.
 */
export function placeProblems(source: Source, problems: readonly Problem[], known?: SyntaxNode): Problem[] {
  if (problems.every(({ file }) => file !== undefined)) return [...problems];
  const tree = known ?? parseYaml(source.text).tree;
  const positionOf = positionsIn(source.text);
  return problems.map((problem) => {
    if (problem.file !== undefined) return problem;
    const [placed = problem as Finding] = placeFindings(tree, [problem]);
    const { offset = 0, ...finding } = placed;
    return { ...finding, file: source.file, ...positionOf(offset) };
  });
}

/** Where the deepest part of a path that exists in the text begins: its value, or (`key`) its key. */
export function offsetOf(tree: SyntaxNode, path: Path, spot: 'key' | 'value'): number {
  let node = tree;
  let offset = tree.offset;
  for (const [index, part] of path.entries()) {
    if (node.kind === 'array' && typeof part === 'number') {
      const item = node.items[part];
      if (item === undefined) return offset;
      node = item;
      offset = item.offset;
    } else if (node.kind === 'object') {
      const member = node.members.findLast((candidate) => candidate.key === part);
      if (member === undefined) return offset;
      node = member.value;
      offset = spot === 'key' && index === path.length - 1 ? member.offset : member.value.offset;
    } else return offset;
  }
  return offset;
}

/** The part of a tree that a path leads to; undefined when there is none. */
export function nodeAt(tree: SyntaxNode, path: Path): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = tree;
  for (const part of path) {
    if (node?.kind === 'array' && typeof part === 'number') node = node.items[part];
    else if (node?.kind === 'object') node = node.members.findLast(({ key }) => key === part)?.value;
    else return undefined;
  }
  return node;
}

/**
 * A path as the file has it. Checks name the items of a list by their text, a list that stands alone as `assign`, and IDs in
 * one case. What the file does not have stays as it is.
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

/** Whether a node is a string like this one, whatever its case, or a number that is written like it. */
function hasText(node: SyntaxNode, text: string | number): boolean {
  const written = node.kind === 'string' ? node.value : node.kind === 'number' ? node.text : undefined;
  return written !== undefined && written.toLowerCase() === String(text).toLowerCase();
}
