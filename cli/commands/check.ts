import { resolve } from 'node:path';
import { Option } from 'commander';
import { checkDocument } from '../../modules/config/check-document.js';
import { type DocumentType, documentTypes } from '../../modules/config/document-type.js';
import { finding, type Problem, sortProblems } from '../../modules/policy/problems/problem.js';
import { encodingReasons } from '../../modules/policy/text/decode-utf8.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { renderSarif } from '../../modules/report/sarif.js';
import { CannotDo, renderCannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { findConfiguration, surroundingsOf } from '../find-configuration.js';
import { formatOption } from '../format-option.js';
import { type DeploymentTool, deploymentTools } from '../init/deployment.js';
import { missingTools } from '../init/missing-tools.js';
import { selectionOf } from '../load-plan.js';
import { problemPage } from '../package-files.js';
import type { World } from '../world.js';

interface Options extends ConfigurationOptions, FailOptions {
  readonly type?: DocumentType;
  readonly deploy?: DeploymentTool;
  readonly format: 'text' | 'json' | 'sarif';
}

export const command = commandWith<Options>(
  (parser) => {
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
  ({ arguments: named, options, world }) => {
    const files = named.length > 0 ? named : [findConfiguration(world, options).source.file];
    const selection = { type: options.type, ...selectionOf(world, options) };
    const unreadable: CannotDo[] = [];
    const found = files.flatMap((file): readonly Problem[] => {
      try {
        return checkFile(world, file, options, selection);
      } catch (error) {
        if (!(error instanceof CannotDo)) throw error;
        unreadable.push(error);
        return [];
      }
    });
    const problems = sortProblems(found);
    print(world, options.format, problems, files.length - unreadable.length);
    for (const error of unreadable.slice(1)) world.stderr.write(renderCannotDo(error));
    if (unreadable[0] !== undefined) throw unreadable[0];
    const failed = exitFor(problems, options);
    if (failed !== 0) return failed;
    const missing = options.deploy === undefined ? [] : missingTools(world, options.deploy);
    for (const error of missing.slice(0, -1)) world.stderr.write(renderCannotDo(error));
    if (missing.length > 0) throw missing.at(-1);
    return 0;
  },
);

/** Checks one file. A file that is not text is a problem; throws `CannotDo` if the file cannot be read. */
function checkFile(
  world: World,
  file: string,
  options: ConfigurationOptions,
  selection: Parameters<typeof checkDocument>[2],
): readonly Problem[] {
  let text: string;
  try {
    text = world.readFile(resolve(world.workingDirectory, file));
  } catch (error) {
    const reason = error instanceof CannotDo ? error.reason : undefined;
    if (reason === encodingReasons.other) return [notUtf8In(file)];
    if (reason === encodingReasons['UTF-16']) return [notUtf8In(file, { found: 'UTF-16' })];
    throw error;
  }
  return checkDocument({ text, file }, surroundingsOf(world, file, options), selection);
}

function notUtf8In(file: string, facts: { readonly found?: 'UTF-16' } = {}): Problem {
  return { ...finding('not-utf-8', 'error', { path: [] }, facts), file, line: 1, column: 1 };
}

function print(world: World, format: Options['format'], problems: readonly Problem[], files: number): void {
  if (format === 'json') world.stdout.write(`${JSON.stringify({ problems }, null, 2)}\n`);
  else if (format === 'sarif')
    world.stdout.write(`${JSON.stringify(renderSarif(problems, problemPage), null, 2)}\n`);
  else if (problems.length > 0) world.stdout.write(renderProblems(problems, world.stdout.colour));
  else if (files > 0) world.stdout.write(`no problems in ${files} file${files === 1 ? '' : 's'}\n`);
}
