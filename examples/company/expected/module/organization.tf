# The organization: read, never changed.

data "aws_organizations_organization" "this" {
  count = var.check_prerequisites || length(local.to_find) > 0 ? 1 : 0

  lifecycle {
    postcondition {
      condition     = length(self.roots) > 0
      error_message = "these credentials cannot see the root of the organization; use those of the management account or of a delegated administrator for AWS Organizations"
    }

    postcondition {
      condition     = !var.check_prerequisites || self.feature_set == "ALL"
      error_message = "the organization has consolidated billing only, and policies need all features; enable them in the console of AWS Organizations under Settings, or with `aws organizations enable-all-features`"
    }

    postcondition {
      condition     = !var.check_prerequisites || contains([for type in flatten(self.roots[*].policy_types) : type.type if type.status == "ENABLED"], "CHATBOT_POLICY")
      error_message = "policy type CHATBOT_POLICY is not enabled in the organization; enable it once, in the management account: aws organizations enable-policy-type --policy-type CHATBOT_POLICY --root-id ${join("", self.roots[*].id)}"
    }

    postcondition {
      condition     = !var.check_prerequisites || contains([for type in flatten(self.roots[*].policy_types) : type.type if type.status == "ENABLED"], "SERVICE_CONTROL_POLICY")
      error_message = "policy type SERVICE_CONTROL_POLICY is not enabled in the organization; enable it once, in the management account: aws organizations enable-policy-type --policy-type SERVICE_CONTROL_POLICY --root-id ${join("", self.roots[*].id)}"
    }
  }
}

locals {
  # The targets of each policy: the exported ones, unless var.targets overrides them.
  targets = merge({
    company-chat             = ["root"]
    production-chat          = ["Workloads/Production"]
    no-network-changes       = ["root"]
    european-regions         = ["root"]
    look-but-do-not-touch    = ["Security"]
    no-database-deletion     = ["Workloads"]
    no-instance-termination  = ["Workloads/Production"]
    no-automation-from-teams = ["Workloads"]
  }, var.targets)
  all_targets = distinct(flatten(values(local.targets)))

  # The ID of every target.
  target_ids = merge(
    { for target in local.all_targets : target => target if can(regex(local.id_pattern, target)) },
    { for target in local.all_targets : target => local.root_id if target == "root" },
    module.units_1.ids, module.units_2.ids, module.units_3.ids, module.units_4.ids, module.units_5.ids,
    var.target_ids,
  )
  id_pattern = "^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|[0-9]{12})$"
  root_id    = one(data.aws_organizations_organization.this[*].roots[0].id)

  # What has to be looked up: the root, and OUs by their names under each parent, level by level.
  # A slash inside a name is written \/.
  to_find = [
    for target in local.all_targets : target
    if !can(regex(local.id_pattern, target)) && !contains(keys(var.target_ids), target)
  ]
  paths = [for target in local.to_find : regexall("(?:[^/\\\\]|\\\\.)+", target) if target != "root"]
  wanted = [for depth in range(5) : {
    for names in local.paths : join("/", slice(names, 0, depth)) => names[depth]... if length(names) > depth
  }]
}

module "units_1" {
  source  = "./units"
  parents = { "" = local.root_id }
  wanted  = local.wanted[0]
}

module "units_2" {
  source  = "./units"
  parents = module.units_1.ids
  wanted  = local.wanted[1]
}

module "units_3" {
  source  = "./units"
  parents = module.units_2.ids
  wanted  = local.wanted[2]
}

module "units_4" {
  source  = "./units"
  parents = module.units_3.ids
  wanted  = local.wanted[3]
}

module "units_5" {
  source  = "./units"
  parents = module.units_4.ids
  wanted  = local.wanted[4]
}
