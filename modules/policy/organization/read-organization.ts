import { isAccountId } from '../identifiers.js';
import { awsLimits, type Limits } from '../limits.js';
import { limitProblems } from '../problems/limit-problems.js';
import { type Finding, hasErrors, type Problem } from '../problems/problem.js';
import { duplicateKeys } from '../text/duplicate-keys.js';
import { foundJson } from '../text/found-value.js';
import { type JsonObject, type JsonValue, jsonValueOf } from '../text/json.js';
import { under } from '../text/lazy-path.js';
import { memberOf } from '../text/node-at-path.js';
import { maxNesting, maxWrittenKeys, parseJson, surveyJson } from '../text/parse-json.js';
import type { Path } from '../text/path.js';
import { problemsIn } from '../text/position.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import { type FieldReader, fieldReader } from './field-reader.js';
import type { AttachmentTarget, MissingPart, Organization, OrganizationalUnit } from './organization.js';
import { readChannels, readCustomActions, readTeams, readWorkspaces } from './read-channels.js';
import { readPolicies, warnAboutType } from './read-policies.js';
import { readTree } from './read-tree.js';

/** An organization, or the errors why there is none; warnings can come with an organization. */
export interface ReadOrganization {
  readonly organization?: Organization;
  readonly findings: readonly Finding[];
}

/** The version of the organization file that this package reads and writes. */
export const organizationVersion = 1;

/**
 * Checks and reads the value of an organization file. Unknown fields are ignored. Inconsistencies are errors: a
 * duplicate ID, a policy that is not in the file, OUs nested too deep, a chat policy that AWS rejects.
 */
export function readOrganization(value: JsonValue, limits: Limits = awsLimits): ReadOrganization {
  const reader = fieldReader();
  const document = reader.object(value, undefined);
  if (!isKnownVersion(reader, document)) return { findings: reader.findings };
  const missing = readMissing(reader, document);
  const policies = readPolicies(reader, document, limits, missing);
  const tree = readTree(reader, document, { policies, missing, limits });
  const { collectedAt } = document;
  const enabledPolicyTypes = readEnabledTypes(reader, document);
  const organization: Organization = {
    id: reader.text(document, 'id', undefined),
    ...(typeof collectedAt === 'string' ? { collectedAt } : {}),
    managementAccountId: readManagementAccount(reader, document, tree.isAccount),
    enabledPolicyTypes,
    root: tree.root,
    policies,
    channels: readChannels(reader, document, tree),
    workspaces: readWorkspaces(reader, document),
    teams: readTeams(reader, document),
    customActions: readCustomActions(reader, document),
    missing,
    ...(enabledPolicyTypes.includes(scps) && !isAttached(scps, tree.root, policies)
      ? { lacksServiceControlPolicies: true }
      : {}),
  };
  return hasErrors(reader.findings)
    ? { findings: reader.findings }
    : { organization, findings: reader.findings };
}

const scps = 'SERVICE_CONTROL_POLICY';

/** True if a policy of a type is attached to the root, an OU or an account below. */
function isAttached(type: string, unit: OrganizationalUnit, policies: Organization['policies']): boolean {
  const isHere = (target: AttachmentTarget): boolean =>
    target.policies.some((id) => (policies.get(id)?.type ?? type) === type);
  return (
    [unit, ...unit.accounts].some(isHere) ||
    unit.organizationalUnits.some((child) => isAttached(type, child, policies))
  );
}

function isKnownVersion(reader: FieldReader, document: JsonObject): boolean {
  const version = document['version'];
  if (version === organizationVersion) return true;
  const newer = typeof version === 'number' && version > organizationVersion;
  const found = version === undefined ? ({ foundType: 'nothing' } as const) : foundJson(version);
  reader.report('organization-version', under(undefined, 'version'), {
    ...found,
    expected: organizationVersion,
    newer,
  });
  return false;
}

function readManagementAccount(
  reader: FieldReader,
  document: JsonObject,
  isAccount: (id: string) => boolean,
): string {
  const id = reader.text(document, 'managementAccountId', undefined);
  const at = under(undefined, 'managementAccountId');
  if (typeof document['managementAccountId'] !== 'string') return id;
  if (!isAccountId(id)) {
    reader.report('invalid-organization', at, { rule: 'account-id', found: id });
  } else if (!isAccount(id)) {
    reader.report('invalid-organization', at, { rule: 'management-account', account: id }, 'warning');
  }
  return id;
}

function readEnabledTypes(reader: FieldReader, document: JsonObject): readonly string[] {
  const at = under(undefined, 'enabledPolicyTypes');
  const types = reader.texts(document, 'enabledPolicyTypes', undefined, true);
  for (const [index, type] of types.entries()) warnAboutType(reader, type, under(at, index));
  return types;
}

function readMissing(reader: FieldReader, document: JsonObject): readonly MissingPart[] {
  const at = under(undefined, 'missing');
  return reader.list(document, 'missing', undefined).map((item, index) => {
    const here = under(at, index);
    const part = reader.object(item, here);
    return {
      what: reader.text(part, 'what', here),
      id: reader.text(part, 'id', here),
      reason: reader.text(part, 'reason', here),
    };
  });
}

/**
 * Reads the text of an organization file. Never throws.
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs';
 * import { readOrganizationText } from 'cdktf-chat-guardrails/policy';
 *
 * const file = 'organization.json';
 * const { organization, problems } = readOrganizationText({ text: readFileSync(file, 'utf8'), file });
 * ```
 */
export function readOrganizationText(
  source: { readonly text: string; readonly file?: string },
  limits: Limits = awsLimits,
): { readonly organization?: Organization; readonly problems: readonly Problem[] } {
  const value = jsonValueOf(source.text);
  if (value === undefined) return { problems: problemsIn(source, parseJson(source.text).findings) };
  const { organization, findings } = readOrganization(value, limits);
  // Positions and duplicate keys need a second parse, which takes several times as long as the first.
  if (organization !== undefined && findings.length === 0 && isWrittenOnce(source.text, value)) {
    return { organization, problems: [] };
  }
  const { tree, findings: textual } = parseJson(source.text);
  if (tree === undefined) return { problems: problemsIn(source, textual) };
  const duplicates = duplicateKeys(tree, []);
  const offsetOf = offsetsIn(tree);
  const placed = findings.map((finding) => ({ ...finding, offset: offsetOf(finding.path) }));
  const problems = limitProblems(problemsIn(source, [...duplicates, ...placed]));
  return organization === undefined || duplicates.length > 0 ? { problems } : { organization, problems };
}

/** Whether every key is written once and nothing is nested too deep. */
function isWrittenOnce(text: string, value: JsonValue): boolean {
  const { keys, depth } = surveyJson(value, maxNesting);
  return maxWrittenKeys(text) === keys && depth <= maxNesting;
}

/**
 * A function from a path to the offset of its deepest part that exists in the text: of a key, where the key starts. Of a
 * duplicate key the last one counts, as in `JSON.parse`.
 */
function offsetsIn(tree: SyntaxNode): (path: Path) => number {
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
