import { planActions } from '../../modules/analysis/plan-actions.js';
import { chatNamesIn } from '../../modules/policy/organization/chat-names.js';
import type { Plan } from '../../modules/policy/plan/plan.js';
import { quoted, shortList } from '../../modules/policy/text/quote.js';
import { suggest } from '../../modules/policy/text/suggest.js';
import { planJson } from '../../modules/report/plan-json.js';
import { renderPlan } from '../../modules/report/plan-text.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { loadPlan } from '../load-plan.js';

interface Options extends ConfigurationOptions, FailOptions {
  readonly documents?: boolean;
  readonly policy?: string;
  readonly format: 'text' | 'json';
}

export const command = commandWith<Options>(
  (parser) => {
    failOptions(configurationOptions(parser))
      .option('--documents', 'print complete policy documents, including unchanged policies')
      .option('--policy <name>', 'only the policy with this name')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  ({ options: given, world }) => {
    const { plan, organization, environment, problems } = loadPlan(world, given);
    const defaultTags = environment?.provider.defaultTags;
    const all =
      plan === undefined ? [] : planActions(plan, organization, { ...(defaultTags && { defaultTags }) });
    const names = all.map(({ policy }) => policy);
    if (plan !== undefined && given.policy !== undefined && !names.includes(given.policy)) {
      throw unknownPolicy(given.policy, names);
    }
    const isMeant = (name: string): boolean => given.policy === undefined || name === given.policy;
    const actions = all.filter(({ policy }) => isMeant(policy));
    const shown: Plan | undefined = plan && {
      ...plan,
      policies: plan.policies.filter(({ name }) => isMeant(name)),
    };
    if (given.format === 'json') {
      world.stdout.write(`${JSON.stringify(planJson(shown, problems, actions), null, 2)}\n`);
    } else {
      world.stderr.write(renderProblems(problems, world.stderr.colour));
      if (plan !== undefined) {
        const { limits, chatNames = new Map() } = environment.intent;
        const names = organization === undefined ? chatNames : chatNamesIn(organization);
        const { colour } = world.stdout;
        const isCompared = organization !== undefined;
        world.stdout.write(
          renderPlan(plan, actions, {
            colour,
            limits,
            isCompared,
            names,
            documents: given.documents === true,
          }),
        );
      }
    }
    return exitFor(problems, given);
  },
);

const examples = `
With an organization file, the plan shows what changes in the organization.

Examples:
  chat-guardrails plan
  chat-guardrails plan --organization organization.json --documents
  chat-guardrails plan --environment prod --policy slack-only --format json
`;

function unknownPolicy(name: string, names: readonly string[]): CannotDo {
  const near = suggest(name, names);
  return new CannotDo(
    `no policy ${quoted(name)} in the plan`,
    near === undefined ? `the plan has ${shortList(names.map(quoted))}` : `did you mean ${quoted(near)}?`,
  );
}
