import { isAccountId, isOrganizationalUnitId, isRootId } from '../identifiers.js';
import { type Limits, policyTypes, typeQuotas } from '../limits.js';
import { type Finding, hasErrors } from '../problems/problem.js';
import { type JsonObject, type JsonValue, oneOrMany } from '../text/json.js';
import { type LazyPath, under } from '../text/lazy-path.js';
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
interface References {
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
  readonly missing: readonly MissingPart[];
  readonly limits: Limits;
}

/** The organizational units and accounts of an organization file. */
interface Tree {
  readonly root: OrganizationalUnit;
  /** Whether an account is in the tree; true for any ID where a part of the tree could not be read. */
  readonly isAccount: (id: string) => boolean;
  /** Whether the account requires user roles in all its channels. */
  readonly requiresUserRoles: (id: string) => boolean;
}

/** Reads the tree of an organization file. */
export function readTree(
  reader: FieldReader,
  document: JsonObject,
  { policies, missing, limits }: References,
): Tree {
  const unread = new Set(missing.map(({ id }) => id));
  const ids = new Set<string>();
  const unitIds = new Set<string>();
  const userRoleAccounts = new Set<string>();
  const withoutPolicies: { readonly target: AttachmentTarget; readonly at: LazyPath }[] = [];

  const targetOf = (node: JsonObject, at: LazyPath): AttachmentTarget => {
    const target = {
      id: reader.text(node, 'id', at),
      name: reader.optionalText(node, 'name', at) ?? '',
      policies: reader.texts(node, 'policies', at),
      attachmentOrderKnown: reader.flag(node, 'attachmentOrderKnown', at, true),
    };
    if (node['policies'] === undefined && !unread.has(target.id)) withoutPolicies.push({ target, at });
    const others = ids.size;
    if (target.id !== '') ids.add(target.id);
    if (node['id'] === '') reader.report('invalid-organization', under(at, 'id'), { rule: 'empty-id' });
    else if (target.id !== '' && ids.size === others) {
      reader.report('duplicate-id', under(at, 'id'), { rule: 'tree', found: target.id });
    }
    checkAttachments(reader, target.policies, under(at, 'policies'), { policies, unread, limits });
    return target;
  };

  const accountOf = (value: JsonValue, at: LazyPath): Account => {
    const node = reader.object(value, at);
    const target = targetOf(node, at);
    if (target.id !== '' && !isAccountId(target.id)) {
      reader.report('invalid-organization', under(at, 'id'), { rule: 'account-id', found: target.id });
    }
    const status = reader.optionalText(node, 'status', at);
    const account = status === undefined ? target : { ...target, status };
    if (!reader.flag(node, 'userRoleRequired', at, false)) return account;
    userRoleAccounts.add(target.id);
    return { ...account, userRoleRequired: true };
  };

  const unitOf = (value: JsonValue | undefined, at: LazyPath, depth: number): OrganizationalUnit => {
    const node = reader.object(value, at);
    const target = targetOf(node, at);
    unitIds.add(target.id);
    checkUnitId(reader, target.id, under(at, 'id'), depth);
    const inside = under(at, 'accounts');
    const below = under(at, 'organizationalUnits');
    const unit = {
      ...target,
      accounts: reader.list(node, 'accounts', at).map((item, index) => accountOf(item, under(inside, index))),
    };
    const children = reader.list(node, 'organizationalUnits', at);
    if (depth === limits.organizationalUnitDepth && children.length > 0) {
      const facts = { rule: 'depth', count: depth + 1, limit: limits.organizationalUnitDepth } as const;
      reader.report('invalid-organization', below, facts);
      return { ...unit, organizationalUnits: [] };
    }
    return {
      ...unit,
      organizationalUnits: children.map((item, index) => unitOf(item, under(below, index), depth + 1)),
    };
  };

  const before = reader.findings.length;
  const root = unitOf(document['root'], under(undefined, 'root'), 0);
  const isWhole = !reader.findings.slice(before).some(hidesAccounts) && !missing.some(isUnreadTree);
  const [first] = withoutPolicies;
  if (
    first !== undefined &&
    !hasErrors(reader.findings.slice(before)) &&
    oneOrMany(document['enabledPolicyTypes'] ?? []).includes('SERVICE_CONTROL_POLICY')
  ) {
    const facts = { rule: 'no-attachments', count: withoutPolicies.length, target: first.target.id } as const;
    reader.report('invalid-organization', first.at, facts, 'warning');
  }
  return {
    root,
    isAccount: (id) => !isWhole || (ids.has(id) && !unitIds.has(id)),
    requiresUserRoles: (id) => userRoleAccounts.has(id),
  };
}

/** Whether accounts may be in a part of the tree that could not be read. */
function isUnreadTree({ what }: MissingPart): boolean {
  return what === 'accounts' || what === 'organizationalUnits' || what === 'place';
}

/** Whether a finding in the tree may be the reason why an account is not in it. */
function hidesAccounts({ kind, severity }: Finding): boolean {
  return severity === 'error' && kind !== 'unknown-policy' && kind !== 'duplicate-id';
}

function checkUnitId(reader: FieldReader, id: string, at: LazyPath, depth: number): void {
  if (id === '' || (depth === 0 ? isRootId(id) : isOrganizationalUnitId(id))) return;
  const rule = depth === 0 ? 'root-id' : 'organizational-unit-id';
  reader.report('invalid-organization', at, { rule, found: id }, 'warning');
}

/** What attached policies are compared with. */
interface KnownPolicies {
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
  /** IDs of what could not be read. */
  readonly unread: ReadonlySet<string>;
  readonly limits: Limits;
}

/** Reports attached policies that are unknown or duplicate, and more of a type than AWS attaches. */
function checkAttachments(
  reader: FieldReader,
  attached: readonly string[],
  at: LazyPath,
  { policies, unread, limits }: KnownPolicies,
): void {
  for (const [index, policy] of attached.entries()) {
    if (attached.indexOf(policy) < index) {
      reader.report('duplicate-id', under(at, index), { rule: 'attachment', policy });
    }
    if (policies.has(policy) || unread.has(policy)) continue;
    const nearest = suggest(policy, policies.keys());
    reader.report('unknown-policy', under(at, index), { policy, ...(nearest && { nearest }) });
  }
  for (const type of policyTypes) {
    const limit = limits[typeQuotas[type]].attachmentsPerTarget;
    if (attached.length <= limit) continue;
    const count = new Set(attached.filter((id) => policies.get(id)?.type === type)).size;
    if (count <= limit) continue;
    const facts = { rule: 'organization-file', type, count, limit } as const;
    // What policies do together takes more than linear time, and no organization has ten times what AWS attaches.
    reader.report('too-many-attachments', at, facts, count > 10 * limit ? 'error' : 'warning');
  }
}
