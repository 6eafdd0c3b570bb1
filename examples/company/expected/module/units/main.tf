# The ids of the organizational units one level below the given parents.

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
      condition     = length(setsubtract(each.value, [for unit in self.children : replace(unit.name, local.special, "\\$0")])) == 0
      error_message = "no organizational unit ${join(", ", setsubtract(each.value, self.children[*].name))} below ${each.key == "" ? "the root" : each.key}; OUs there: ${length(self.children) == 0 ? "none" : join(", ", sort(self.children[*].name))}"
    }
  }
}

locals {
  # In a path, a slash or backslash inside a name is escaped with a backslash.
  special = "/[\\\\/]/"
}

output "ids" {
  description = "The ID of every OU below the parents, by its path"
  value = merge([for parent, found in data.aws_organizations_organizational_units.below : {
    for unit in found.children : trimprefix("${parent}/${replace(unit.name, local.special, "\\$0")}", "/") => unit.id
  }]...)
}
