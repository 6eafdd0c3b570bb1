import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App } from 'cdktf';
import { CannotDo } from './cli/cannot-do.js';
import { configurationNames, findConfiguration } from './cli/find-configuration.js';
import { selectionOf } from './cli/load-plan.js';
import { processWorld } from './cli/process-world.js';
import type { World } from './cli/world.js';
import { planConfiguration } from './modules/config/plan-configuration.js';
import { hasErrors } from './modules/policy/problems/problem.js';
import { renderProblems } from './modules/report/problems-text.js';
import { GuardrailsStack } from './stacks/guardrails-stack.js';

/** The CDKTF app: a stack for each environment of the configuration. Returns the exit code; writes nothing on an error. */
function main(world: World): 0 | 1 | 2 {
  const { source, surroundings } = findConfiguration(world, exampleWhereNothingIs(world));
  const { environments, problems } = planConfiguration(source, surroundings, selectionOf(world, {}));
  world.stderr.write(renderProblems(problems, world.stderr.colour));
  if (hasErrors(problems)) return 1;
  writing(() => {
    const app = new App();
    for (const { environment, plan, organization } of environments) {
      if (plan !== undefined) new GuardrailsStack(app, environment, plan, organization);
    }
    app.synth();
    removeOtherFormat(app);
  });
  return 0;
}

/** Reports an error of the file system in the words of the command line. */
function writing(work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code, syscall, path } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new CannotDo(`cannot write ${path === undefined ? 'the Terraform' : `\`${path}\``}: ${code}`);
  }
}

/** Removes what an earlier synth wrote in the other format: Terraform reads both, and everything would be declared twice. */
function removeOtherFormat({ outdir, hclOutput, manifest }: App): void {
  const other = hclOutput ? 'cdk.tf.json' : 'cdk.tf';
  for (const { workingDirectory } of Object.values(manifest.stacks)) {
    rmSync(join(outdir, workingDirectory, other), { force: true });
  }
}

/** The example of this repository, where a fresh clone has no configuration of its own. */
function exampleWhereNothingIs({ environment, stderr }: World): { readonly config?: string } {
  if (environment['CHAT_GUARDRAILS_CONFIG'] || configurationNames.some((name) => existsSync(name))) return {};
  const example = join(__dirname, '..', 'examples', 'company', 'chat-guardrails.yaml');
  if (!existsSync(example)) return {};
  const config = relative('', example);
  stderr.write(`there is no \`${configurationNames[0]}\` here; this is what \`${config}\` becomes\n`);
  return { config };
}

const world = processWorld();
try {
  process.exitCode = main(world);
} catch (error) {
  if (!(error instanceof CannotDo)) throw error;
  world.stderr.write(`chat-guardrails: ${error.message}\n`);
  if (error.help !== undefined) world.stderr.write(`  help: ${error.help}\n`);
  process.exitCode = 2;
}
