provider "aws" {
  # The Region of the AWS Organizations endpoint.
  region = "us-east-1"

  # AWS Organizations throttles requests; retry often.
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
