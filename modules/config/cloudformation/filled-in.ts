import type { Finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';

/** A part of a template that CloudFormation replaces when it deploys. */
export interface FilledIn {
  readonly path: Path;
  /** The function, for messages. */
  readonly call: string;
}

/** The intrinsic functions in a part of a template, written long (`Fn::Sub`, `Ref`) or as YAML tags (`!Sub`). */
export function filledIn(
  node: SyntaxNode | undefined,
  tags: readonly Finding[],
  path: Path,
): readonly FilledIn[] {
  const short = tags
    .filter((tag) => path.every((part, index) => tag.path[index] === part))
    .map((tag) => ({ path: tag.path, call: tag.message }));
  return node === undefined ? short : [...short, ...functionsIn(node, path)];
}

function functionsIn(node: SyntaxNode, path: Path): readonly FilledIn[] {
  if (node.kind === 'array') return node.items.flatMap((item, index) => functionsIn(item, [...path, index]));
  if (node.kind !== 'object') return [];
  const call = node.members.find(({ key }) => key === 'Ref' || key.startsWith('Fn::'));
  if (call !== undefined) return [{ path, call: quoted(call.key) }];
  return node.members.flatMap(({ key, value }) => functionsIn(value, [...path, key]));
}
