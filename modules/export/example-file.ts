import type { ExportedFile } from './exported-file.js';

/** An example caller: the whole module as it was exported. */
export function exampleFile(): ExportedFile {
  return { path: 'examples/complete/main.tf', text: caller };
}

const caller = `provider "aws" {
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

  tags = { managed-by = "terraform" }
}

output "policies" {
  value = module.chat_guardrails.policies
}
`;
