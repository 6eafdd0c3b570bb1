import { type DatedException, datedExceptions } from '../../modules/analysis/dated-exceptions.js';
import type { Environment } from '../../modules/config/configuration.js';
import { planConfiguration, type Surroundings } from '../../modules/config/plan-configuration.js';
import { namesById } from '../../modules/policy/organization/chat-names.js';
import type { ChatNames } from '../../modules/policy/organization/organization.js';
import { quoted } from '../../modules/policy/text/quote.js';
import { renderExceptions, renderExceptionsMarkdown } from '../../modules/report/exceptions-text.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { findConfiguration } from '../find-configuration.js';
import { formatOption } from '../format-option.js';
import { printProblems } from '../print-problems.js';

interface Options extends ConfigurationOptions, FailOptions {
  readonly within?: string;
  readonly exitCode?: boolean;
  readonly format: 'text' | 'json' | 'markdown';
}

export const command = commandWith<Options>(
  (parser) => {
    failOptions(configurationOptions(parser))
      .option('--within <days>', 'only exceptions that have ended or end within this time, such as `30d`')
      .option('--exit-code', 'exit 1 where an exception has ended, or ends within the time of --within')
      .addOption(formatOption('text', 'json', 'markdown'))
      .addHelpText('after', examples);
  },
  ({ options: given, world }) => {
    const days = given.within === undefined ? undefined : daysOf(given.within);
    const { source, surroundings } = findConfiguration(world, given);
    const { environment, wave } = given;
    const selection = { environment, wave, organization: { problems: [] } };
    const read = planConfiguration(source, surroundings, selection);
    // The end dates are what the command lists; other errors can hide exceptions.
    const problems = read.problems.filter(
      ({ kind, severity }) => severity === 'error' && !ownKinds.has(kind),
    );
    const environments = read.environments.map(({ environment }) => environment);
    const all = datedExceptions(environments, read.acknowledgements, world.today);
    const exceptions = all.filter(({ daysLeft }) => days === undefined || daysLeft <= days);
    const placed = exceptions.map(({ path, ...exception }) => ({
      ...exception,
      file: source.file,
      line: read.lineOf(path),
    }));
    if (given.format === 'json') {
      world.stdout.write(`${JSON.stringify({ exceptions: placed, problems }, null, 2)}\n`);
    } else {
      printProblems(world, problems, 'text');
      const others = all.length - exceptions.length;
      const names = namesFor(environments, surroundings);
      const { colour, columns } = world.stdout;
      world.stdout.write(
        given.format === 'markdown'
          ? renderExceptionsMarkdown(exceptions, { others, names })
          : renderExceptions(exceptions, { colour, columns, others, names }),
      );
    }
    const isDue = ({ daysLeft }: DatedException): boolean => daysLeft < 0 || daysLeft <= (days ?? -1);
    return exitFor(problems, given, given.exitCode === true && exceptions.some(isDue) ? 1 : 0);
  },
);

/** The names of workspaces, tenants, teams and accounts that the organization files and the configuration have. */
function namesFor(environments: readonly Environment[], { readOrganization }: Surroundings): ChatNames {
  const names = environments.flatMap(({ organization: file, intent: { chatNames = new Map() } }) => {
    const { organization } = file === undefined ? {} : readOrganization(file);
    return [...(organization === undefined ? [] : namesById(organization)), ...chatNames];
  });
  return new Map(names);
}

const ownKinds: ReadonlySet<string> = new Set(['exception-expired', 'exception-ends-soon', 'wave-not-named']);

const examples = `
Exemptions with \`until\`, and acknowledged problems, the next to end first.

Examples:
  chat-guardrails exceptions
  chat-guardrails exceptions --within 30d --exit-code
`;

/** Days of `30d`, `4w` or `30`. */
function daysOf(text: string): number {
  const [, count = '', unit = 'd'] = /^(\d{1,5})([dw]?)$/.exec(text) ?? [];
  if (count === '')
    throw new CannotDo(`${quoted(text)} is not a time`, 'write days or weeks, such as `30d` or `4w`');
  return Number(count) * (unit === 'w' ? 7 : 1);
}
