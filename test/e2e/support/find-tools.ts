import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FoundTools } from './describe-with-tools.js';
import { findMoto, type MotoTools } from './find-moto.js';

/** What an end-to-end test needs from the machine. */
export interface Tools extends MotoTools {
  readonly terraform: string;
  /** The text of a configuration file of Terraform's command line. */
  readonly cliConfiguration: string;
}

let found: FoundTools<Tools> | undefined;

/** Looks once for Terraform, the AWS provider and moto. */
export function findTools(): FoundTools<Tools> {
  found ??= look();
  return found;
}

function look(): FoundTools<Tools> {
  const terraform = process.env['TERRAFORM_BINARY_NAME'] || 'terraform';
  const moto = findMoto();
  const mirror = providerMirror();
  const cliConfiguration = cliConfigurationFor(mirror);
  const missing: string[] = [];
  const hasTerraform = runs(terraform, 'version');
  if (!hasTerraform) missing.push('Terraform');
  const hasProvider =
    mirror === undefined
      ? !hasTerraform || canInstallProvider(terraform, cliConfiguration)
      : holdsProvider(mirror);
  if (!hasProvider) missing.push('the AWS provider of Terraform');
  if (moto === undefined) missing.push("moto's server for Python");
  return moto === undefined || missing.length > 0
    ? { missing }
    : { tools: { ...moto, terraform, cliConfiguration } };
}

function runs(command: string, ...words: readonly string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

/**
 * A folder that holds `registry.terraform.io/hashicorp/aws`, the nearest one to the root of the disk; undefined where
 * there is none.
 */
function providerMirror(): string | undefined {
  const named = process.env['TERRAFORM_PROVIDER_MIRROR'];
  if (named) return named;
  let folders = ['/'];
  for (let depth = 0; depth < 7; depth++) {
    const below = folders.flatMap(foldersIn);
    const mirror = folders.find(holdsProvider);
    if (mirror !== undefined) return mirror;
    folders = below;
  }
  return undefined;
}

function holdsProvider(folder: string): boolean {
  return existsSync(join(folder, 'registry.terraform.io', 'hashicorp', 'aws'));
}

/** Where no mirror is: what the system shows of itself, what others may remove, and what Terraform and npm fill. */
const passedOver = new Set([
  'proc',
  'sys',
  'dev',
  'run',
  'tmp',
  'node_modules',
  '.git',
  '.terraform',
  'plugin-cache',
]);

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !passedOver.has(entry.name))
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

/** Without a mirror Terraform asks its registry. */
function cliConfigurationFor(mirror: string | undefined): string {
  if (mirror === undefined) return 'disable_checkpoint = true\n';
  const provider = '"registry.terraform.io/hashicorp/aws"';
  return `disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = [${provider}]
  }
  direct {
    exclude = [${provider}]
  }
}
`;
}

function canInstallProvider(terraform: string, cliConfiguration: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-provider-'));
  try {
    const configuration = join(folder, 'cli.tfrc');
    writeFileSync(configuration, cliConfiguration);
    writeFileSync(
      join(folder, 'main.tf'),
      'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n',
    );
    const env = { ...process.env, TF_CLI_CONFIG_FILE: configuration };
    return (
      spawnSync(terraform, ['init'], { cwd: folder, env, stdio: 'ignore', timeout: 300_000 }).status === 0
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
