import { Option } from 'commander';
import { type DocumentType, documentTypes } from '../../modules/config/document-type.js';
import { type Problem, sortProblems } from '../../modules/policy/problems/problem.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { renderSarif } from '../../modules/report/sarif.js';
import { CannotDo, renderCannotDo } from '../cannot-do.js';
import { checkFile } from '../check-file.js';
import type { Command } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { findConfiguration } from '../find-configuration.js';
import { formatOption } from '../format-option.js';
import { type DeploymentTool, deploymentTools } from '../init/deployment.js';
import { missingTools } from '../init/missing-tools.js';
import { problemPage } from '../package-files.js';
import type { World } from '../world.js';

export const command: Command = {
  define: (parser) => {
    failOptions(
      configurationOptions(parser.argument('[file...]', 'files to check (default: the configuration file)')),
    )
      .addOption(
        new Option('--type <type>', 'the type of the files; default: from their content').choices(
          documentTypes,
        ),
      )
      .addOption(
        new Option('--deploy <tool>', 'also check that what a deployment needs is installed').choices(
          deploymentTools,
        ),
      )
      .addOption(formatOption('text', 'json', 'sarif'))
      .addHelpText(
        'after',
        '\nExamples:\n  chat-guardrails check\n  chat-guardrails check policies/*.json --format sarif\n',
      );
  },
  run: ({ arguments: named, options, world }) => {
    const files =
      named.length > 0 ? named : [findConfiguration(world, options as ConfigurationOptions).source.file];
    const unreadable: CannotDo[] = [];
    const found = files.flatMap((file): readonly Problem[] => {
      try {
        return checkFile(
          world,
          file,
          options['type'] as DocumentType | undefined,
          options as ConfigurationOptions,
        );
      } catch (error) {
        if (!(error instanceof CannotDo)) throw error;
        unreadable.push(error);
        return [];
      }
    });
    const problems = sortProblems(found);
    print(world, options['format'], problems, files.length - unreadable.length);
    for (const error of unreadable.slice(1)) world.stderr.write(renderCannotDo(error));
    if (unreadable[0] !== undefined) throw unreadable[0];
    const failed = exitFor(problems, options as FailOptions);
    if (failed !== 0) return failed;
    const tool = options['deploy'] as DeploymentTool | undefined;
    const missing = tool === undefined ? [] : missingTools(world, tool);
    for (const error of missing.slice(0, -1)) world.stderr.write(renderCannotDo(error));
    if (missing.length > 0) throw missing.at(-1);
    return 0;
  },
};

function print(world: World, format: unknown, problems: readonly Problem[], files: number): void {
  if (format === 'json') world.stdout.write(`${JSON.stringify({ problems }, null, 2)}\n`);
  else if (format === 'sarif')
    world.stdout.write(`${JSON.stringify(renderSarif(problems, problemPage), null, 2)}\n`);
  else if (problems.length > 0) world.stdout.write(renderProblems(problems, world.stdout.colour));
  else if (files > 0) world.stdout.write(`no problems in ${files} file${files === 1 ? '' : 's'}\n`);
}
