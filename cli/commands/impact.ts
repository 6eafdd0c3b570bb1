import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import type { Problem } from '../../modules/policy/problems/problem.js';
import { type ActionNames, actionNames } from '../../modules/report/action-names.js';
import { renderImpactMarkdown } from '../../modules/report/impact-markdown.js';
import { renderImpact } from '../../modules/report/impact-text.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import type { Impact } from '../../modules/simulator/impact/impact.js';
import { impactOf } from '../../modules/simulator/impact/impact-of.js';
import { commandWith } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { loadChange } from '../load-change.js';
import { printProblems } from '../print-problems.js';
import { withProgressOn } from '../progress.js';
import { warnAboutUnreadAccounts, warnAboutUnreadPolicies } from '../warn-about-unread-accounts.js';
import type { World } from '../world.js';

interface Options extends ConfigurationOptions, FailOptions {
  readonly removed: readonly string[];
  readonly terraformPlan?: string;
  readonly from?: string;
  readonly format: 'text' | 'json' | 'markdown';
  readonly exitCode?: boolean;
  readonly details?: boolean;
}

export const command = commandWith<Options>(
  (parser) => {
    failOptions(configurationOptions(parser))
      .option('--removed <name>', 'also treat this policy as deleted (repeatable)', collect, [])
      .option(
        '--terraform-plan <file>',
        'a saved plan, from `terraform show -json`, instead of the configuration',
      )
      .option('--from <file>', 'compare with another configuration, such as that of the base branch')
      .option('--details', 'text: print the changes of every group of accounts')
      .option(
        '--exit-code',
        'exit with 1 if anything changes for an account or a channel, settings without effect included',
      )
      .addOption(formatOption('text', 'json', 'markdown'))
      .addHelpText('after', examples);
  },
  ({ options: given, world }) => {
    const loaded = loadChange(world, given);
    if (loaded.before === undefined) {
      printProblems(world, loaded.problems, given.format);
      return 1;
    }
    const { before, after, problems, requirements } = loaded;
    const catalogue = loadActionCatalogue();
    const compare = (): Impact => impactOf(before, after, catalogue);
    const impact = withProgressOn(world.stderr, 'comparing', before, compare);
    warnAboutUnreadAccounts(world, before);
    warnAboutUnreadPolicies(world, before);
    print(world, given, { impact, after, problems, names: actionNames(catalogue), requirements });
    const nothing = impact.groups.length === 0 && impact.channels.length === 0;
    return exitFor(problems, given, given.exitCode === true && !nothing ? 1 : 0);
  },
);

const examples = `
Examples:
  chat-guardrails impact --organization organization.json
  chat-guardrails impact --organization organization.json --format markdown > comment.md
  chat-guardrails impact --organization organization.json --exit-code --removed old-policy
  chat-guardrails impact --organization organization.json --from base/chat-guardrails.yaml
  terraform show -json tfplan > plan.json
  chat-guardrails impact --organization organization.json --terraform-plan plan.json
`;

interface Answer {
  readonly impact: Impact;
  readonly after: Organization;
  readonly problems: readonly Problem[];
  readonly names: ActionNames;
  readonly requirements: ReadonlyMap<string, string> | undefined;
}

function print(
  world: World,
  { format, details = false }: Options,
  { impact, after, problems, names, requirements }: Answer,
): void {
  if (format === 'json') world.stdout.write(`${JSON.stringify({ ...impact, problems }, null, 2)}\n`);
  else if (format === 'markdown') {
    world.stdout.write(renderImpactMarkdown(impact, after, names, problems, requirements));
  } else {
    const { colour, columns } = world.stdout;
    world.stderr.write(renderProblems(problems, world.stderr.colour));
    world.stdout.write(renderImpact(impact, after, names, { colour, columns, requirements, details }));
  }
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
