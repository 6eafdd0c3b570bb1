import { checkChatPolicy } from './chatbot/check.js';
import { plainKeys } from './chatbot/plain-keys.js';
import { checkContentSize } from './check-document-size.js';
import { describe, type FieldReader, fieldReader } from './field-reader.js';
import { isAccountId, isPolicyId } from './identifiers.js';
import type { JsonObject, JsonValue } from './json.js';
import { awsLimits, type Limits } from './limits.js';
import type { MissingPart, Organization, OrganizationPolicy } from './organization.js';
import { deepestNesting } from './parse-json.js';
import { type Finding, hasErrors, quoted } from './problem.js';
import { readChannels } from './read-channels.js';
import { readTree } from './read-tree.js';
import { type Spot, under } from './spot.js';
import { surveyJson } from './survey-json.js';
import { syntaxTreeOf } from './syntax-tree.js';

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
    enabledPolicyTypes: reader.texts(document, 'enabledPolicyTypes', undefined, true),
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

function readPolicies(
  reader: FieldReader,
  document: JsonObject,
  limits: Limits,
  missing: readonly MissingPart[],
): ReadonlyMap<string, OrganizationPolicy> {
  const spot = under(undefined, 'policies');
  const policies = new Map<string, OrganizationPolicy>();
  const names = new Map<string, string>();
  const unread = new Set(missing.filter(({ what }) => what !== 'tags').map(({ id }) => id));
  const byId = reader.object(reader.value(document, 'policies'), spot);
  for (const id of Object.keys(byId)) {
    const here = under(spot, id);
    const policy = readPolicy(
      reader,
      id,
      reader.object(reader.value(byId, id), here),
      here,
      unread.has(id),
      limits,
    );
    const twin = names.get(`${policy.type} ${policy.name}`);
    if (twin !== undefined && policy.name !== '') {
      const message = `${quoted(policy.name)} is the name of ${quoted(twin)} already; AWS wants names to be unique`;
      reader.report('invalid-organization', under(here, 'name'), message, undefined, 'warning');
    }
    names.set(`${policy.type} ${policy.name}`, id);
    policies.set(id, policy);
  }
  return policies;
}

/** What a file may say of a policy and need not. */
function readDetails(
  reader: FieldReader,
  policy: JsonObject,
  spot: Spot,
): Pick<OrganizationPolicy, 'description' | 'tags'> {
  const description = reader.optionalText(policy, 'description', spot);
  const here = under(spot, 'tags');
  const tags = reader.value(policy, 'tags');
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: readTags(reader, reader.object(tags, here), here) }),
  };
}

function readTags(reader: FieldReader, tags: JsonObject, spot: Spot): Readonly<Record<string, string>> {
  const keys = Object.keys(tags).sort();
  return Object.fromEntries(keys.map((key) => [key, reader.text(tags, key, spot)]));
}

function readPolicy(
  reader: FieldReader,
  id: string,
  node: JsonObject,
  spot: Spot,
  unread: boolean,
  limits: Limits,
): OrganizationPolicy {
  if (!isPolicyId(id)) {
    reader.report('invalid-organization', spot, `${quoted(id)} is no policy id of AWS`, undefined, 'warning');
  }
  const type = reader.text(node, 'type', spot);
  const content = reader.value(node, 'content') ?? null;
  const here = under(spot, 'content');
  if (content === null) {
    if (!unread) reader.missing(node, 'content', spot, 'the document as JSON');
  } else if (type === 'CHATBOT_POLICY' && !unread) checkChatContent(reader, content, here, limits);
  else takeContent(reader, content, here);
  const name = reader.text(node, 'name', spot);
  const awsManaged = reader.flag(node, 'awsManaged', spot, false);
  return { id, name, type, awsManaged, content, ...readDetails(reader, node, spot) };
}

/** A document stands in three objects. */
const deepestContent = deepestNesting - 3;

/** Takes a document as it is; false where it is nested too deep to be looked at. */
function takeContent(reader: FieldReader, content: JsonValue, spot: Spot): boolean {
  const { keys, depth } = surveyJson(content, deepestContent);
  reader.addKeys(keys);
  if (depth <= deepestContent) return true;
  reader.report('json-too-deep', spot, `nested more than ${deepestContent} levels deep`);
  return false;
}

function checkChatContent(reader: FieldReader, content: JsonValue, spot: Spot, limits: Limits): void {
  const keys = plainKeys(content);
  let findings: readonly Finding[] = [];
  if (keys !== undefined) reader.addKeys(keys);
  else if (takeContent(reader, content, spot)) findings = checkChatPolicy(syntaxTreeOf(content));
  else return;
  const ofSize = checkContentSize(content, limits.chatPolicy.documentCharacters);
  for (const { kind, path, message, help, severity } of [...findings, ...ofSize]) {
    reader.report(kind, path.reduce<Spot>(under, spot), message, help, severity);
  }
}
