# The exported module in several workspaces of HCP Terraform, which are found by their tags. What differs between them
# is a variable of the workspace.
terraform {
  required_version = ">= 1.5.0"

  cloud {
    organization = "example"

    workspaces {
      tags = ["chat-guardrails", "exported"]
    }
  }
}

variable "name_prefix" {
  description = "Prefix of every policy name"
  type        = string
  default     = ""
}

variable "targets" {
  description = "Where policies are attached instead, by policy"
  type        = map(list(string))
  default     = {}
}

provider "aws" {
  region      = "us-east-1"
  retry_mode  = "adaptive"
  max_retries = 25
}

module "chat_guardrails" {
  # From the private registry:
  #   source  = "app.terraform.io/example/chat-guardrails/aws"
  #   version = "~> 1.0"
  source = "../../expected/module"

  name_prefix = var.name_prefix
  targets     = var.targets
  tags        = { workspace = terraform.workspace }
}

output "policies" {
  value = module.chat_guardrails.policies
}
