import type { JsonValue } from '../../policy/json.js';
import type {
  AttachmentTarget,
  MissingPart,
  Organization,
  OrganizationalUnit,
  OrganizationPolicy,
} from '../../policy/organization.js';
import { type Finding, quoted } from '../../policy/problem.js';
import { resolveTarget } from '../../policy/resolve-target.js';
import { findReferred } from './find-referred.js';
import type { ResourceChange, TerraformPlan } from './plan-file.js';

const policyType = 'aws_organizations_policy';
const attachmentType = 'aws_organizations_policy_attachment';
const unitType = 'aws_organizations_organizational_unit';
const accountType = 'aws_organizations_account';

/**
 * The organization as it is once a saved plan of Terraform is applied. A policy that is new has its address for an
 * id. What the plan does not tell stands in `missing`, so that answers that hang on it are unknown, and in the
 * findings.
 */
export function applyTerraformPlan(
  organization: Organization,
  plan: TerraformPlan,
): { readonly organization: Organization; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const policies = new Map(organization.policies);
  const gone = new Set<string>();
  const missing: MissingPart[] = [...organization.missing];
  for (const change of changesOf(plan, policyType)) applyPolicy(change);
  const detached: Link[] = [];
  const attached: Link[] = [];
  for (const change of changesOf(plan, attachmentType)) applyAttachment(change);
  const enabledPolicyTypes = typesAfter(plan) ?? organization.enabledPolicyTypes;
  noteMoves();
  const root = relinked(organization.root, { gone, detached, attached, policies });
  return { organization: { ...organization, enabledPolicyTypes, policies, root, missing }, findings };

  function applyPolicy({ actions, address, before, after }: ResourceChange): void {
    const id = textIn(before, 'id');
    if (id !== '' && !organization.policies.has(id)) {
      report(
        'plan-of-another-organization',
        `${quoted(address)} is ${quoted(id)}, which the organization file lacks`,
      );
    }
    if (actions.includes('delete') && before?.['skip_destroy'] !== true) {
      policies.delete(id);
      gone.add(id);
    }
    if (!actions.includes('create') && !actions.includes('update')) return;
    const key = actions.includes('create') ? address : id;
    const policy = policyOf(key, after);
    policies.set(key, policy ?? { ...shell(key, after), content: {} });
    if (policy === undefined) {
      unknown(
        { what: 'policy', id: key },
        `the document of ${quoted(address)} is known only after the plan is applied`,
      );
    }
  }

  function applyAttachment(change: ResourceChange): void {
    const { actions, before } = change;
    if (actions.includes('delete') && before?.['skip_destroy'] !== true) {
      detached.push({ policy: textIn(before, 'policy_id'), target: textIn(before, 'target_id') });
    }
    if (!actions.includes('create')) return;
    const target = targetOf(change);
    if (target === 'nobody') return;
    const policy = textIn(change.after, 'policy_id') || referredId(change, 'policy_id', [policyType]);
    if (target !== undefined && policy !== undefined) {
      attached.push({ policy, target });
      return;
    }
    const what = policy === undefined ? 'policy' : 'target';
    unknown(
      { what: 'attachments', id: target ?? organization.root.id },
      `which ${what} ${quoted(change.address)} attaches is known only after the plan is applied`,
    );
  }

  /** The id of a place, or nobody: a unit or account that is not there yet concerns no account that is. */
  function targetOf(change: ResourceChange): string | undefined {
    const known = textIn(change.after, 'target_id');
    if (known !== '') {
      if (resolveTarget(organization, { kind: 'id', id: known }) !== undefined) return known;
      report(
        'plan-of-another-organization',
        `${quoted(change.address)} attaches to ${quoted(known)}, which the organization file lacks`,
      );
      return 'nobody';
    }
    const place = findReferred(plan, change, 'target_id', [unitType, accountType]);
    return place === undefined ? undefined : textIn(place.before, 'id') || 'nobody';
  }

  function referredId(
    change: ResourceChange,
    argument: string,
    types: readonly string[],
  ): string | undefined {
    const found = findReferred(plan, change, argument, types);
    if (found === undefined) return undefined;
    return found.actions.includes('create') ? found.address : textIn(found.before, 'id') || undefined;
  }

  function noteMoves(): void {
    for (const { address, actions, before, after } of changesOf(plan, accountType)) {
      if (actions.includes('update') && before?.['parent_id'] !== after?.['parent_id']) {
        report('unknown-until-apply', `${quoted(address)} moves to another unit, which is not followed`);
      }
    }
  }

  function unknown(part: Omit<MissingPart, 'reason'>, reason: string): void {
    missing.push({ ...part, reason });
    report('unknown-until-apply', reason);
  }

  function report(kind: 'unknown-until-apply' | 'plan-of-another-organization', message: string): void {
    findings.push({ kind, severity: 'warning', path: [], message });
  }
}

interface Link {
  readonly policy: string;
  readonly target: string;
}

function changesOf(plan: TerraformPlan, type: string): readonly ResourceChange[] {
  return plan.changes.filter((change) => change.type === type);
}

function shell(id: string, after: ResourceChange['after']): Omit<OrganizationPolicy, 'content'> {
  const type = textIn(after, 'type') || 'SERVICE_CONTROL_POLICY';
  return { id, name: textIn(after, 'name') || id, type, awsManaged: false };
}

/** Undefined where the document is not known yet. */
function policyOf(id: string, after: ResourceChange['after']): OrganizationPolicy | undefined {
  try {
    return { ...shell(id, after), content: JSON.parse(textIn(after, 'content')) as JsonValue };
  } catch {
    return undefined;
  }
}

function textIn(node: ResourceChange['after'], key: string): string {
  const value = node?.[key];
  return typeof value === 'string' ? value : '';
}

/** The policy types that the plan leaves enabled, where it manages them. */
function typesAfter(plan: TerraformPlan): readonly string[] | undefined {
  const change = changesOf(plan, 'aws_organizations_organization').find(({ actions }) =>
    actions.includes('update'),
  );
  const types = change?.after?.['enabled_policy_types'];
  return Array.isArray(types) ? types.map(String) : undefined;
}

interface Links {
  readonly gone: ReadonlySet<string>;
  readonly detached: readonly Link[];
  readonly attached: readonly Link[];
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
}

/**
 * The tree with the attachments of the plan. Terraform attaches in no order that could be relied on: where two
 * policies of one type come to one place, the order is not known.
 */
function relinked(
  root: OrganizationalUnit,
  { gone, detached, attached, policies }: Links,
): OrganizationalUnit {
  const relink = <T extends AttachmentTarget>(target: T): T => {
    const isHere = (links: readonly Link[], policy: string): boolean =>
      links.some((link) => link.target === target.id && link.policy === policy);
    const kept = target.policies.filter((id) => !gone.has(id) && !isHere(detached, id));
    const added = attached
      .filter((link) => link.target === target.id && !kept.includes(link.policy))
      .map(({ policy }) => policy);
    if (added.length === 0 && kept.length === target.policies.length) return target;
    const chat = added.filter((id) => policies.get(id)?.type === 'CHATBOT_POLICY');
    const order = chat.length > 1 ? { attachmentOrderKnown: false } : {};
    return { ...target, policies: [...kept, ...added], ...order };
  };
  const rebuild = (unit: OrganizationalUnit): OrganizationalUnit => ({
    ...relink(unit),
    accounts: unit.accounts.map(relink),
    organizationalUnits: unit.organizationalUnits.map(rebuild),
  });
  return rebuild(root);
}
