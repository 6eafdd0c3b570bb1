import { fieldReader } from './field-reader.js';
import type { JsonValue } from './json.js';
import { awsLimits, type Limits } from './limits.js';
import type { Organization } from './organization.js';
import { deepestNesting, parseJson } from './parse-json.js';
import { problemsIn } from './position.js';
import { type Finding, type Path, type Problem, quoted } from './problem.js';
import { readWith } from './read-organization.js';
import { mostWrittenKeys, surveyJson } from './survey-json.js';
import type { Member, ObjectNode, SyntaxNode } from './syntax-tree.js';

/**
 * Reads the text of an organization file. `JSON.parse` reads it, and where nothing is wrong nobody else does: only for
 * the places of problems is the text read again. Never throws, whatever the text.
 */
export function readOrganizationText(
  source: { readonly text: string; readonly file?: string },
  limits: Limits = awsLimits,
): { readonly organization?: Organization; readonly problems: readonly Problem[] } {
  const value = parsed(source.text);
  if (value === undefined) return { problems: problemsIn(source, parseJson(source.text).findings) };
  const reader = fieldReader();
  const { organization, findings } = readWith(reader, value, limits);
  if (
    organization !== undefined &&
    findings.length === 0 &&
    isWrittenOnce(source.text, value, reader.keys())
  ) {
    return { organization, problems: [] };
  }
  const { tree, findings: textual } = parseJson(source.text);
  if (tree === undefined) return { problems: problemsIn(source, textual) };
  const duplicates = [...duplicateKeys(tree, [])];
  const offsetOf = offsetsIn(tree);
  const placed = findings.map((finding) => ({ ...finding, offset: offsetOf(finding.path) }));
  const problems = problemsIn(source, [...duplicates, ...placed]);
  return organization === undefined || duplicates.length > 0 ? { problems } : { organization, problems };
}

/** Whether every key is written once, and nothing is nested too deep; fields that nobody reads are counted last. */
function isWrittenOnce(text: string, value: JsonValue, keysRead: number): boolean {
  const written = mostWrittenKeys(text);
  if (written === keysRead) return true;
  const { keys, depth } = surveyJson(value, deepestNesting);
  return written === keys && depth <= deepestNesting;
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/**
 * Tells where the deepest part of a path that exists in the text begins; a key's place is its own, not its value's. Of
 * a key that is written twice the last one counts, as in `JSON.parse`.
 */
function offsetsIn(tree: SyntaxNode): (path: Path) => number {
  const tables = new Map<SyntaxNode, ReadonlyMap<string | number, Member>>();
  const memberOf = (node: ObjectNode, key: string | number): Member | undefined => {
    const table = tables.get(node) ?? new Map(node.members.map((member) => [member.key, member]));
    tables.set(node, table);
    return table.get(key);
  };
  return (path) => {
    let node = tree;
    let { offset } = tree;
    for (const part of path) {
      if (node.kind === 'array' && typeof part === 'number') {
        const item = node.items[part];
        if (item === undefined) break;
        node = item;
        offset = item.offset;
      } else if (node.kind === 'object') {
        const member = memberOf(node, part);
        if (member === undefined) break;
        node = member.value;
        offset = member.offset;
      } else break;
    }
    return offset;
  };
}

function* duplicateKeys(node: SyntaxNode, path: Path): Generator<Finding> {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) yield* duplicateKeys(item, [...path, index]);
  }
  if (node.kind !== 'object') return;
  const seen = new Set<string>();
  for (const { key, offset, value } of node.members) {
    if (seen.has(key)) {
      const message = `the key ${quoted(key)} stands in this object already`;
      yield {
        kind: 'duplicate-key',
        severity: 'error',
        path: [...path, key],
        offset,
        message,
        help: 'join the two',
      };
    }
    seen.add(key);
    yield* duplicateKeys(value, [...path, key]);
  }
}
