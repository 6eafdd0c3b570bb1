import { checkChatPolicy } from './chatbot/check.js';
import { checkDocumentSize } from './check-document-size.js';
import { type FieldReader, fieldReader, type Spot, under } from './field-reader.js';
import { isAccountId, isOrganizationalUnitId, isPolicyId, isRootId } from './identifiers.js';
import type { JsonObject, JsonValue } from './json.js';
import { awsLimits, type Limits } from './limits.js';
import type {
  Account,
  AttachmentTarget,
  MissingPart,
  Organization,
  OrganizationalUnit,
  OrganizationPolicy,
} from './organization.js';
import { type Finding, hasErrors, quoted } from './problem.js';
import { readChannels } from './read-channels.js';
import { suggest } from './suggest.js';
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
  const reader = fieldReader();
  const document = reader.object(value, undefined);
  if (document === undefined || !isKnownVersion(reader, document)) return { findings: reader.findings };
  const missing = readMissing(reader, document['missing']);
  const policies = readPolicies(reader, document['policies'], limits, missing);
  const tree = treeReader(reader, policies, missing, limits);
  const organization: Organization = {
    id: reader.text(document['id'], under(undefined, 'id')) ?? '',
    managementAccountId: readManagementAccount(reader, document['managementAccountId']),
    enabledPolicyTypes: readTexts(
      reader,
      document['enabledPolicyTypes'],
      under(undefined, 'enabledPolicyTypes'),
    ),
    root: tree.unit(document['root'], under(undefined, 'root'), 0),
    policies,
    channels: readChannels(reader, document['channels'], tree.accounts),
    missing,
  };
  const isMember = tree.accounts.has(organization.managementAccountId);
  if (!isMember && isAccountId(organization.managementAccountId)) {
    const message = `the management account ${quoted(organization.managementAccountId)} is not among the accounts`;
    reader.report(
      'invalid-organization',
      under(undefined, 'managementAccountId'),
      message,
      undefined,
      'warning',
    );
  }
  return hasErrors(reader.findings)
    ? { findings: reader.findings }
    : { organization, findings: reader.findings };
}

function isKnownVersion(reader: FieldReader, document: JsonObject): boolean {
  const { version } = document;
  if (version === organizationVersion) return true;
  const newer = typeof version === 'number' && version > organizationVersion;
  reader.report(
    'organization-version',
    under(undefined, 'version'),
    `found ${version === undefined ? 'no version' : quoted(String(version))}; this release reads version ${organizationVersion}`,
    newer
      ? 'upgrade this package'
      : `an organization file begins with {"version": ${organizationVersion}, …}`,
  );
  return false;
}

function readManagementAccount(reader: FieldReader, value: JsonValue | undefined): string {
  const spot = under(undefined, 'managementAccountId');
  const id = reader.text(value, spot) ?? '';
  if (id !== '' && !isAccountId(id))
    reader.report('invalid-organization', spot, `found ${quoted(id)}; expected twelve digits`);
  return id;
}

function readTexts(reader: FieldReader, value: JsonValue | undefined, spot: Spot): readonly string[] {
  return reader.list(value, spot).flatMap((item, index) => reader.text(item, under(spot, index)) ?? []);
}

function readMissing(reader: FieldReader, value: JsonValue | undefined): readonly MissingPart[] {
  if (value === undefined) return [];
  const spot = under(undefined, 'missing');
  return reader.list(value, spot).flatMap((item, index) => {
    const here = under(spot, index);
    const part = reader.object(item, here);
    if (part === undefined) return [];
    const text = (key: string): string => reader.text(part[key], under(here, key)) ?? '';
    return [{ what: text('what'), id: text('id'), reason: text('reason') }];
  });
}

function readPolicies(
  reader: FieldReader,
  value: JsonValue | undefined,
  limits: Limits,
  missing: readonly MissingPart[],
): ReadonlyMap<string, OrganizationPolicy> {
  const spot = under(undefined, 'policies');
  const policies = new Map<string, OrganizationPolicy>();
  const names = new Map<string, string>();
  const unread = new Set(missing.filter(({ what }) => what === 'policy').map(({ id }) => id));
  const document = reader.object(value, spot) ?? {};
  for (const id of Object.keys(document)) {
    const here = under(spot, id);
    if (!isPolicyId(id)) {
      reader.report(
        'invalid-organization',
        here,
        `${quoted(id)} is no policy id of AWS`,
        undefined,
        'warning',
      );
    }
    const policy = reader.object(document[id], here);
    if (policy === undefined) continue;
    const name = reader.text(policy['name'], under(here, 'name')) ?? '';
    const type = reader.text(policy['type'], under(here, 'type')) ?? '';
    const awsManaged = reader.flag(policy['awsManaged'], under(here, 'awsManaged'), false);
    const content = policy['content'] ?? null;
    if (type === 'CHATBOT_POLICY' && !unread.has(id))
      checkContent(reader, content, under(here, 'content'), limits);
    else if (content === null && !unread.has(id)) {
      reader.report('missing-key', under(here, 'content'), 'missing; expected the document as JSON');
    }
    const twin = names.get(`${type} ${name}`);
    if (twin !== undefined) {
      const message = `${quoted(name)} is the name of ${quoted(twin)} already; AWS wants names to be unique`;
      reader.report('invalid-organization', under(here, 'name'), message, undefined, 'warning');
    }
    names.set(`${type} ${name}`, id);
    policies.set(id, { id, name, type, awsManaged, content, ...readDetails(reader, policy, here) });
  }
  return policies;
}

/** What a file may say of a policy and need not. */
function readDetails(
  reader: FieldReader,
  policy: JsonObject,
  spot: Spot,
): Pick<OrganizationPolicy, 'description' | 'tags'> {
  const { description: written, tags: listed } = policy;
  const description = written === undefined ? undefined : reader.text(written, under(spot, 'description'));
  const here = under(spot, 'tags');
  const tags = listed === undefined ? undefined : reader.object(listed, here);
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: readTags(reader, tags, here) }),
  };
}

function readTags(reader: FieldReader, tags: JsonObject, spot: Spot): Readonly<Record<string, string>> {
  const keys = Object.keys(tags).sort();
  return Object.fromEntries(keys.map((key) => [key, reader.text(tags[key], under(spot, key)) ?? '']));
}

function checkContent(reader: FieldReader, content: JsonValue, spot: Spot, limits: Limits): void {
  const findings = [
    ...checkChatPolicy(syntaxTreeOf(content)),
    ...checkDocumentSize(JSON.stringify(content), limits.chatPolicy.documentCharacters),
  ];
  for (const { kind, path, message, help, severity } of findings) {
    reader.report(kind, path.reduce<Spot>(under, spot), message, help, severity);
  }
}

/** Reads units and accounts, and remembers every id, since none may stand twice. */
function treeReader(
  reader: FieldReader,
  policies: ReadonlyMap<string, OrganizationPolicy>,
  missing: readonly MissingPart[],
  limits: Limits,
) {
  const seen = new Set<string>();
  const accounts = new Set<string>();
  const unread = new Set(missing.map(({ id }) => id));

  const identify = (id: string, spot: Spot): void => {
    if (seen.has(id)) {
      reader.report(
        'duplicate-id',
        under(spot, 'id'),
        `${quoted(id)} stands in the tree already`,
        'each has one place',
      );
    }
    seen.add(id);
  };

  const target = (node: JsonObject, spot: Spot): AttachmentTarget => ({
    id: reader.text(node['id'], under(spot, 'id')) ?? '',
    name: node['name'] === undefined ? '' : (reader.text(node['name'], under(spot, 'name')) ?? ''),
    policies: attachments(node['policies'], under(spot, 'policies')),
    attachmentOrderKnown: reader.flag(
      node['attachmentOrderKnown'],
      under(spot, 'attachmentOrderKnown'),
      true,
    ),
  });

  const attachments = (value: JsonValue | undefined, spot: Spot): readonly string[] => {
    if (value === undefined) return [];
    const ids = reader.list(value, spot);
    const attached: string[] = [];
    for (let index = 0; index < ids.length; index++) {
      const here = under(spot, index);
      const id = reader.text(ids[index], here);
      if (id === undefined) continue;
      if (attached.includes(id))
        reader.report('duplicate-id', here, `${quoted(id)} is attached here already`);
      else attached.push(id);
      if (policies.has(id) || unread.has(id)) continue;
      const near = suggest(id, policies.keys());
      const help = near === undefined ? 'add it to `policies`' : `did you mean \`${near}\`?`;
      reader.report('unknown-policy', here, `${quoted(id)} is not among \`policies\``, help);
    }
    return attached;
  };

  const account = (value: JsonValue, spot: Spot): Account => {
    const read = target(reader.object(value, spot) ?? {}, spot);
    if (read.id !== '' && !isAccountId(read.id)) {
      reader.report(
        'invalid-organization',
        under(spot, 'id'),
        `found ${quoted(read.id)}; expected twelve digits`,
      );
    }
    identify(read.id, spot);
    accounts.add(read.id);
    return read;
  };

  const unit = (value: JsonValue | undefined, spot: Spot, depth: number): OrganizationalUnit => {
    const node = reader.object(value, spot) ?? {};
    const read = target(node, spot);
    if (read.id !== '' && !(depth === 0 ? isRootId(read.id) : isOrganizationalUnitId(read.id))) {
      const expected = depth === 0 ? 'a root (`r-ab12`)' : 'a unit (`ou-ab12-abcdefgh`)';
      reader.report(
        'invalid-organization',
        under(spot, 'id'),
        `${quoted(read.id)} is no id of ${expected}`,
        undefined,
        'warning',
      );
    }
    identify(read.id, spot);
    const below = under(spot, 'organizationalUnits');
    const inside = under(spot, 'accounts');
    const units = optionalList(node['organizationalUnits'], below);
    if (depth === limits.organizationalUnitDepth && units.length > 0) {
      const message = `units nested ${depth + 1} levels deep; AWS allows ${limits.organizationalUnitDepth}`;
      reader.report('invalid-organization', below, message);
      return { ...read, accounts: [], organizationalUnits: [] };
    }
    return {
      ...read,
      accounts: optionalList(node['accounts'], inside).map((item, index) =>
        account(item, under(inside, index)),
      ),
      organizationalUnits: units.map((item, index) => unit(item, under(below, index), depth + 1)),
    };
  };

  const optionalList = (value: JsonValue | undefined, spot: Spot): readonly JsonValue[] =>
    value === undefined ? [] : reader.list(value, spot);

  return { unit, accounts };
}
