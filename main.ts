import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { CannotDo, renderCannotDo } from './cli/cannot-do.js';
import { configurationNames, findConfiguration } from './cli/find-configuration.js';
import { deploymentWith, installCommand } from './cli/init/deployment.js';
import { selectionOf } from './cli/load-plan.js';
import { processWorld } from './cli/process-world.js';
import type { World } from './cli/world.js';
import { planConfiguration } from './modules/config/plan-configuration.js';
import { hasErrors } from './modules/policy/problems/problem.js';
import { renderProblems } from './modules/report/problems-text.js';

/** The CDKTF app: a stack for each environment of the configuration. Returns the exit code; writes nothing on an error. */
async function main(world: World): Promise<0 | 1 | 2> {
  const { source, surroundings } = findConfiguration(world, exampleWhereNothingIs(world));
  const { environments, problems } = planConfiguration(source, surroundings, selectionOf(world, {}));
  world.stderr.write(renderProblems(problems, world.stderr.colour));
  if (hasErrors(problems)) return 1;
  try {
    const { synthesize } = await import('./stacks/synthesize.js');
    synthesize(environments);
  } catch (error) {
    throw missingPackage(error) ?? unwritable(error) ?? error;
  }
  return 0;
}

/** The package of CDKTF or CDK Terrain that is not installed. */
function missingPackage(error: unknown): CannotDo | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  const [, name] = /^Cannot find module '((?:@cdk\w+\/)?[\w-]+)/.exec(message) ?? [];
  if (code !== 'MODULE_NOT_FOUND' || name === undefined) return undefined;
  const { packages } = deploymentWith(/\bcdktn\b/.test(basename(__filename)) ? 'cdktn' : 'cdktf');
  return new CannotDo(`\`${name}\` is not installed`, installCommand(packages));
}

/** An error of the file system in the words of the command line. */
function unwritable(error: unknown): CannotDo | undefined {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  return new CannotDo(`cannot write ${path === undefined ? 'the Terraform' : `\`${path}\``}: ${code}`);
}

/** The example of this repository, where a fresh clone has no configuration of its own. */
function exampleWhereNothingIs({ environment, stderr }: World): { readonly config?: string } {
  if (environment['CHAT_GUARDRAILS_CONFIG'] || configurationNames.some((name) => existsSync(name))) return {};
  const clone = join(__dirname, '..');
  if (!existsSync(join(clone, 'main.ts'))) return {};
  const example = join(clone, 'examples', 'company', 'chat-guardrails.yaml');
  const config = relative('', example);
  stderr.write(`there is no \`${configurationNames[0]}\` here; this is what \`${config}\` becomes\n`);
  return { config };
}

const world = processWorld();
main(world).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof CannotDo)) throw error;
    world.stderr.write(renderCannotDo(error));
    process.exitCode = 2;
  },
);

// biome-ignore lint/complexity/noUselessEmptyExport: esbuild bundles a program without exports as CommonJS
export {};
