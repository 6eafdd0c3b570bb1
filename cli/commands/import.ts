import { relative, resolve, sep } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { buildConfiguration, type Composed } from '../../modules/inventory/import/build-configuration.js';
import type { ComposedFile } from '../../modules/inventory/import/verify-round-trip.js';
import { hasErrors, type Problem } from '../../modules/policy/problems/problem.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { countOf, renderProblems } from '../../modules/report/problems-text.js';
import { type LiveCommandOptions, liveOptions } from '../collect/live-options.js';
import { commandWith } from '../command.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { type KnownOrganization, readSources } from '../import/read-sources.js';
import type { World } from '../world.js';

interface Options extends LiveCommandOptions, FailOptions {
  readonly organization?: string;
  readonly output: string;
  readonly chatOnly?: boolean;
  readonly exitCode?: boolean;
  readonly force?: boolean;
  readonly allowOutside?: true;
  readonly format: 'text' | 'json';
}

export const command = commandWith<Options>(
  (parser) => {
    parser
      .argument(
        '[file...]',
        'organization file, policy documents, CloudFormation templates, Terraform state or plan (`terraform show -json`), organization-config.yaml of Landing Zone Accelerator',
      )
      .option(
        '--organization <file>',
        'organization file: imported if no files are given; otherwise it adds IDs and attachments',
      )
      .option('-o, --output <folder>', 'the folder to write to', '.')
      .option('--force', 'replace existing files')
      .option('--allow-outside', 'read files outside the folder of a Landing Zone configuration too')
      .option('--chat-only', 'ignore service control policies without the condition key aws:ChatbotSourceArn')
      .option('--exit-code', 'exit with 1 if something could not be imported')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
    liveOptions(failOptions(parser));
  },
  async ({ arguments: files, options: given, world }) => {
    const gathered = await readSources(world, files, given);
    const { found, organization } = gathered;
    if (hasErrors(found.problems)) {
      print(world, given, { files: [], policies: [], problems: found.problems });
      return 1;
    }
    const folder = resolve(world.workingDirectory, given.output);
    const composed = buildConfiguration(found, {
      source: gathered.source,
      organization: organization && pathOf(organization, folder, world),
      known: organization?.organization,
      catalogue: loadActionCatalogue(),
      today: world.today,
    });
    const written = composed.files.length === 0 ? [] : [...beside(organization), ...composed.files];
    if (written.length > 0) world.writeFiles([{ folder, files: written, force: given.force }]);
    print(world, given, { ...composed, files: written });
    return exitFor(
      composed.problems,
      given,
      given.exitCode === true && composed.problems.some(isLoss) ? 1 : 0,
    );
  },
);

const examples = `
Without a file, the live organization is read. Nothing changes in AWS. A file that cannot be imported is reported, and the rest is
imported.

Examples:
  chat-guardrails import -o governance
  chat-guardrails import --organization organization.json -o governance
  chat-guardrails import template.yaml --organization organization.json -o governance
  terraform show -json > state.json; chat-guardrails import state.json -o governance
  chat-guardrails import policies/*.json -o governance
`;

function isLoss({ severity }: Problem): boolean {
  return severity !== 'note';
}

/** The path of the organization file from the folder of the configuration. */
function pathOf({ file, text }: KnownOrganization, folder: string, { workingDirectory }: World): string {
  return text === undefined ? relative(folder, resolve(workingDirectory, file)).split(sep).join('/') : file;
}

/** The organization file of a live organization. */
function beside(organization: KnownOrganization | undefined): readonly ComposedFile[] {
  return organization?.text === undefined ? [] : [{ path: organization.file, text: organization.text }];
}

function print(world: World, { format, output }: Options, { files, policies, problems }: Composed): void {
  const paths = files.map(({ path }) => path);
  if (format === 'json') {
    const summary = policies.map(({ policy: { name, type, id = null }, words }) => ({
      ...{ name, type, id },
      form: words === undefined ? 'document' : 'words',
    }));
    world.stdout.write(`${JSON.stringify({ files: paths, policies: summary, problems }, null, 2)}\n`);
    return;
  }
  world.stderr.write(renderProblems(problems, world.stderr.colour));
  world.stdout.write(
    paths.map((path) => `${escapeControlCharacters(output === '.' ? path : `${output}/${path}`)}\n`).join(''),
  );
  const settings = policies.filter(({ words }) => words !== undefined).length;
  const documents = policies.length - settings;
  const see = problems.length === 0 ? '' : `; see the ${countOf(problems)} above`;
  if (files.length === 0) world.stderr.write(`nothing was imported${see}\n`);
  else
    world.stderr.write(
      `imported ${policies.length}: ${settings} as settings, ${documents} as documents${see}\n`,
    );
}
