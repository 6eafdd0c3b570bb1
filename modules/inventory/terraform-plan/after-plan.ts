import type {
  MissingPart,
  Organization,
  OrganizationPolicy,
} from '../../policy/organization/organization.js';
import type { Finding } from '../../policy/problems/problem.js';
import type { ResourceChange, TerraformPlan } from './plan-file.js';
import type { Link } from './relink.js';

/** What is put together while the changes of a plan are gone through. */
export interface AfterPlan {
  readonly organization: Organization;
  readonly plan: TerraformPlan;
  readonly policies: Map<string, OrganizationPolicy>;
  /** Policies that are destroyed. */
  readonly gone: Set<string>;
  readonly detached: Link[];
  readonly attached: Link[];
  readonly missing: MissingPart[];
  readonly findings: Finding[];
}

/** Nothing has changed yet. */
export function afterPlan(organization: Organization, plan: TerraformPlan): AfterPlan {
  return {
    organization,
    plan,
    policies: new Map(organization.policies),
    gone: new Set(),
    detached: [],
    attached: [],
    missing: [...organization.missing],
    findings: [],
  };
}

/** Notes what the plan does not tell. */
export function noteUnknown(after: AfterPlan, part: Omit<MissingPart, 'reason'>, reason: string): void {
  after.missing.push({ ...part, reason });
  warn(after, 'unknown-until-apply', reason);
}

/** A warning about the plan as a whole. */
export function warn(
  { findings }: AfterPlan,
  kind: 'unknown-until-apply' | 'plan-of-another-organization',
  message: string,
): void {
  findings.push({ kind, severity: 'warning', path: [], message });
}

/** The changes of one type of resources, in the order of the plan. */
export function changesOf(plan: TerraformPlan, type: string): readonly ResourceChange[] {
  return plan.changes.filter((change) => change.type === type);
}

/** An attribute of a resource before or after; the empty text where it is not known or no text. */
export function textIn(node: ResourceChange['after'], key: string): string {
  const value = node?.[key];
  return typeof value === 'string' ? value : '';
}
