import type { Plan } from '../policy/plan.js';
import type { ExportedFile } from './exported-file.js';

/** An example caller: the whole module as it was exported. It adds no tags to what exists already. */
export function exampleFile(plan: Plan): ExportedFile {
  const takesOver = plan.policies.some(({ existing }) => existing !== undefined);
  return { path: 'examples/complete/main.tf', text: caller(takesOver ? '' : tags) };
}

const tags = `
  tags = { managed-by = "terraform" }
`;

const caller = (added: string): string => `provider "aws" {
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
${added}}

output "policies" {
  value = module.chat_guardrails.policies
}
`;
