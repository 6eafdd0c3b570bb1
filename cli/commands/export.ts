import { join, resolve } from 'node:path';
import { checkExport, exportModule } from '../../modules/export/export-module.js';
import type { ExportedFile } from '../../modules/export/exported-file.js';
import { leavingFile } from '../../modules/export/leaving-file.js';
import type { Plan } from '../../modules/policy/plan/plan.js';
import { hasErrors, type Problem } from '../../modules/policy/problems/problem.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { isJsonObject } from '../../modules/policy/text/json.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { loadPlan } from '../load-plan.js';
import type { World } from '../world.js';

interface ExportOptions extends ConfigurationOptions, FailOptions {
  readonly output: string;
  readonly fromStack?: string;
  readonly force?: boolean;
  readonly format: string;
}

export const command = commandWith<ExportOptions>(
  (parser) => {
    failOptions(configurationOptions(parser))
      .requiredOption('-o, --output <folder>', 'the folder for the module')
      .option('--from-stack <folder>', 'add a caller that uses the state of this CDKTF stack')
      .option('--force', 'write into any folder, and replace files that were edited')
      .addOption(formatOption('text', 'json'))
      .addHelpText(
        'after',
        '\nExamples:\n  chat-guardrails export -o terraform/chat-guardrails' +
          '\n  chat-guardrails export -o module --from-stack cdktf.out/stacks/chat-guardrails\n',
      );
  },
  ({ options, world }) => {
    const { files, problems } = exportedModule(options, world);
    if (files.length > 0) {
      const folder = resolve(world.workingDirectory, options.output);
      world.writeFiles([{ folder, files, isModule: true, force: options.force }]);
    }
    const paths = files.map(({ path }) => path).sort();
    if (options.format === 'json') {
      world.stdout.write(`${JSON.stringify({ files: paths, problems }, null, 2)}\n`);
    } else {
      world.stderr.write(renderProblems(problems, world.stderr.colour));
      world.stdout.write(
        paths.map((path) => `${escapeControlCharacters(`${options.output}/${path}`)}\n`).join(''),
      );
    }
    return exitFor(problems, options);
  },
);

/** The module of the plan, complete or not at all. */
export function exportedModule(
  options: ConfigurationOptions & Pick<ExportOptions, 'fromStack'>,
  world: World,
): { readonly files: readonly ExportedFile[]; readonly problems: readonly Problem[] } {
  const loaded = loadPlan(world, options);
  const { plan, file } = loaded;
  if (plan === undefined) return { files: [], problems: loaded.problems };
  const { intent, provider } = loaded.environment;
  const unfit = checkExport(plan, intent.limits).map((problem) => ({ ...problem, file }));
  const problems = [...loaded.problems, ...unfit];
  if (hasErrors(unfit)) return { files: [], problems };
  const settings = {
    namePrefix: intent.namePrefix,
    tags: provider.defaultTags,
    providerVersion: provider.version,
    region: provider.region,
  };
  const leaving = options.fromStack === undefined ? [] : [leavingCaller(world, options.fromStack, plan)];
  return { files: [...exportModule(plan, settings), ...leaving], problems };
}

/**
 * The caller that takes over the state of a stack, from the stack's folder (`cdktf.out/stacks/NAME`). Throws
 * `CannotDo` if the stack does not exist, or does not match the plan.
 */
function leavingCaller(world: World, stackFolder: string, plan: Plan): ExportedFile {
  const file = join(stackFolder, 'cdk.tf.json');
  const caller = leavingFile(plan, parse(file, world));
  if ('file' in caller) return caller.file;
  throw new CannotDo(
    `\`${file}\` is not the stack of this plan: ${caller.mismatch}`,
    'deploy the current configuration, and export again',
  );
}

function parse(file: string, world: World) {
  const text = world.readFile(resolve(world.workingDirectory, file), { largestMegabytes: 256 });
  try {
    const stack: unknown = JSON.parse(text);
    if (isJsonObject(stack)) return stack;
  } catch {
    // Told below.
  }
  throw new CannotDo(
    `\`${file}\` is not what CDKTF synthesizes`,
    'name a folder such as cdktf.out/stacks/NAME',
  );
}
