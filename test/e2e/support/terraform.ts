import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tools } from './find-tools.js';
import { withoutColours } from './process.js';

/** What one run of Terraform printed, and its exit code. */
export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** Terraform in one folder; a run that takes longer than five minutes is ended. */
export interface Terraform {
  readonly run: (...words: readonly string[]) => Ran;
  /** As `run`; throws with all that was printed when the exit code is not 0. */
  readonly succeed: (...words: readonly string[]) => string;
}

/**
 * Terraform and its provider read thousands of schemas each time they start, and then end: to collect garbage less often
 * saves a third of their work.
 */
export const lessCollecting = { GOGC: '400' };

/** The environment of a Terraform that uses the provider that was found and nothing of the user's own settings. */
export function terraformEnvironment(folder: string, { cliConfiguration }: Tools) {
  const configuration = join(folder, '.terraformrc');
  writeFileSync(configuration, cliConfiguration);
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    TF_CLI_CONFIG_FILE: configuration,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    NO_COLOR: '1',
    CHECKPOINT_DISABLE: '1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...lessCollecting,
  };
}

/** Terraform in a folder, in an environment of its own. */
export function terraformIn(folder: string, tools: Tools): Terraform {
  const env = terraformEnvironment(folder, tools);
  const run = (...words: readonly string[]): Ran => {
    const options = { cwd: folder, env, encoding: 'utf8', timeout: 300_000, maxBuffer: 1 << 28 } as const;
    const { status, stdout, stderr } = spawnSync(tools.terraform, words, options);
    return { status, output: withoutColours(`${stdout}${stderr}`) };
  };
  return {
    run,
    succeed: (...words) => {
      const { status, output } = run(...words);
      if (status !== 0) throw new Error(`terraform ${words.join(' ')} ended with ${status}:\n${output}`);
      return output;
    },
  };
}

/** The AWS provider for an emulator: an override file beside any caller. */
export function emulatorProvider(endpoint: string): string {
  return `provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  max_retries                 = 3

  endpoints {
    organizations = "${endpoint}"
    sts           = "${endpoint}"
  }
}
`;
}
