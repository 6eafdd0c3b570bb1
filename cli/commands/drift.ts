import { type Drift, driftOf } from '../../modules/analysis/drift.js';
import { planParsed, type Selection } from '../../modules/config/plan-configuration.js';
import { parseYaml } from '../../modules/config/text/parse-yaml.js';
import type { ParsedYaml } from '../../modules/config/text/yaml-tree.js';
import { namesById } from '../../modules/policy/organization/chat-names.js';
import type { ChatNames } from '../../modules/policy/organization/organization.js';
import type { Plan } from '../../modules/policy/plan/plan.js';
import { hasErrors, type Problem } from '../../modules/policy/problems/problem.js';
import { renderDriftMarkdown } from '../../modules/report/drift-markdown.js';
import { renderDrift } from '../../modules/report/drift-text.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { type FoundConfiguration, findConfiguration } from '../find-configuration.js';
import { formatOption } from '../format-option.js';
import { planFound, selectionOf } from '../load-plan.js';
import { printProblems } from '../print-problems.js';
import type { World } from '../world.js';

interface Options extends ConfigurationOptions, FailOptions {
  readonly ignore: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
  readonly exitCode?: boolean;
  readonly allPolicies?: boolean;
}

export const command = commandWith<Options>(
  (parser) => {
    failOptions(configurationOptions(parser))
      .option(
        '--ignore <name>',
        'ignore these policies if they are not in the plan (repeatable; `*` is a wildcard)',
        (name: string, before: readonly string[]) => [...before, name],
        [],
      )
      .option(
        '--all-policies',
        'report all policies that are not in the plan, not only those that concern chat',
      )
      .option('--exit-code', 'exit with 1 if anything differs or is unknown')
      .addOption(formatOption('text', 'json', 'markdown'))
      .addHelpText('after', examples);
  },
  ({ options: given, world }) => {
    const found = findConfiguration(world, given);
    const selection = selectionOf(world, given);
    const parsed = parseYaml(found.source.text);
    const { plan: fitting, organization, problems } = planFound(found, selection, parsed);
    const plan = fitting ?? planAlone(found, selection, parsed);
    if (plan === undefined || (organization === undefined && hasErrors(problems))) {
      printProblems(world, problems, given.format);
      return 1;
    }
    if (organization === undefined) {
      throw new CannotDo(
        'no organization file to compare with',
        'name one with `--organization FILE`, or with `organization` in the configuration',
      );
    }
    const drift = withoutIgnored(
      driftOf(plan, organization, { allPolicies: given.allPolicies === true }),
      given.ignore,
    );
    print(world, given.format, drift, problems, namesById(organization));
    const clean = drift.differences.length === 0 && drift.unknown.length === 0;
    return exitFor(problems, given, given.exitCode === true && !clean ? 1 : 0);
  },
);

const examples = `
Examples:
  chat-guardrails drift --organization organization.json
  chat-guardrails drift --organization organization.json --exit-code --all-policies --ignore 'aws-guardrails-*'
  chat-guardrails drift --organization organization.json --format markdown > issue.md
`;

/** The plan, unless a problem other than one of the organization prevents the comparison. */
function planAlone(
  { source, surroundings }: FoundConfiguration,
  selection: Selection,
  parsed: ParsedYaml,
): Plan | undefined {
  const alone = { ...selection, organization: { problems: [] } };
  const { environments } = planParsed(source, parsed, surroundings, alone);
  return environments[0]?.plan;
}

function withoutIgnored({ differences, unknown }: Drift, patterns: readonly string[]): Drift {
  const ignored = patterns.map(
    (pattern) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's'),
  );
  const kept = differences.filter(
    ({ kind, policy }) =>
      kind !== 'policy-unmanaged' || !ignored.some((pattern) => pattern.test(policy ?? '')),
  );
  return { differences: kept, unknown };
}

function print(
  world: World,
  format: Options['format'],
  drift: Drift,
  problems: readonly Problem[],
  names: ChatNames,
): void {
  if (format === 'json') {
    world.stdout.write(`${JSON.stringify({ ...drift, problems }, null, 2)}\n`);
    return;
  }
  world.stderr.write(renderProblems(problems, world.stderr.colour));
  world.stdout.write(
    format === 'markdown' ? renderDriftMarkdown(drift, names) : renderDrift(drift, world.stdout, names),
  );
}
