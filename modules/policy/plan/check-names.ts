import type { ChatPolicyIntent, GuardrailIntent, Intent } from '../intent.js';
import type { Finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { quoted } from '../text/quote.js';

type PolicyIntent = ChatPolicyIntent | GuardrailIntent;

/** Names that AWS refuses, that stand twice, or that become one address in Terraform. */
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

/** What cdktf keeps of a construct's id; Terraform tells upper from lower case. */
function addressOf(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '');
}

function checkName({ name }: PolicyIntent, { namePrefix, limits }: Intent, path: Path): Finding[] {
  const full = `${namePrefix}${name}`;
  const invalid = (message: string, help: string, severity: Finding['severity'] = 'error'): Finding[] => [
    { kind: 'invalid-name', severity, path, message, help },
  ];
  if (name === '') return invalid('an empty name', 'name the policy; its address in Terraform comes from it');
  const characters = Array.from(full).length;
  if (characters > limits.policyNameCharacters) {
    const counted = namePrefix === '' ? '' : ', the prefix included';
    return invalid(
      `${characters} characters${counted}; AWS takes at most ${limits.policyNameCharacters}`,
      'shorten it',
    );
  }
  if (!/[A-Za-z0-9]/.test(name)) {
    return invalid(
      `${quoted(name)} has no letter or digit`,
      'addresses in Terraform are made of a to z, 0 to 9',
    );
  }
  if (/\p{Cc}/u.test(full)) return invalid(`${quoted(name)} holds a control character`, 'remove it');
  if (!/^[\x20-\x7e]*$/.test(full)) {
    const message = `${quoted(name)} holds characters outside ASCII, which AWS may refuse`;
    return invalid(message, 'AWS documents names as ASCII text', 'warning');
  }
  if (full === 'FullAWSAccess')
    return invalid(`${quoted(full)} is the name of AWS's own policy`, 'choose another');
  return [];
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function duplicate({ name }: PolicyIntent, path: Path): Finding {
  const message = `another policy has the name ${quoted(name)} already`;
  const help = 'names are unique in an organization, chat policies and guardrails together';
  return { kind: 'duplicate-policy-name', severity: 'error', path, message, help };
}

function colliding({ name }: PolicyIntent, other: PolicyIntent, address: string, path: Path): Finding {
  const message = `${quoted(name)} and ${quoted(other.name)} both become ${quoted(address)} in the addresses of Terraform`;
  const help = 'let the names differ in letters, digits, `_` or `-`';
  return { kind: 'colliding-names', severity: 'error', path, message, help };
}
