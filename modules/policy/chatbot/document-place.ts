import { type Finding, finding } from '../problems/problem.js';
import type { ProblemFacts, ProblemKind } from '../problems/problem-kinds.js';
import type { Path } from '../text/path.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import { valueOperators } from './grammar.js';

/** A place in the document that may not exist; keys are found as AWS folds them. */
export interface DocumentPlace {
  readonly node: SyntaxNode | undefined;
  readonly path: Path;
  readonly child: (key: string) => DocumentPlace;
  readonly children: () => readonly DocumentPlace[];
}

/** The place of a node, with the places below it. */
export function placeIn(node: SyntaxNode | undefined, path: Path): DocumentPlace {
  const members = node?.kind === 'object' ? node.members : [];
  return {
    node,
    path,
    child: (key) => {
      const member = members.find((candidate) => candidate.key.toLowerCase() === key);
      return placeIn(member?.value, [...path, member?.key ?? key]);
    },
    children: () => members.map((member) => placeIn(member.value, [...path, member.key])),
  };
}

/** The members that are not operators. */
export function namedChildren(place: DocumentPlace): readonly DocumentPlace[] {
  return place.children().filter((child) => !String(child.path.at(-1)).startsWith('@@'));
}

/** Whether a setting has an operator that sets, adds or removes anything. */
export function hasOperator(setting: DocumentPlace): boolean {
  return valueOperators.some((operator) => setting.child(operator).node !== undefined);
}

/** The values that operators of a setting hold. */
export function wordsOf(list: DocumentPlace, ...operators: readonly string[]): readonly string[] {
  return operators.flatMap((operator) => {
    const { node } = list.child(operator);
    const items = node?.kind === 'array' ? node.items : node === undefined ? [] : [node];
    return items.map(wordOf);
  });
}

/** A value as AWS converts it to a string; numbers as they are written. */
export function wordOf(node: SyntaxNode): string {
  return 'text' in node ? node.text : 'value' in node ? String(node.value) : '';
}

/** A warning about a place. */
export function warningAt<K extends ProblemKind>(
  kind: K,
  { path, node }: DocumentPlace,
  facts: ProblemFacts<K>,
): Finding<K> {
  return finding(kind, 'warning', { path, offset: node?.offset ?? 0 }, facts);
}
