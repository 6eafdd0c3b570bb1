import type { Limits } from '../policy/limits.js';
import type { Plan, PlannedPolicy } from '../policy/plan/plan.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import type { JsonValue } from '../policy/text/json.js';
import type { ExportSettings } from './export-settings.js';
import type { ExportedFile } from './exported-file.js';
import { resourceName } from './hcl.js';
import { importsFile } from './imports-file.js';
import { organizationFile } from './organization-file.js';
import { policiesFile } from './policies-file.js';
import { exampleFile, readmeFile } from './readme-file.js';
import { outputsFile, variablesFile, versionsFile } from './variables-file.js';

/** A plan as a plain Terraform module, formatted as `terraform fmt` formats. */
export function exportModule(plan: Plan, settings: ExportSettings): readonly ExportedFile[] {
  return [
    readmeFile(plan, settings),
    ...importsFile(plan),
    exampleFile(settings),
    policiesFile(plan),
    organizationFile(plan),
    outputsFile(plan),
    unitsFile(),
    variablesFile(plan, settings),
    versionsFile(settings.providerVersion),
  ];
}

/** What a plan can be and its exported module cannot: two policies at one address, a document that Terraform lengthens. */
export function checkExport({ policies }: Plan, limits: Limits): Finding[] {
  return [...collisions(policies), ...policies.flatMap((policy) => checkSize(policy, limits))];
}

function collisions(policies: readonly PlannedPolicy[]): Finding[] {
  const seen = new Map<string, string>();
  return policies.flatMap(({ id }): Finding[] => {
    const name = resourceName(id);
    const other = seen.get(name);
    seen.set(name, id);
    if (other === undefined) return [];
    return [finding('colliding-names', 'error', { path: [] }, { policy: id, other, address: name })];
  });
}

function checkSize({ id, type, content }: PlannedPolicy, limits: Limits): Finding[] {
  const { documentCharacters } = type === 'CHATBOT_POLICY' ? limits.chatPolicy : limits.serviceControlPolicy;
  const count = encodedLength(content);
  if (count <= documentCharacters) return [];
  const facts = { policy: id, count, limit: documentCharacters };
  return [finding('document-too-large', 'error', { path: [] }, { rule: 'terraform-escapes', ...facts })];
}

/** `jsonencode` escapes these as `\u003c` for use in HTML. */
function encodedLength(content: JsonValue): number {
  const text = JSON.stringify(content).replace(/[<>&\u2028\u2029]|\\[bf]/g, '\\u0000');
  return Array.from(text).length;
}

/**
 * `units/main.tf`: a module inside the module that finds the OUs of one level. Terraform has no recursion, so the
 * module calls it once for every level that AWS allows.
 */
function unitsFile(): ExportedFile {
  return { path: 'units/main.tf', text: source };
}

const source = `# The ids of the organizational units one level below the given parents.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "parents" {
  description = "IDs of parents, by their paths; the path of the root is empty"
  type        = map(string)
}

variable "wanted" {
  description = "Names of OUs to find, by the path of their parent"
  type        = map(list(string))
}

data "aws_organizations_organizational_units" "below" {
  for_each  = var.wanted
  parent_id = var.parents[each.key]

  lifecycle {
    postcondition {
      condition     = length(setsubtract(each.value, [for unit in self.children : replace(unit.name, local.special, "\\\\$0")])) == 0
      error_message = "no organizational unit \${join(", ", setsubtract(each.value, self.children[*].name))} below \${each.key == "" ? "the root" : each.key}; OUs there: \${length(self.children) == 0 ? "none" : join(", ", sort(self.children[*].name))}"
    }
  }
}

locals {
  # In a path, a slash or backslash inside a name is escaped with a backslash.
  special = "/[\\\\\\\\/]/"
}

output "ids" {
  description = "The ID of every OU below the parents, by its path"
  value = merge([for parent, found in data.aws_organizations_organizational_units.below : {
    for unit in found.children : trimprefix("\${parent}/\${replace(unit.name, local.special, "\\\\$0")}", "/") => unit.id
  }]...)
}
`;
