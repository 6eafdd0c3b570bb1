import {
  type AttachmentTarget,
  attachedPolicies,
  type Organization,
  type OrganizationPolicy,
} from '../../policy/organization/organization.js';
import { canonicalJson } from '../../policy/text/canonical-json.js';
import { isAbout } from '../iam/applies.js';
import { policyCompiler } from '../iam/policy.js';
import type { ActionClass } from './action-classes.js';
import type { AccountPaths } from './equivalent-accounts.js';

/**
 * The classes of actions that a change can touch: those about which a policy speaks that stands on one of the two ways
 * alone, or at another level of it. About all other actions the same statements decide before and after.
 */
export function touchedClasses(
  before: Organization,
  after: Organization,
  classes: readonly ActionClass[],
): (ways: AccountPaths) => readonly ActionClass[] {
  const compile = policyCompiler();
  if (frameOf(before) !== frameOf(after)) return () => classes;
  return ({ before: old, after: now }) => {
    if (idsOf(old) !== idsOf(now)) return classes;
    const changed = old.flatMap((target, level) => {
      const next = now[level];
      return next === undefined ? [] : differing(attachedTo(before, target), attachedTo(after, next));
    });
    const statements = changed.flatMap(({ content }) => compile(content).statements);
    return classes.filter(({ actions: [representative = ''] }) => {
      const folded = representative.toLowerCase();
      return statements.some((statement) => isAbout(statement, folded));
    });
  };
}

/** What decides beside policies, as a text. */
function frameOf({ managementAccountId, enabledPolicyTypes, missing }: Organization): string {
  return JSON.stringify([managementAccountId, [...enabledPolicyTypes].sort(), missing]);
}

function idsOf(way: readonly AttachmentTarget[]): string {
  return way.map(({ id }) => id).join(' ');
}

function attachedTo(organization: Organization, target: AttachmentTarget): readonly OrganizationPolicy[] {
  return attachedPolicies(organization, target, 'SERVICE_CONTROL_POLICY');
}

/** The policies that one list has and the other has not, or not with the same content. */
function differing(
  old: readonly OrganizationPolicy[],
  now: readonly OrganizationPolicy[],
): readonly OrganizationPolicy[] {
  const lacks = (others: readonly OrganizationPolicy[]) => (policy: OrganizationPolicy) =>
    !others.some((other) => isSame(policy, other));
  return [...old.filter(lacks(now)), ...now.filter(lacks(old))];
}

function isSame(a: OrganizationPolicy, b: OrganizationPolicy): boolean {
  return a === b || (a.id === b.id && canonicalJson(a.content) === canonicalJson(b.content));
}
