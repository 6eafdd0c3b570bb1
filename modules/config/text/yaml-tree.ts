import { isAlias, isMap, isScalar, isSeq, type Pair, type Scalar } from 'yaml';
import type { Finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import type { Member, ScalarNode, SyntaxNode } from '../../policy/text/syntax-tree.js';

/** The tree of a text, as far as there is one, and everything that is wrong with the text. */
export interface ParsedYaml {
  /** Undefined when the text is no YAML; duplicate keys and the like leave a tree. */
  readonly tree: SyntaxNode | undefined;
  readonly findings: readonly Finding[];
}

/** More values than the aliases of any configuration stand for. */
const maxAliasedNodes = 100_000;

/** What an anchor stands for, and how many values that is. */
interface Anchored {
  readonly node: SyntaxNode;
  readonly size: number;
}

interface State {
  readonly anchors: Map<string, Anchored>;
  readonly findings: Finding[];
  /** Values so far, those behind aliases counted each time. */
  nodes: number;
  /** Those behind aliases alone. */
  aliased: number;
}

/** The tree of a YAML document, aliases resolved and `<<` merged. Nodes behind an alias are shared, not copied. */
export function yamlTree(contents: unknown): ParsedYaml {
  const state: State = { anchors: new Map(), findings: [], nodes: 0, aliased: 0 };
  if (contents === null) return { tree: undefined, findings: [] };
  const tree = nodeOf(contents, [], 0, state);
  return { tree: state.aliased > maxAliasedNodes ? undefined : tree, findings: state.findings };
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
    notTagged(yaml.tag, 'map', path, offset, state);
    return { kind: 'object', offset, members: membersOf(yaml.items, path, offset, state) };
  }
  if (isSeq(yaml)) {
    const offset = yaml.range?.[0] ?? at;
    notTagged(yaml.tag, 'seq', path, offset, state);
    const items = yaml.items.map((item, index) => nodeOf(item, [...path, index], offset, state));
    return { kind: 'array', offset, items };
  }
  if (isScalar(yaml)) {
    notTagged(yaml.tag, 'str', path, yaml.range?.[0] ?? at, state);
    return yamlScalar(yaml, at);
  }
  return { kind: 'null', offset: at, value: null };
}

function membersOf(pairs: readonly Pair[], path: Path, at: number, state: State): Member[] {
  const members: Member[] = [];
  const merged: Member[] = [];
  const seen = new Set<string>();
  for (const pair of pairs) {
    const key = keyOf(pair.key);
    if (key === undefined) {
      state.findings.push(unsupported(path, at, 'a key that is no text', 'write keys as plain texts'));
      continue;
    }
    const offset = (pair.key as Scalar).range?.[0] ?? at;
    const value = nodeOf(pair.value, [...path, key], offset, state);
    if (key === '<<') {
      merged.push(...mergedMembers(value));
      continue;
    }
    if (seen.has(key)) state.findings.push(duplicate([...path, key], offset, key));
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

/** What `<<` brings in: the keys of one object or of several, of which the first counts. */
function mergedMembers(value: SyntaxNode): readonly Member[] {
  if (value.kind === 'object') return value.members;
  return value.kind === 'array' ? value.items.flatMap(mergedMembers) : [];
}

function aliased(source: string, path: Path, offset: number, state: State): SyntaxNode {
  const anchored = state.anchors.get(source);
  if (anchored === undefined) {
    const help = `write \`&${source}\` before a value further up`;
    state.findings.push(unsupported(path, offset, `no anchor ${quoted(source)} before this place`, help));
    return { kind: 'null', offset, value: null };
  }
  const before = state.aliased;
  state.nodes += anchored.size;
  state.aliased += anchored.size;
  if (before <= maxAliasedNodes && state.aliased > maxAliasedNodes)
    state.findings.push(expansion(path, offset));
  return anchored.node;
}

function expansion(path: Path, offset: number): Finding {
  const message = `aliases that stand for more than ${maxAliasedNodes} values`;
  const help = 'no configuration is as large; write values out instead of nesting aliases';
  return { kind: 'yaml-alias-expansion', severity: 'error', path, offset, message, help };
}

function keyOf(key: unknown): string | undefined {
  return isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
}

function anchorOf(yaml: unknown): string | undefined {
  return isMap(yaml) || isSeq(yaml) || isScalar(yaml) ? yaml.anchor : undefined;
}

function notTagged(
  tag: string | undefined,
  plain: 'map' | 'seq' | 'str',
  path: Path,
  offset: number,
  state: State,
): void {
  if (tag === undefined || tag === '!' || tag === `tag:yaml.org,2002:${plain}`) return;
  state.findings.push(unsupported(path, offset, `a tag, ${quoted(tag)}`, 'write the value without a tag'));
}

function unsupported(path: Path, offset: number, message: string, help: string): Finding {
  return { kind: 'yaml-not-supported', severity: 'error', path, offset, message, help };
}

function duplicate(path: Path, offset: number, key: string): Finding {
  const message = `the key ${quoted(key)} stands here a second time`;
  return { kind: 'duplicate-key', severity: 'error', path, offset, message, help: 'keep one of them' };
}

/** A scalar by the core schema of YAML 1.2: what is in quotes or carries `!!str` is a text. */
function yamlScalar(yaml: Scalar, at: number): ScalarNode {
  const offset = yaml.range?.[0] ?? at;
  const text = typeof yaml.value === 'string' ? yaml.value : '';
  const isText = yaml.tag === '!' || yaml.tag === 'tag:yaml.org,2002:str';
  if (yaml.type !== 'PLAIN' || isText) return { kind: 'string', offset, value: text };
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return { kind: 'null', offset, value: null };
  if (/^(?:true|True|TRUE)$/.test(text)) return { kind: 'boolean', offset, value: true };
  if (/^(?:false|False|FALSE)$/.test(text)) return { kind: 'boolean', offset, value: false };
  if (/^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/.test(text)) {
    return { kind: 'number', offset, value: Number(text), text };
  }
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) {
    return { kind: 'number', offset, value: Number(text), text };
  }
  return { kind: 'string', offset, value: text };
}
