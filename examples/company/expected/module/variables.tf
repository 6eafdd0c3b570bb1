variable "check_prerequisites" {
  description = "Whether a plan fails when the organization is not ready: all features, and the policy types that are used. Turn it off where the caller may not describe the organization"
  type        = bool
  default     = true
  nullable    = false
}

variable "name_prefix" {
  description = "Put in front of every policy's name; names are unique in an organization"
  type        = string
  default     = ""
  nullable    = false
}

variable "tags" {
  description = "Tags on every policy, beside those it was exported with"
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "target_ids" {
  description = "Ids of targets that shall not be looked up, by the words used for them, e.g. { \"Workloads/Prod\" = \"ou-…\" }"
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "targets" {
  description = "Where policies are attached instead, by policy: `root`, a unit by its path (`Workloads/Prod`), or an id. Policies that are left out keep their targets"
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
    error_message = "There is no policy ${join(", ", setsubtract(keys(var.targets), [
      "company-chat",
      "production-chat",
      "no-network-changes",
      "european-regions",
      "look-but-do-not-touch",
      "no-database-deletion",
      "no-instance-termination",
      "no-automation-from-teams",
    ]))}. There are: company-chat, production-chat, no-network-changes, european-regions, look-but-do-not-touch, no-database-deletion, no-instance-termination, no-automation-from-teams."
  }

  validation {
    condition     = length([for target in flatten(values(var.targets)) : target if length(regexall("(?:[^/\\\\]|\\\\.)+", target)) > 5]) == 0
    error_message = "Organizational units are nested at most five levels deep."
  }
}
