import type { ExportSettings } from './export-settings.js';
import type { ExportedFile } from './exported-file.js';
import { hclString } from './hcl-string.js';

/** An example caller: the whole module as it was exported. */
export function exampleFile({ region }: ExportSettings): ExportedFile {
  return { path: 'examples/complete/main.tf', text: caller(region) };
}

const caller = (region: string): string => `provider "aws" {
  # AWS Organizations is served from here.
  region = ${hclString(region)}

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
`;
