import type { ChatPolicyIntent, GuardrailIntent, Intent } from '../intent.js';
import { type Finding, finding, hasErrors, type Severity } from '../problems/problem.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import type { Path } from '../text/path.js';

type PolicyIntent = ChatPolicyIntent | GuardrailIntent;

/** Reports names that AWS refuses, duplicates, and names that become one address in Terraform. */
export function checkNames(intent: Intent): Finding[] {
  const policies: readonly PolicyIntent[] = [...intent.chatPolicies, ...intent.guardrails];
  const byName = new Map<string, PolicyIntent>();
  const byAddress = new Map<string, PolicyIntent>();
  return policies.flatMap((policy): Finding[] => {
    const path = [...policy.path, 'name'];
    const findings = checkName(policy, intent, path);
    if (hasErrors(findings)) return findings;
    const address = addressOf(policy.name);
    const namesake = byName.get(policy.name);
    const neighbour = byAddress.get(address);
    if (namesake !== undefined) findings.push(duplicate(policy, path));
    else if (neighbour !== undefined) findings.push(colliding(policy, neighbour, address, path));
    byName.set(policy.name, policy);
    byAddress.set(address, policy);
    return findings;
  });
}

/** What cdktf keeps of a construct's ID. Terraform's addresses are case-sensitive. */
function addressOf(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '');
}

function checkName({ name }: PolicyIntent, { namePrefix, limits }: Intent, path: Path): Finding[] {
  const full = `${namePrefix}${name}`;
  const invalid = (facts: ProblemFacts<'invalid-name'>, severity: Severity = 'error'): Finding[] => [
    finding('invalid-name', severity, { path }, facts),
  ];
  const about = { policy: name };
  if (name === '') return invalid({ rule: 'empty', ...about });
  const count = Array.from(full).length;
  const limit = limits.policyNameCharacters;
  if (count > limit)
    return invalid({ rule: namePrefix === '' ? 'long' : 'long-prefixed', ...about, count, limit });
  if (!/[A-Za-z0-9]/.test(name)) return invalid({ rule: 'no-letter-or-digit', ...about });
  if (/\p{Cc}/u.test(full)) return invalid({ rule: 'control-character', ...about });
  if (!/^[\x20-\x7e]*$/.test(full)) return invalid({ rule: 'not-ascii', ...about }, 'warning');
  if (awsPolicies.has(full)) return invalid({ rule: 'aws-managed', policy: full });
  if (full.startsWith(controlTowerPrefix)) return invalid({ rule: 'control-tower', policy: full });
  return [];
}

/**
 * The policies that AWS attaches itself: to targets of service control policies and of resource control policies.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const awsPolicies: ReadonlySet<string> = new Set(['FullAWSAccess', 'RCPFullAWSAccess']);

/**
 * The prefix of the service control policies that AWS Control Tower creates and repairs.
 * @see https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/705
 */
const controlTowerPrefix = 'aws-guardrails-';

function duplicate({ name }: PolicyIntent, path: Path): Finding {
  return finding('duplicate-policy-name', 'error', { path }, { rule: 'in-file', policy: name });
}

function colliding({ name }: PolicyIntent, other: PolicyIntent, address: string, path: Path): Finding {
  return finding('colliding-names', 'error', { path }, { policy: name, other: other.name, address });
}
