import type { Limits, PolicyTypeLimits } from '../limits.js';
import { typeQuotas } from '../limits.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
import type { Draft, ResolvedTarget } from './draft.js';
import type { PolicyType } from './plan.js';
import { renderTarget } from './plan.js';
import type { UnplannedPolicies } from './unplanned-policies.js';

/** More policies of a type on one target, or in the organization, than AWS allows. */
export function checkQuotas(
  drafts: readonly Draft[],
  limits: Limits,
  bystanders: UnplannedPolicies,
  atlas: OrganizationIndex | undefined,
): Finding[] {
  return (Object.keys(typeQuotas) as PolicyType[]).flatMap((type) => {
    const ours = drafts.filter((draft) => draft.type === type);
    const quota = limits[typeQuotas[type].limits];
    return [
      ...checkTargets(ours, type, quota, bystanders, atlas),
      ...checkTotal(ours, type, quota, bystanders),
    ];
  });
}

function checkTargets(
  drafts: readonly Draft[],
  type: PolicyType,
  quota: PolicyTypeLimits,
  bystanders: UnplannedPolicies,
  atlas: OrganizationIndex | undefined,
): Finding[] {
  const attached = new Map<string, ResolvedTarget[]>();
  for (const place of drafts.flatMap(({ places }) => places)) {
    const here = attached.get(place.key);
    if (here === undefined) attached.set(place.key, [place]);
    else here.push(place);
  }
  return [...attached.values()].flatMap((here): Finding[] => {
    const [first] = here;
    const others = first === undefined ? [] : othersAt(first, type, bystanders, atlas);
    const excess = here[quota.attachmentsPerTarget - others.length] ?? here[0];
    const total = here.length + others.length;
    if (total <= quota.attachmentsPerTarget || excess === undefined) return [];
    const beside = others.length === 0 ? '' : `, ${listed(others)} included`;
    return [
      {
        kind: 'too-many-attachments',
        severity: 'error',
        path: excess.path,
        message: `${total} ${typeQuotas[type].plural} on ${quoted(renderTarget(excess.target))}${beside}; AWS allows ${quota.attachmentsPerTarget}`,
        help: advice(type, atlas),
      },
    ];
  });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(quoted).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/**
 * The names of policies that take slots of a target and are not the plan's. Where the organization is not known,
 * AWS's own policy is reckoned with, which is attached everywhere unless somebody took it away.
 */
function othersAt(
  place: ResolvedTarget,
  type: PolicyType,
  bystanders: UnplannedPolicies,
  atlas: OrganizationIndex | undefined,
): readonly string[] {
  if (atlas === undefined) return type === 'SERVICE_CONTROL_POLICY' ? ['FullAWSAccess'] : [];
  return bystanders.at(place, type).map(({ name }) => name);
}

function advice(type: PolicyType, atlas: OrganizationIndex | undefined): string {
  if (type === 'CHATBOT_POLICY') return 'join policies, or attach some to a unit above or below';
  const join = 'write several actions into one guardrail, or attach some to a unit above or below';
  return atlas === undefined ? `${join}; an \`organization\` file tells what is attached already` : join;
}

function checkTotal(
  drafts: readonly Draft[],
  type: PolicyType,
  quota: PolicyTypeLimits,
  unplanned: UnplannedPolicies,
): Finding[] {
  const others = unplanned.all.filter((policy) => policy.type === type && !policy.awsManaged);
  const total = drafts.length + others.length;
  if (total <= quota.policiesPerOrganization) return [];
  const message = `${total} ${typeQuotas[type].plural} in the organization; AWS allows ${quota.policiesPerOrganization}`;
  return [{ kind: 'too-many-policies', severity: 'error', path: [], message, help: 'join some of them' }];
}
