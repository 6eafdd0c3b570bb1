import type { Command as Parser } from 'commander';

/** The options that select and read the configuration. */
export interface ConfigurationOptions {
  readonly config?: string;
  readonly environment?: string;
  readonly wave?: string;
  readonly organization?: string;
  readonly allowOutside?: true;
}

/** Adds the options of every command that reads a configuration. */
export function configurationOptions(parser: Parser): Parser {
  return parser
    .option('--config <file>', 'configuration file (default: chat-guardrails.yaml)')
    .option('--environment <name>', 'the environment, if the file has several')
    .option('--wave <name>', 'the wave of a rollout')
    .option('--organization <file>', 'organization file, instead of the one that the configuration names')
    .option('--allow-outside', 'read a `document` outside the folder of the configuration too');
}
