import type { Finding, Problem } from '../../policy/problems/problem.js';
import { offsetOf, writtenPath } from '../../policy/text/node-at-path.js';
import type { Path } from '../../policy/text/path.js';
import { positionsIn } from '../../policy/text/position.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';
import { parseYaml } from './parse-yaml.js';

/** Kinds of problems that are located at a key and not at its value; IDs are keys, and items of lists. */
const locatedAtKeys: ReadonlySet<string> = new Set([
  'unknown-key',
  'duplicate-key',
  'conflicting-keys',
  'invalid-workspace-id',
  'invalid-tenant-id',
  'invalid-team-id',
  'misplaced-wildcard',
  'normalised-id',
  'unknown-alias',
  'unknown-operator',
  'invalid-condition-key',
  'unknown-condition-key',
]);

/** The text of a file, and its name as the user wrote it. */
export interface Source {
  readonly text: string;
  readonly file: string;
}

/** The findings, each with an offset: one that has none gets it from its path. */
export function placeFindings(tree: SyntaxNode | undefined, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    if (finding.offset !== undefined || tree === undefined) return finding;
    const part = locatedAtKeys.has(finding.kind) || isKeyOfId(finding) ? 'key' : 'value';
    return { ...finding, offset: offsetOf(tree, finding.path, part) };
  });
}

/** True if a finding is about an ID that is a key, such as that of an override. */
function isKeyOfId({ facts, path }: Finding): boolean {
  if (!('what' in facts)) return false;
  return String(path.at(-1)).toLowerCase() === facts.found.toLowerCase();
}

/**
 * The problems, each with a file, line and column: one that names no file, such as those of `planOf`, has a path in
 * `source`. The text is parsed only where its tree is not given.
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

/** A function from a path in a configuration file to its line, counted from 1. */
export function lineFinder({ text }: Source, tree: SyntaxNode | undefined): (path: Path) => number {
  const positionOf = positionsIn(text);
  return (path) =>
    tree === undefined ? 1 : positionOf(offsetOf(tree, writtenPath(tree, path), 'value')).line;
}
