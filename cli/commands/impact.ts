import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Organization } from '../../modules/policy/organization.js';
import type { Problem } from '../../modules/policy/problem.js';
import { suggest } from '../../modules/policy/suggest.js';
import { renderImpactMarkdown } from '../../modules/report/impact-markdown.js';
import { renderImpact } from '../../modules/report/impact-text.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { applyPlan } from '../../modules/simulator/apply-plan.js';
import type { Impact } from '../../modules/simulator/impact/impact.js';
import { impactOf } from '../../modules/simulator/impact/impact-of.js';
import { removePolicies } from '../../modules/simulator/remove-policies.js';
import { CannotDo } from '../cannot-do.js';
import type { Command } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { formatOption } from '../format-option.js';
import { loadPlan } from '../load-plan.js';
import type { World } from '../world.js';

interface Options extends ConfigurationOptions {
  readonly removed: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
  readonly exitCode?: boolean;
}

export const command: Command = {
  define: (parser) => {
    configurationOptions(parser)
      .option('--removed <name>', 'a policy that goes as well (repeatable)', collect, [])
      .option('--exit-code', 'exit 1 when anything changes for an account or a channel')
      .addOption(formatOption('text', 'json', 'markdown'))
      .addHelpText('after', examples);
  },
  run: ({ options, world }) => {
    const given = options as unknown as Options;
    const { plan, organization, problems } = loadPlan(world, given);
    if (plan === undefined) {
      world.stderr.write(renderProblems(problems, world.stderr.colour));
      return 1;
    }
    if (organization === undefined) {
      throw new CannotDo(
        'there is no organization to compare with',
        'name one with `--organization FILE`, or with `organization` in the configuration',
      );
    }
    const removed = new Set(given.removed.map((name) => policyNamed(organization, name)));
    const after = applyPlan(removePolicies(organization, removed), plan);
    const impact = impactOf(organization, after, loadActionCatalogue());
    print(world, given.format, impact, after, problems);
    const nothing = impact.groups.length === 0 && impact.channels.length === 0;
    return given.exitCode === true && !nothing ? 1 : 0;
  },
};

const examples = `
Examples:
  chat-guardrails impact --organization organization.json
  chat-guardrails impact --organization organization.json --format markdown > comment.md
  chat-guardrails impact --organization organization.json --exit-code --removed old-policy
`;

function print(
  world: World,
  format: Options['format'],
  impact: Impact,
  after: Organization,
  problems: readonly Problem[],
): void {
  if (format === 'json') world.stdout.write(`${JSON.stringify({ ...impact, problems }, null, 2)}\n`);
  else if (format === 'markdown') world.stdout.write(renderImpactMarkdown(impact, after, problems));
  else {
    world.stderr.write(renderProblems(problems, world.stderr.colour));
    world.stdout.write(renderImpact(impact, after, world.stdout));
  }
}

/** The id of a policy that people know by its name. */
function policyNamed(organization: Organization, name: string): string {
  const policies = [...organization.policies.values()];
  const found = policies.find((policy) => policy.name === name || policy.id === name);
  if (found !== undefined) return found.id;
  const near = suggest(
    name,
    policies.map((policy) => policy.name),
  );
  throw new CannotDo(
    `no policy \`${name}\` in the organization`,
    near === undefined ? undefined : `did you mean \`${near}\`?`,
  );
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
