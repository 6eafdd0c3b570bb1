import { describe, type FieldReader, fieldReader } from './field-reader.js';
import { isAccountId } from './identifiers.js';
import type { JsonObject, JsonValue } from './json.js';
import { awsLimits, type Limits } from './limits.js';
import type { MissingPart, Organization } from './organization.js';
import { type Finding, hasErrors, quoted } from './problem.js';
import { readChannels } from './read-channels.js';
import { readPolicies } from './read-policies.js';
import { readTree } from './read-tree.js';
import { under } from './spot.js';
import { warnAboutType } from './warn-about-type.js';

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
