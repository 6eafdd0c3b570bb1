import { isUuid, isWorkspaceId } from '../../policy/identifiers.js';
import { type Finding, finding } from '../../policy/problems/problem.js';
import { memberOf } from '../../policy/text/node-at-path.js';
import type { Path } from '../../policy/text/path.js';
import { suggest } from '../../policy/text/suggest.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';
import { holdsPlaceholder } from './placeholder.js';

/** The IDs of workspaces, tenants and teams by their aliases. */
export type Aliases = ReadonlyMap<string, string>;

/** The aliases that a file defines, without those that are not valid: the schema reports them. */
export function aliasesIn(file: SyntaxNode): Aliases {
  const written = file.kind === 'object' ? memberOf(file, 'aliases')?.value : undefined;
  if (written?.kind !== 'object') return new Map();
  return new Map(
    written.members.flatMap(({ key, value }) =>
      value.kind === 'string' && isAlias(key) && isIdOrToken(value.value)
        ? [[key, value.value] as const]
        : [],
    ),
  );
}

/** A program can know an ID only when Terraform plans. */
function isIdOrToken(text: string): boolean {
  return isChatId(text) || holdsPlaceholder(text);
}

/** What an alias looks like. IDs and reserved words look like this, too. */
export const aliasPattern = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}])?$/u;

/** True for a string that can be an alias: one that is not an ID or a word of the settings of a chat policy. */
export function isAlias(text: string): boolean {
  return aliasPattern.test(text) && !isChatId(text) && !reserved.test(text);
}

const reserved =
  /^(?:all|none|children|client|channelTypes|roleSettings|assign|append|remove|private|public|user_role|channel_role|enabled|disabled)$/i;

/** True for the ID of a workspace, tenant or team; those of Microsoft Teams in upper or lower case. */
export function isChatId(text: string): boolean {
  return isWorkspaceId(text) || isUuid(text.toLowerCase());
}

/** The tree of a file with IDs instead of aliases in its chat policies. It has the order and positions of the file. */
export function resolveAliases(file: SyntaxNode, aliases: Aliases): SyntaxNode {
  if (aliases.size === 0) return file;
  const policies = (list: SyntaxNode): SyntaxNode => {
    if (list.kind !== 'array') return list;
    return { ...list, items: list.items.map((policy) => withMembers(policy, platforms)) };
  };
  const ids = (isId: (text: string) => boolean) => (node: SyntaxNode) => resolved(node, aliases, isId);
  const [workspaces, uuids] = [ids(isWorkspaceId), ids((text) => isUuid(text.toLowerCase()))];
  const platforms: Changes = {
    slack: (node) => withMembers(node, { workspaces, overrides: workspaces }),
    microsoftTeams: (node) => withMembers(node, { tenants: uuids, overrides: uuids }),
  };
  return withMembers(file, {
    chatPolicies: policies,
    environments: (node) => withMembers(node, { '*': (own) => withMembers(own, { chatPolicies: policies }) }),
  });
}

/** How members of an object change, by key; `*` is every key. */
type Changes = Readonly<Record<string, (node: SyntaxNode) => SyntaxNode>>;

function withMembers(node: SyntaxNode, changes: Changes): SyntaxNode {
  if (node.kind !== 'object') return node;
  const members = node.members.map((member) => {
    const change = changes['*'] ?? (Object.hasOwn(changes, member.key) ? changes[member.key] : undefined);
    return change === undefined ? member : { ...member, value: change(member.value) };
  });
  return { ...node, members };
}

/** A node in which each string and key that is an alias of such an ID is the ID. */
function resolved(node: SyntaxNode, aliases: Aliases, isId: (text: string) => boolean): SyntaxNode {
  const idOf = (text: string): string => {
    const id = aliases.get(text);
    return id === undefined || !(isId(id) || holdsPlaceholder(id)) ? text : id;
  };
  if (node.kind === 'string') return { ...node, value: idOf(node.value) };
  if (node.kind === 'array')
    return { ...node, items: node.items.map((item) => resolved(item, aliases, isId)) };
  if (node.kind !== 'object') return node;
  const members = node.members.map(({ key, offset, value }) => ({
    key: idOf(key),
    offset,
    value: resolved(value, aliases, isId),
  }));
  return { ...node, members };
}

/** The path in a file of a path in its tree with resolved aliases. */
export function pathWithAliases(file: SyntaxNode, tree: SyntaxNode, path: Path): Path {
  const [part, ...below] = path;
  if (part === undefined || file === tree) return path;
  if (file.kind === 'array' && tree.kind === 'array') {
    const [item, own] = [file.items[Number(part)], tree.items[Number(part)]];
    return item && own ? [part, ...pathWithAliases(item, own, below)] : path;
  }
  if (file.kind !== 'object' || tree.kind !== 'object') return path;
  const index = tree.members.findLastIndex(({ key }) => key === part);
  const [member, own] = [file.members[index], tree.members[index]];
  return member && own ? [member.key, ...pathWithAliases(member.value, own.value, below)] : path;
}

/** Errors for keys that are one ID: two aliases of it, or an alias and the ID itself. */
export function sameIdFindings(file: SyntaxNode, tree: SyntaxNode, path: Path = []): readonly Finding[] {
  if (file === tree) return [];
  if (file.kind === 'array' && tree.kind === 'array') {
    return tree.items.flatMap((own, index) => {
      const item = file.items[index];
      return item === undefined ? [] : sameIdFindings(item, own, [...path, index]);
    });
  }
  if (file.kind !== 'object' || tree.kind !== 'object') return [];
  const written = new Map<string, string>();
  return tree.members.flatMap(({ key, value, offset }, index): readonly Finding[] => {
    const member = file.members[index];
    if (member === undefined) return [];
    const other = written.get(key);
    written.set(key, member.key);
    const facts = { rule: 'same-id', key: member.key, other: other ?? '' } as const;
    const isSame = other !== undefined && other !== member.key;
    return [
      ...(isSame ? [finding('duplicate-key', 'error', { path: [...path, key], offset }, facts)] : []),
      ...sameIdFindings(member.value, value, [...path, key]),
    ];
  });
}

/** A finding about an invalid ID as one about an alias, where the file defines aliases. */
export function asAliasFinding(found: Finding, aliases: Aliases): Finding {
  const { kind, facts, path, offset } = found;
  if (aliases.size === 0 || !idKinds.has(kind) || !('found' in facts)) return found;
  const text = String(facts.found);
  const place = { path, ...(offset === undefined ? {} : { offset }) };
  const id = aliases.get(text);
  if (id !== undefined)
    return finding('unknown-alias', 'error', place, { rule: 'other-id', found: text, id });
  const nearest = aliases.size > maxCompared ? undefined : suggest(text, aliases.keys(), maxTypos);
  if (!isAlias(text) || (nearest === undefined && 'nearest' in facts)) return found;
  const known = nearest === undefined ? {} : { nearest };
  return finding('unknown-alias', 'error', place, { rule: 'unknown', found: text, ...known });
}

/** How many characters of an alias may differ. */
const maxTypos = 2;

/** With more aliases than this, comparing takes too long. */
const maxCompared = 1000;

const idKinds: ReadonlySet<string> = new Set([
  'invalid-workspace-id',
  'invalid-tenant-id',
  'invalid-team-id',
]);
