import { basename, dirname, join, relative, resolve } from 'node:path';
import { Option } from 'commander';
import { starterConfiguration, starterOrganization } from '../../modules/config/starter.js';
import type { ExportedFile } from '../../modules/export/exported-file.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { configurationNames, isThere, unlessAbsent } from '../find-configuration.js';
import { formatOption } from '../format-option.js';
import { type DeploymentTool, deploymentTools } from '../init/deployment.js';
import { prepareDeployment, writeDeployment } from '../init/prepare-deployment.js';
import { readPackageFile } from '../package-files.js';
import type { World } from '../world.js';

const defaultFile = 'chat-guardrails.yaml';

interface InitOptions {
  readonly config?: string;
  readonly example?: true;
  readonly organization?: string;
  readonly deploy?: DeploymentTool;
  readonly environment?: string;
  readonly force?: true;
  readonly format: string;
}

/** What was written, and what to run next. */
interface Answer {
  readonly files: readonly string[];
  readonly notes: readonly string[];
  readonly next: readonly string[];
}

export const command = commandWith<InitOptions>(
  (parser) => {
    const deploy = 'also write what a deployment needs; an existing configuration is kept';
    parser
      .argument('[file]', `the file to write (default: ${defaultFile})`)
      .option('--config <file>', 'the same')
      .option('--example', 'write a complete example: configuration, organization file and expectations')
      .option(
        '--organization <file>',
        'also write a small organization file to complete, without AWS credentials',
      )
      .addOption(new Option('--deploy <tool>', deploy).choices(deploymentTools))
      .option('--environment <name>', 'with `--deploy terraform`: the environment, where there are several')
      .option('--force', 'replace existing files')
      .addOption(formatOption('text', 'json'))
      .addHelpText(
        'after',
        '\nThe commands to run next are printed.\n\nExamples:\n  chat-guardrails init' +
          '\n  chat-guardrails init --organization organization.json\n  chat-guardrails init --example\n  chat-guardrails init --deploy cdktf\n',
      );
  },
  ({ arguments: [named], options, world }) => {
    const file = named ?? options.config ?? (world.environment['CHAT_GUARDRAILS_CONFIG'] || defaultFile);
    refuseTogether(options);
    const answer = options.deploy === undefined ? start(world, file, options) : deploy(world, file, options);
    if (answer === undefined) return 1;
    if (options.format === 'json') world.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    else world.stdout.write(textOf(answer));
    return 0;
  },
);

function textOf({ files, notes, next }: Answer): string {
  const wrote = files.length === 0 ? [] : [`wrote ${files.join(', ')}`];
  const lines = [...wrote, ...notes, '', 'Next:', ...next.map((line) => `  ${line}`)];
  return lines.map((line) => `${escapeControlCharacters(line)}\n`).join('');
}

/** Writes the configuration, or the example. */
function start(world: World, file: string, { example, force, organization }: InitOptions): Answer {
  if (organization !== undefined) return startOrganization(world, file, organization, force);
  const files = configurationFiles(world, file, example);
  world.writeFiles([{ folder: world.workingDirectory, files, force }]);
  const paths = files.map(({ path }) => path);
  return {
    files: paths,
    notes: [],
    next: example === true ? afterExample(world, file) : afterInit(world, file),
  };
}

/** Writes an organization file to complete, and a configuration that names it where there is none. */
function startOrganization(
  world: World,
  file: string,
  organization: string,
  force: true | undefined,
): Answer {
  const beside = relative(dirname(file), organization);
  const isFound = isConfigured(world, file);
  const files = [
    ...(isFound ? [] : configurationFiles(world, file, undefined, beside)),
    { path: organization, text: starterOrganization },
  ];
  world.writeFiles([{ folder: world.workingDirectory, files, force }]);
  return {
    files: files.map(({ path }) => path),
    notes: isFound ? [`name it in the configuration: \`organization: ${beside}\``] : [],
    next: afterInit(world, file, organization),
  };
}

/** Whether there is a configuration; without a name, commands find one with any of the default names. */
function isConfigured(world: World, file: string): boolean {
  return (file === defaultFile ? configurationNames : [file]).some((name) => isThere(world, name));
}

/** Writes what a deployment needs, and the configuration where there is none. Undefined where that has errors. */
function deploy(
  world: World,
  file: string,
  { deploy: tool, environment, example, force }: InitOptions,
): Answer | undefined {
  const config = file === defaultFile ? undefined : file;
  const isFound = isConfigured(world, file);
  const files = isFound ? [] : configurationFiles(world, file, example);
  if (isFound && example === true && !isExample(world, file)) {
    throw new CannotDo(`\`${file}\` already exists`, 'leave out `--example`');
  }
  const prepared = prepareDeployment(world, { config, files, environment }, tool ?? 'cdktf');
  world.stderr.write(renderProblems(prepared.problems, world.stderr.colour));
  if (!('next' in prepared)) return undefined;
  return writeDeployment(world, prepared, force);
}

/** Whether a file has the text of the example's configuration, which an interrupted run wrote. */
function isExample(world: World, file: string): boolean {
  const [example] = configurationFiles(world, file, true);
  return unlessAbsent(() => world.readFile(resolve(world.workingDirectory, file))) === example?.text;
}

/** The configuration of a new project, or the files of the company example. */
function configurationFiles(
  world: World,
  file: string,
  example: true | undefined,
  organization?: string,
): readonly ExportedFile[] {
  refuseJson(file);
  refuseBeside(world, file);
  if (example === undefined) return [{ path: file, text: starterConfiguration(organization) }];
  return ['chat-guardrails.yaml', 'organization.json', 'expectations.yaml'].map((name) => ({
    path: name === defaultFile ? file : join(dirname(file), name),
    text: readPackageFile('examples', 'company', name).replace(
      '$schema=../../schema.json',
      '$schema=./node_modules/cdktf-chat-guardrails/schema.json',
    ),
  }));
}

function afterInit(world: World, file: string, organization?: string): readonly string[] {
  const option = configOption(world, file);
  return withComments(world, [
    [`check${file === defaultFile ? '' : ` ${file}`}`, 'finds mistakes'],
    [`plan${option}`, 'prints the policies that the file defines'],
    organization === undefined
      ? [
          'collect -o organization.json',
          'reads your organization, with AWS credentials; without: init --organization organization.json',
        ]
      : [`collect -o ${organization}`, 'replaces the file by what AWS has, with AWS credentials'],
    [`impact${option}`, 'shows what each account gains and loses'],
    ['init --deploy cdktf', 'prepares the deployment; or cdktn, terraform'],
  ]);
}

function afterExample(world: World, file: string): readonly string[] {
  const option = configOption(world, file);
  const decide = `decide${option} --account shop --platform slack --workspace T0COMPANY1 --action rds:DeleteDBCluster`;
  return withComments(world, [
    [`plan${option}`, 'prints the policies and where they are attached'],
    [`impact${option}`, 'shows what each account gains and loses'],
    [`test${option} ${join(dirname(file), 'expectations.yaml')}`, 'evaluates the expectations'],
    [decide, 'evaluates one command'],
    [`report${option} -o review.html`, 'writes all of it as one HTML page'],
  ]);
}

/** `--config FILE` where the commands would not find the file by themselves. */
function configOption(world: World, file: string): string {
  const found = world.environment['CHAT_GUARDRAILS_CONFIG'] || defaultFile;
  return resolve(world.workingDirectory, file) === resolve(world.workingDirectory, found)
    ? ''
    : ` --config ${file}`;
}

/** Commands as they are typed in this project, each with what it does. */
function withComments(world: World, commands: readonly (readonly [string, string])[]): readonly string[] {
  const isClone = world.environment['npm_lifecycle_event'] === 'chat-guardrails';
  const typed = isClone ? 'npm run -s chat-guardrails --' : 'npx chat-guardrails';
  const width = Math.min(50, Math.max(...commands.map(([words]) => words.length)));
  return commands.map(([words, comment]) => `${typed} ${words.padEnd(width)}  # ${comment}`);
}

/** The example has an organization file, and made-up IDs must not be deployed. */
function refuseTogether({ organization, example, deploy }: InitOptions): void {
  if (organization === undefined) return;
  const other = example === true ? '--example' : deploy === undefined ? undefined : '--deploy';
  if (other === undefined) return;
  throw new CannotDo(`\`--organization\` and \`${other}\` exclude each other`, 'leave one of them out');
}

function refuseJson(file: string): void {
  if (!/\.json$/i.test(file)) return;
  throw new CannotDo(
    `\`${file}\` is a name for JSON, and init writes YAML`,
    'name a file that ends in `.yaml`',
  );
}

/** Of several configurations in one folder only the first would be read. */
function refuseBeside(world: World, file: string): void {
  if (!configurationNames.includes(basename(file))) return;
  const beside = configurationNames.map((name) => join(dirname(file), name));
  const other = beside.find((name) => name !== join(file) && isThere(world, name));
  if (other === undefined) return;
  throw new CannotDo(`\`${other}\` already exists`, 'remove it, or name a file elsewhere');
}
