provider "aws" {
  # AWS Organizations is served from here.
  region = "us-east-1"

  # It answers a few requests a second: retry with patience.
  retry_mode  = "adaptive"
  max_retries = 25
}

module "chat_guardrails" {
  # From a registry or a repository, pin a version:
  #   source  = "app.terraform.io/example/chat-guardrails/aws"
  #   version = "1.0.0"
  source = "../.."
}

output "policies" {
  value = module.chat_guardrails.policies
}
