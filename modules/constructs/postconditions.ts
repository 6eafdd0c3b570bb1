import type { Postcondition } from 'cdktf';
import type { Organization } from '../policy/organization.js';
import type { PolicyType } from '../policy/plan.js';
import { quoted } from '../policy/problem.js';
import { quotedInExpression, terraformText } from './terraform-text.js';

/** On the organization: whoever runs Terraform can see its root. */
export function rootVisible(): Postcondition {
  return {
    condition: '${length(self.roots) > 0}',
    errorMessage:
      'these credentials cannot see the root of the organization; use those of the management account or of a delegated administrator for AWS Organizations',
  };
}

/** On the organization: its root is the one that the ids of a plan stand below. Says nothing where that cannot be seen. */
export function organizationIs({ id, root }: Organization): Postcondition {
  return {
    condition: `\${length(self.roots) == 0 || try(self.roots[0].id, "") == "${quotedInExpression(root.id)}"}`,
    errorMessage: `the organization file is that of ${readable([id])} with the root ${readable([root.id])}, and these credentials reach \`\${self.id}\` with the root \`\${try(self.roots[0].id, "")}\`; collect the organization that is meant with \`chat-guardrails collect\`, or use its credentials`,
  };
}

/** On the organization: it can have policies at all. */
export function allFeaturesOn(): Postcondition {
  return {
    condition: '${self.feature_set == "ALL"}',
    errorMessage:
      'the organization has consolidated billing only, and policies need all features; enable them in the console of AWS Organizations under Settings, or with `aws organizations enable-all-features`',
  };
}

/** On the organization: policies of a type can be attached. Says nothing where the root cannot be seen. */
export function typeEnabled(type: PolicyType): Postcondition {
  const enabled = `[for type in self.roots[0].policy_types : type.type if type.status == "ENABLED"]`;
  return {
    condition: `\${length(self.roots) == 0 || contains(try(${enabled}, []), "${type}")}`,
    errorMessage: `the policy type ${type} is not enabled in the organization, so nothing of it can be attached; enable it once, in the management account: aws organizations enable-policy-type --policy-type ${type} --root-id \${try(self.roots[0].id, "ROOT-ID")}`,
  };
}

/** On the units below a parent: the last name of the path is one of them. */
export function unitExists(names: readonly string[]): Postcondition {
  const name = names.at(-1) ?? '';
  const parent = names.length === 1 ? 'the root' : readable(names.slice(0, -1));
  return {
    condition: `\${contains(self.children[*].name, "${quotedInExpression(name)}")}`,
    errorMessage: `there is no organizational unit ${readable(names)}; below ${parent} there \${length(self.children) == 0 ? "is none" : "are: \${join(", ", sort(self.children[*].name))}"}`,
  };
}

/** A path inside a message, which holds no quotes and backslashes of its own. */
function readable(names: readonly string[]): string {
  return terraformText(quoted(names.join('/')).replace(/["\\]/g, "'"));
}
