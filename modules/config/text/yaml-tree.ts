import { isAlias, isMap, isScalar, isSeq, type Pair, type Scalar } from 'yaml';
import { type Finding, finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import type { Member, ScalarNode, SyntaxNode } from '../../policy/text/syntax-tree.js';

/** A YAML text as a tree, and its problems. */
export interface ParsedYaml {
  /** Undefined when the text is not valid YAML; other problems, such as duplicate keys, leave a tree. */
  readonly tree: SyntaxNode | undefined;
  /** Tags on values, such as `!Sub` in a CloudFormation template. Each is also a finding. */
  readonly tags: readonly YamlTag[];
  readonly findings: readonly Finding[];
}

/** A tag and the path of the value that it is on. */
export interface YamlTag {
  readonly path: Path;
  readonly tag: string;
}

/** More values than the aliases of any configuration expand to. */
const maxAliasedNodes = 100_000;

/** The value of an anchor, and how many values it contains. */
interface Anchored {
  readonly node: SyntaxNode;
  readonly size: number;
}

interface State {
  readonly anchors: Map<string, Anchored>;
  readonly tags: YamlTag[];
  readonly findings: Finding[];
  /** The number of values so far, with aliases expanded. */
  nodes: number;
  /** The number of values so far that aliases expand to. */
  aliased: number;
}

/** The tree of a YAML document, with aliases resolved and `<<` merged. Nodes of an alias are shared, not copied. */
export function yamlTree(contents: unknown): ParsedYaml {
  const state: State = { anchors: new Map(), tags: [], findings: [], nodes: 0, aliased: 0 };
  const { tags, findings } = state;
  if (contents === null) return { tree: undefined, tags, findings };
  const tree = nodeOf(contents, [], 0, state);
  return { tree: state.aliased > maxAliasedNodes ? undefined : tree, tags, findings };
}

function nodeOf(yaml: unknown, path: Path, at: number, state: State): SyntaxNode {
  if (isAlias(yaml)) return aliased(yaml.source, path, yaml.range?.[0] ?? at, state);
  const before = state.nodes;
  state.nodes++;
  const node = plainNode(yaml, path, at, state);
  const anchor = anchorOf(yaml);
  if (anchor !== undefined) state.anchors.set(anchor, { node, size: state.nodes - before });
  return node;
}

function plainNode(yaml: unknown, path: Path, at: number, state: State): SyntaxNode {
  if (isMap(yaml)) {
    const offset = yaml.range?.[0] ?? at;
    checkTag(yaml.tag, 'map', path, offset, state);
    return { kind: 'object', offset, members: membersOf(yaml.items, path, offset, state) };
  }
  if (isSeq(yaml)) {
    const offset = yaml.range?.[0] ?? at;
    checkTag(yaml.tag, 'seq', path, offset, state);
    const parts = yaml.items.flatMap((item) => itemsWithoutDash(item));
    const items = parts.map((item, index) => {
      const here = [...path, index];
      return isPart(item) ? partNode(item, here, state) : nodeOf(item, here, offset, state);
    });
    return { kind: 'array', offset, items };
  }
  if (isScalar(yaml)) {
    checkTag(yaml.tag, 'str', path, yaml.range?.[0] ?? at, state);
    return scalarNode(yaml, at);
  }
  return { kind: 'null', offset: at, value: null };
}

/** The keys of one mapping from its first key on, where that is repeated: an item of a list without its dash. */
interface MappingPart {
  readonly pairs: readonly Pair[];
  readonly offset: number;
  readonly isFirst: boolean;
}

function isPart(item: unknown): item is MappingPart {
  return typeof item === 'object' && item !== null && 'isFirst' in item;
}

/** An item of a list; several where the first key and another are repeated, because a dash is missing. */
function itemsWithoutDash(item: unknown): readonly unknown[] {
  if (!isMap(item) || item.flow === true || item.anchor !== undefined) return [item];
  const keys = item.items.map(({ key }) => keyOf(key));
  const starts = keys.flatMap((key, index) => (key !== undefined && key === keys[0] ? index : []));
  if (starts.length < 2 || new Set(keys).size > keys.length - 2) return [item];
  return starts.map((start, index): MappingPart => {
    const pairs = item.items.slice(start, starts[index + 1]);
    const key = pairs[0]?.key;
    return { pairs, offset: (isScalar(key) ? key.range?.[0] : undefined) ?? 0, isFirst: index === 0 };
  });
}

function partNode({ pairs, offset, isFirst }: MappingPart, path: Path, state: State): SyntaxNode {
  const key = keyOf(pairs[0]?.key) ?? '';
  if (!isFirst) {
    const facts = { rule: 'missing-dash', key } as const;
    state.findings.push(finding('duplicate-key', 'error', { path: [...path, key], offset }, facts));
  }
  state.nodes++;
  return { kind: 'object', offset, members: membersOf(pairs, path, offset, state) };
}

function membersOf(pairs: readonly Pair[], path: Path, at: number, state: State): Member[] {
  const members: Member[] = [];
  const merged: Member[] = [];
  const seen = new Set<string>();
  for (const pair of pairs) {
    const key = keyOf(pair.key);
    if (key === undefined) {
      const place = { path, offset: at };
      state.findings.push(finding('yaml-not-supported', 'error', place, { rule: 'key-type' }));
      continue;
    }
    const offset = (pair.key as Scalar).range?.[0] ?? at;
    const value = nodeOf(pair.value, [...path, key], offset, state);
    if (key === '<<') {
      merged.push(...mergedMembers(value));
      continue;
    }
    if (seen.has(key)) {
      const place = { path: [...path, key], offset };
      state.findings.push(finding('duplicate-key', 'error', place, { rule: 'same-key', key }));
    }
    seen.add(key);
    members.push({ key, offset, value });
  }
  for (const member of merged) {
    if (seen.has(member.key)) continue;
    seen.add(member.key);
    members.push(member);
  }
  return members;
}

/** The members that `<<` merges: those of one mapping or of several, of which the first takes precedence. */
function mergedMembers(value: SyntaxNode): readonly Member[] {
  if (value.kind === 'object') return value.members;
  return value.kind === 'array' ? value.items.flatMap(mergedMembers) : [];
}

function aliased(source: string, path: Path, offset: number, state: State): SyntaxNode {
  const anchored = state.anchors.get(source);
  if (anchored === undefined) {
    const facts = { rule: 'unknown-anchor', anchor: source } as const;
    state.findings.push(finding('yaml-not-supported', 'error', { path, offset }, facts));
    return { kind: 'null', offset, value: null };
  }
  const before = state.aliased;
  state.nodes += anchored.size;
  state.aliased += anchored.size;
  if (before <= maxAliasedNodes && state.aliased > maxAliasedNodes) {
    const facts = { limit: maxAliasedNodes };
    state.findings.push(finding('yaml-alias-expansion', 'error', { path, offset }, facts));
  }
  return anchored.node;
}

/** The text of a scalar key of any type: `12: x` has the key `12`. */
function keyOf(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : key.source;
}

function anchorOf(yaml: unknown): string | undefined {
  return isMap(yaml) || isSeq(yaml) || isScalar(yaml) ? yaml.anchor : undefined;
}

function checkTag(
  tag: string | undefined,
  standard: 'map' | 'seq' | 'str',
  path: Path,
  offset: number,
  state: State,
): void {
  if (tag === undefined || tag === '!' || tag === `tag:yaml.org,2002:${standard}`) return;
  state.tags.push({ path, tag });
  state.findings.push(finding('yaml-not-supported', 'error', { path, offset }, { rule: 'tag', tag }));
}

/** A scalar as the parser resolved it. A number keeps its text, leading zeros included. */
function scalarNode({ value, source = '', range }: Scalar, at: number): ScalarNode {
  const offset = range?.[0] ?? at;
  if (value === null) return { kind: 'null', offset, value };
  if (typeof value === 'boolean') return { kind: 'boolean', offset, value };
  if (typeof value === 'number') return { kind: 'number', offset, value, text: source };
  return { kind: 'string', offset, value: String(value) };
}
