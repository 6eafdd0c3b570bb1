import { type Finding, type Path, quoted, renderPath } from '../problem.js';
import type { ObjectNode, SyntaxNode } from '../syntax-tree.js';
import { childControlKey, valueOperators } from './grammar.js';

/**
 * A child control on a container does not lock the settings under it (AWS writes it "at every node"): one warning
 * for every container whose restriction is not repeated on each setting that the document holds below it.
 */
export function warnAboutChildControls(node: SyntaxNode | undefined, path: Path): Finding[] {
  if (node?.kind !== 'object') return [];
  const own = controlOf(node);
  const below = node.members
    .filter((member) => !member.key.startsWith('@@'))
    .flatMap((member) => warnAboutChildControls(member.value, [...path, member.key]));
  if (own === undefined || isLeaf(node)) return below;
  const open = [...openLeaves(node, [], own.allowed)];
  if (open.length === 0) return below;
  const named = open
    .slice(0, 3)
    .map((leaf) => `\`${renderPath(leaf)}\``)
    .join(', ');
  const more = open.length > 3 ? ` and ${open.length - 3} more` : '';
  const warning: Finding = {
    kind: 'child-control-leaves-open',
    severity: 'warning',
    path: [...path, own.key],
    offset: own.offset,
    message: `${quoted(own.key)} here does not lock the settings below: policies below can still change ${named}${more}`,
    help: 'repeat it in every setting below that must not change; `children` in a configuration does that',
  };
  return [warning, ...below];
}

interface Control {
  readonly key: string;
  readonly offset: number;
  /** Value operators that stay allowed. */
  readonly allowed: ReadonlySet<string>;
}

/** The child control of an object; undefined when it restricts nothing. */
function controlOf(node: ObjectNode): Control | undefined {
  const member = node.members.find((candidate) => candidate.key.toLowerCase() === childControlKey);
  if (member?.value.kind !== 'array') return undefined;
  const words = member.value.items.map((item) => ('value' in item ? String(item.value).toLowerCase() : ''));
  const allowed = valueOperators.filter((operator) => words.includes('@@all') || words.includes(operator));
  return allowed.length === valueOperators.length
    ? undefined
    : { key: member.key, offset: member.offset, allowed: new Set(allowed) };
}

function isLeaf(node: ObjectNode): boolean {
  return node.members.some(({ key }) => (valueOperators as readonly string[]).includes(key.toLowerCase()));
}

/** Paths, relative to the container, of settings that policies below may change in ways the container forbids. */
function* openLeaves(node: ObjectNode, path: Path, allowed: ReadonlySet<string>): Generator<Path> {
  for (const { key, value } of node.members) {
    if (key.startsWith('@@') || value.kind !== 'object') continue;
    if (!isLeaf(value)) {
      yield* openLeaves(value, [...path, key], allowed);
      continue;
    }
    const control = controlOf(value);
    const open = control === undefined || [...control.allowed].some((operator) => !allowed.has(operator));
    if (open) yield [...path, key];
  }
}
