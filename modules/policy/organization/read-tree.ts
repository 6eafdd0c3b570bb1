import { isAccountId, isOrganizationalUnitId, isRootId } from '../identifiers.js';
import { type Limits, typeQuotas } from '../limits.js';
import type { PolicyType } from '../plan/plan.js';
import type { Finding } from '../problems/problem.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../text/json.js';
import { type LazyPath, under } from '../text/lazy-path.js';
import { quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import type { FieldReader } from './field-reader.js';
import type {
  Account,
  AttachmentTarget,
  MissingPart,
  OrganizationalUnit,
  OrganizationPolicy,
} from './organization.js';

/** What the tree of an organization file refers to. */
interface Surroundings {
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
  readonly missing: readonly MissingPart[];
  readonly limits: Limits;
}

/** The units and accounts of an organization file. */
interface Tree {
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

  const targetOf = (node: JsonObject, spot: LazyPath): AttachmentTarget => {
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

  const accountOf = (value: JsonValue, spot: LazyPath): Account => {
    if (!isPlain(value)) {
      const node = reader.object(value, spot);
      const status = reader.optionalText(node, 'status', spot);
      return { ...targetOf(node, spot), ...(status === undefined ? {} : { status }) };
    }
    reader.addKeys(plainKeys);
    return value;
  };

  /** Nothing is wrong with most accounts: they are taken as they are, without a copy. */
  const accountsOf = (listed: readonly JsonValue[], spot: LazyPath): readonly Account[] => {
    if (!listed.every(isPlain)) return listed.map((item, index) => accountOf(item, under(spot, index)));
    reader.addKeys(plainKeys * listed.length);
    return listed;
  };

  const unitOf = (value: JsonValue | undefined, spot: LazyPath, depth: number): OrganizationalUnit => {
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
  const { id, name, policies: attached, attachmentOrderKnown, status } = value;
  return (
    typeof id === 'string' &&
    id !== '' &&
    typeof name === 'string' &&
    attachmentOrderKnown === undefined &&
    status === undefined &&
    Array.isArray(attached) &&
    arePlain(attached)
  );
}

/** The ids of the accounts of an organization. */
interface AccountIds {
  /** Whether it is an account id, and was not there before. */
  readonly add: (id: string) => boolean;
  readonly has: (id: string) => boolean;
}

/**
 * No account ids yet. They are kept as numbers in a table with open addressing: twelve digits are a number, and an
 * organization may have so many accounts that a set of texts would cost more than all other reading.
 */
export function accountIds(): AccountIds {
  let slots = new Float64Array(roomAtFirst);
  let free = slots.length >> 1;
  /** Where a number is, or where it would go. */
  const slotOf = (number: number): number => {
    let slot = Math.imul(number, spread) >>> (Math.clz32(slots.length) + 1);
    while (slots[slot] !== 0 && slots[slot] !== number) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const grow = (): void => {
    const grown = slots;
    free = grown.length >> 1;
    slots = new Float64Array(2 * grown.length);
    for (const number of grown) if (number !== 0) slots[slotOf(number)] = number;
  };
  return {
    add: (id) => {
      const number = accountNumber(id);
      if (number === 0) return false;
      const slot = slotOf(number);
      if (slots[slot] === number) return false;
      slots[slot] = number;
      if (--free === 0) grow();
      return true;
    },
    has: (id) => {
      const number = accountNumber(id);
      return number !== 0 && slots[slotOf(number)] === number;
    },
  };
}

/** Twice as many slots as large organizations have accounts; what is never touched costs no memory. */
const roomAtFirst = 1 << 17;
/** An odd number near the golden ratio of 2^32: numbers in a row end up far from each other. */
const spread = 0x9e3779b1;
const zero = 48;

/** The number that twelve digits are, and one more, so that it is never 0; 0 of anything else. */
function accountNumber(id: string): number {
  if (id.length !== 12) return 0;
  let number = 0;
  for (let index = 0; index < 12; index++) {
    const digit = id.charCodeAt(index) - zero;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return number + 1;
}

/** What the attachments of an organization file are held against. */
interface AttachmentContext {
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
  /** Ids of what could not be read. */
  readonly unread: ReadonlySet<string>;
  readonly limits: Limits;
}

/** Reports every policy of a list that is not there or stands in it already, and more of a type than AWS attaches. */
function reportWrongAttachments(
  reader: FieldReader,
  attached: readonly string[],
  spot: LazyPath,
  { policies, unread, limits }: AttachmentContext,
): void {
  const seen = new Set<string>();
  for (const [index, id] of attached.entries()) {
    if (seen.has(id))
      reader.report('duplicate-id', under(spot, index), `${quoted(id)} is attached here already`);
    seen.add(id);
    if (policies.has(id) || unread.has(id)) continue;
    const near = suggest(id, policies.keys());
    const help = near === undefined ? 'add it to `policies`' : `did you mean \`${near}\`?`;
    reader.report('unknown-policy', under(spot, index), `${quoted(id)} is not among \`policies\``, help);
  }
  for (const type of Object.keys(typeQuotas) as PolicyType[]) {
    const ofType = [...seen].filter((id) => policies.get(id)?.type === type).length;
    const { limits: ofLimits, plural } = typeQuotas[type];
    const most = limits[ofLimits].attachmentsPerTarget;
    if (ofType <= most) continue;
    const message = `${ofType} ${plural} attached here; AWS allows ${most}`;
    reader.report(
      'too-many-attachments',
      spot,
      message,
      'no organization is so; check what wrote the file',
      'warning',
    );
  }
}

/** Reports every account of a tree whose id is none, and every id that stands in it already. */
function reportWrongIds(reader: FieldReader, root: OrganizationalUnit, spot: LazyPath): void {
  const seen = new Set<string>();
  const see = (id: string, here: LazyPath): void => {
    if (id !== '' && seen.has(id)) {
      const message = `${quoted(id)} stands in the tree already`;
      reader.report('duplicate-id', under(here, 'id'), message, 'each has one place');
    }
    seen.add(id);
  };
  const seeAccount = (id: string, here: LazyPath): void => {
    if (id !== '' && !isAccountId(id)) {
      const message = `found ${quoted(id)}; expected twelve digits`;
      reader.report('invalid-organization', under(here, 'id'), message);
    }
    see(id, here);
  };
  const walk = (unit: OrganizationalUnit, here: LazyPath): void => {
    see(unit.id, here);
    const inside = under(here, 'accounts');
    for (const [index, { id }] of unit.accounts.entries()) seeAccount(id, under(inside, index));
    const below = under(here, 'organizationalUnits');
    for (const [index, child] of unit.organizationalUnits.entries()) walk(child, under(below, index));
  };
  walk(root, spot);
}
