import { resolve } from 'node:path';
import { checkExport } from '../../modules/export/check-export.js';
import { exportModule } from '../../modules/export/export-module.js';
import type { ExportedFile } from '../../modules/export/exported-file.js';
import { hasErrors, type Problem } from '../../modules/policy/problems/problem.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import type { Command } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { leavingCaller } from '../export/leaving-caller.js';
import { formatOption } from '../format-option.js';
import { loadPlan } from '../load-plan.js';
import type { World } from '../world.js';

interface ExportOptions extends ConfigurationOptions {
  readonly output: string;
  readonly fromStack?: string;
  readonly format: string;
}

export const command: Command = {
  define: (parser) => {
    configurationOptions(parser)
      .requiredOption('-o, --output <folder>', 'the folder to write the module into')
      .option('--from-stack <folder>', 'add a caller that takes over the state of this CDKTF stack')
      .addOption(formatOption('text', 'json'))
      .addHelpText(
        'after',
        '\nExamples:\n  chat-guardrails export -o terraform/chat-guardrails' +
          '\n  chat-guardrails export -o module --from-stack cdktf.out/stacks/chat-guardrails\n',
      );
  },
  run: ({ options: given, world }) => {
    const options = given as unknown as ExportOptions;
    const { files, problems } = exported(options, world);
    if (files.length > 0) world.writeModule(resolve(world.workingDirectory, options.output), files);
    const paths = files.map(({ path }) => path).sort();
    if (options.format === 'json') {
      world.stdout.write(`${JSON.stringify({ files: paths, problems }, null, 2)}\n`);
    } else {
      world.stderr.write(renderProblems(problems, world.stderr.colour));
      world.stdout.write(paths.map((path) => `${options.output}/${path}\n`).join(''));
    }
    return hasErrors(problems) ? 1 : 0;
  },
};

/** The module of the plan, complete or not at all. */
function exported(
  options: ExportOptions,
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
