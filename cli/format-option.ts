import { Option } from 'commander';

/** The option `--format`. */
export interface FormatOptions {
  readonly format: string;
}

/** `--format`, with the formats a command knows; the first one is the default. */
export function formatOption(...formats: readonly [string, ...string[]]): Option {
  return new Option('--format <format>', 'the output format').choices(formats).default(formats[0]);
}
