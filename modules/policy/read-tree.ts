import { accountIds } from './account-ids.js';
import type { FieldReader } from './field-reader.js';
import { isOrganizationalUnitId, isRootId } from './identifiers.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json.js';
import type { Limits } from './limits.js';
import type {
  Account,
  AttachmentTarget,
  MissingPart,
  OrganizationalUnit,
  OrganizationPolicy,
} from './organization.js';
import { type Finding, quoted } from './problem.js';
import { reportWrongAttachments } from './report-wrong-attachments.js';
import { reportWrongIds } from './report-wrong-ids.js';
import { type Spot, under } from './spot.js';

/** What the tree of an organization file refers to. */
interface Surroundings {
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
  readonly missing: readonly MissingPart[];
  readonly limits: Limits;
}

/** The units and accounts of an organization file. */
export interface Tree {
  readonly root: OrganizationalUnit;
  /** Whether it is an account of the tree; of a tree that could not be read whole any may be. */
  readonly isAccount: (id: string) => boolean;
}

/** Reads the tree of an organization file, every id once. */
export function readTree(
  reader: FieldReader,
  document: JsonObject,
  { policies, missing, limits }: Surroundings,
): Tree {
  const unread = new Set(missing.map(({ id }) => id));
  const ids = accountIds();
  const units = new Set<string>();
  /** Whether every account has an id of an account, and none stands in the tree twice. */
  let areGood = true;
  let known: JsonValue = null;
  /** Most accounts have the same policy attached: looking at it again is quicker than looking it up. */
  const isPolicy = (id: JsonValue): boolean => {
    if (id === known) return true;
    if (typeof id !== 'string' || !policies.has(id)) return false;
    known = id;
    return true;
  };

  /** No list as short as this has too many of a type. */
  const fewest = Math.min(
    limits.chatPolicy.attachmentsPerTarget,
    limits.serviceControlPolicy.attachmentsPerTarget,
  );
  const arePlain = (attached: readonly JsonValue[]): boolean =>
    attached.every(isPolicy) &&
    (attached.length < 2 || (attached.length <= fewest && new Set(attached).size === attached.length));

  const targetOf = (node: JsonObject, spot: Spot): AttachmentTarget => {
    if (node['id'] === '') {
      reader.report('invalid-organization', under(spot, 'id'), 'found an empty text; expected an id');
    }
    const target = {
      id: reader.text(node, 'id', spot),
      name: reader.optionalText(node, 'name', spot) ?? '',
      policies: reader.texts(node, 'policies', spot),
      attachmentOrderKnown: reader.flag(node, 'attachmentOrderKnown', spot, true),
    };
    if (!arePlain(target.policies)) {
      reportWrongAttachments(reader, target.policies, under(spot, 'policies'), { policies, unread, limits });
    }
    return target;
  };

  const isPlain = (value: JsonValue): value is JsonObject & Account => isPlainAccount(value, arePlain);

  const accountOf = (value: JsonValue, spot: Spot): Account => {
    if (!isPlain(value)) return targetOf(reader.object(value, spot), spot);
    reader.addKeys(plainKeys);
    return value;
  };

  /** Nothing is wrong with most accounts: they are taken as they are, without a copy. */
  const accountsOf = (listed: readonly JsonValue[], spot: Spot): readonly Account[] => {
    if (!listed.every(isPlain)) return listed.map((item, index) => accountOf(item, under(spot, index)));
    reader.addKeys(plainKeys * listed.length);
    return listed;
  };

  const unitOf = (value: JsonValue | undefined, spot: Spot, depth: number): OrganizationalUnit => {
    const node = reader.object(value, spot);
    const target = targetOf(node, spot);
    areGood = !units.has(target.id) && areGood;
    units.add(target.id);
    const isExpected = depth === 0 ? isRootId(target.id) : isOrganizationalUnitId(target.id);
    if (target.id !== '' && !isExpected) {
      const message = `${quoted(target.id)} is no id of ${depth === 0 ? 'a root (`r-ab12`)' : 'a unit (`ou-ab12-abcdefgh`)'}`;
      reader.report('invalid-organization', under(spot, 'id'), message, undefined, 'warning');
    }
    const accounts = accountsOf(reader.list(node, 'accounts', spot), under(spot, 'accounts'));
    for (const { id } of accounts) areGood = ids.add(id) && areGood;
    const below = under(spot, 'organizationalUnits');
    const children = reader.list(node, 'organizationalUnits', spot);
    if (depth === limits.organizationalUnitDepth && children.length > 0) {
      const message = `units nested ${depth + 1} levels deep; AWS allows ${limits.organizationalUnitDepth}`;
      reader.report('invalid-organization', below, message);
      return { ...target, accounts, organizationalUnits: [] };
    }
    return {
      ...target,
      accounts,
      organizationalUnits: children.map((item, index) => unitOf(item, under(below, index), depth + 1)),
    };
  };

  const spot = under(undefined, 'root');
  const before = reader.findings.length;
  const root = unitOf(reader.value(document, 'root'), spot, 0);
  const isWhole = !reader.findings.slice(before).some(hidesAccounts);
  if (!areGood || [...units].some(ids.has)) reportWrongIds(reader, root, spot);
  return { root, isAccount: (id) => !isWhole || ids.has(id) };
}

/** Whether it may be why an account is not known; what is wrong with an attachment is not. */
function hidesAccounts({ kind, severity }: Finding): boolean {
  return severity === 'error' && kind !== 'unknown-policy' && kind !== 'duplicate-id';
}

/** How many fields an account has in which nothing is wrong. */
const plainKeys = 3;

/** Whether it has the three fields of an account, and nothing is wrong with them but perhaps the digits of its id. */
function isPlainAccount(
  value: JsonValue,
  arePlain: (attached: readonly JsonValue[]) => boolean,
): value is JsonObject & Account {
  if (!isJsonObject(value)) return false;
  const { id, name, policies: attached, attachmentOrderKnown } = value;
  return (
    typeof id === 'string' &&
    id !== '' &&
    typeof name === 'string' &&
    attachmentOrderKnown === undefined &&
    Array.isArray(attached) &&
    arePlain(attached)
  );
}
