variable "check_prerequisites" {
  description = "Whether a plan fails if the organization lacks all features or a needed policy type. Set to false if the credentials cannot call organizations:DescribeOrganization"
  type        = bool
  default     = true
  nullable    = false
}

variable "name_prefix" {
  description = "Prefix of every policy name; names are unique in an organization"
  type        = string
  default     = ""
  nullable    = false
}

variable "tags" {
  description = "Tags of every policy, in addition to the exported ones"
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "target_ids" {
  description = "IDs of targets that are not looked up, by the target as written in var.targets, e.g. { \"Workloads/Prod\" = \"ou-…\" }"
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "targets" {
  description = "Overrides the targets of policies, by policy name: `root`, an OU path (`Workloads/Prod`) or an ID. Policies not listed keep their targets"
  type        = map(list(string))
  default     = {}
  nullable    = false

  validation {
    condition = length(setsubtract(keys(var.targets), [
      "company-chat",
      "production-chat",
      "no-network-changes",
      "european-regions",
      "look-but-do-not-touch",
      "no-database-deletion",
      "no-instance-termination",
      "no-automation-from-teams",
    ])) == 0
    error_message = "No policy ${join(", ", setsubtract(keys(var.targets), [
      "company-chat",
      "production-chat",
      "no-network-changes",
      "european-regions",
      "look-but-do-not-touch",
      "no-database-deletion",
      "no-instance-termination",
      "no-automation-from-teams",
    ]))} in this module. Policies: company-chat, production-chat, no-network-changes, european-regions, look-but-do-not-touch, no-database-deletion, no-instance-termination, no-automation-from-teams."
  }

  validation {
    condition     = length([for target in flatten(values(var.targets)) : target if length(regexall("(?:[^/\\\\]|\\\\.)+", target)) > 5]) == 0
    error_message = "Organizational units are nested at most five levels deep."
  }
}
