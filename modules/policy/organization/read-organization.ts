import { isAccountId } from '../identifiers.js';
import { awsLimits, type Limits } from '../limits.js';
import { type Finding, hasErrors, type Problem } from '../problems/problem.js';
import type { JsonObject, JsonValue } from '../text/json.js';
import { under } from '../text/lazy-path.js';
import { maxNesting, mostWrittenKeys, parseJson, surveyJson } from '../text/parse-json.js';
import type { Path } from '../text/path.js';
import { problemsIn } from '../text/position.js';
import { quoted } from '../text/quote.js';
import type { Member, ObjectNode, SyntaxNode } from '../text/syntax-tree.js';
import { describe, type FieldReader, fieldReader } from './field-reader.js';
import type { MissingPart, Organization } from './organization.js';
import { readChannels } from './read-channels.js';
import { readPolicies, warnAboutType } from './read-policies.js';
import { readTree } from './read-tree.js';

/** An organization, or why there is none; warnings may come with an organization. */
export interface ReadOrganization {
  readonly organization?: Organization;
  readonly findings: readonly Finding[];
}

/** The version of the organization file that this package reads and writes. */
export const organizationVersion = 1;

/**
 * Checks the value of an organization file and reads it. Unknown fields are ignored. An error for whatever
 * contradicts itself: an id twice, a policy that is not there, units nested too deep, a chat policy that AWS
 * would have refused.
 */
export function readOrganization(value: JsonValue, limits: Limits = awsLimits): ReadOrganization {
  return readWith(fieldReader(), value, limits);
}

/** The same with a reader, which knows afterwards how many keys were read. */
export function readWith(reader: FieldReader, value: JsonValue, limits: Limits): ReadOrganization {
  const document = reader.object(value, undefined);
  if (!isKnownVersion(reader, document)) return { findings: reader.findings };
  const missing = readMissing(reader, document);
  const policies = readPolicies(reader, document, limits, missing);
  const tree = readTree(reader, document, { policies, missing, limits });
  const organization: Organization = {
    id: reader.text(document, 'id', undefined),
    managementAccountId: readManagementAccount(reader, document, tree.isAccount),
    enabledPolicyTypes: readEnabledTypes(reader, document),
    root: tree.root,
    policies,
    channels: readChannels(reader, document, tree.isAccount),
    missing,
  };
  return hasErrors(reader.findings)
    ? { findings: reader.findings }
    : { organization, findings: reader.findings };
}

function isKnownVersion(reader: FieldReader, document: JsonObject): boolean {
  const version = reader.value(document, 'version');
  if (version === organizationVersion) return true;
  const newer = typeof version === 'number' && version > organizationVersion;
  const found = version === undefined ? 'no version' : describeVersion(version);
  reader.report(
    'organization-version',
    under(undefined, 'version'),
    `found ${found}; this release reads version ${organizationVersion}`,
    newer
      ? 'upgrade this package'
      : `an organization file begins with {"version": ${organizationVersion}, …}`,
  );
  return false;
}

/** A text in its quotes, since `1` is the version and `"1"` is none. */
function describeVersion(version: JsonValue): string {
  return typeof version === 'string' ? quoted(JSON.stringify(version)) : describe(version);
}

function readManagementAccount(
  reader: FieldReader,
  document: JsonObject,
  isAccount: (id: string) => boolean,
): string {
  const id = reader.text(document, 'managementAccountId', undefined);
  const spot = under(undefined, 'managementAccountId');
  if (typeof document['managementAccountId'] !== 'string') return id;
  if (!isAccountId(id)) {
    reader.report('invalid-organization', spot, `found ${describe(id)}; expected twelve digits`);
  } else if (!isAccount(id)) {
    const message = `the management account ${quoted(id)} is not among the accounts`;
    reader.report('invalid-organization', spot, message, undefined, 'warning');
  }
  return id;
}

function readEnabledTypes(reader: FieldReader, document: JsonObject): readonly string[] {
  const spot = under(undefined, 'enabledPolicyTypes');
  const types = reader.texts(document, 'enabledPolicyTypes', undefined, true);
  for (const [index, type] of types.entries()) warnAboutType(reader, type, under(spot, index));
  return types;
}

function readMissing(reader: FieldReader, document: JsonObject): readonly MissingPart[] {
  const spot = under(undefined, 'missing');
  return reader.list(document, 'missing', undefined).map((item, index) => {
    const here = under(spot, index);
    const part = reader.object(item, here);
    return {
      what: reader.text(part, 'what', here),
      id: reader.text(part, 'id', here),
      reason: reader.text(part, 'reason', here),
    };
  });
}

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
  const { keys, depth } = surveyJson(value, maxNesting);
  return written === keys && depth <= maxNesting;
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
