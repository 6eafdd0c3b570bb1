import { hasErrors } from '../../modules/policy/problems/problem.js';
import { planJson } from '../../modules/report/plan-json.js';
import { renderPlan } from '../../modules/report/plan-text.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import type { Command } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { formatOption } from '../format-option.js';
import { loadPlan } from '../load-plan.js';

export const command: Command = {
  define: (parser) => {
    configurationOptions(parser)
      .addOption(formatOption('text', 'json'))
      .addHelpText(
        'after',
        '\nExamples:\n  chat-guardrails plan\n  chat-guardrails plan --environment prod --format json\n',
      );
  },
  run: ({ options, world }) => {
    const loaded = loadPlan(world, options as ConfigurationOptions);
    const { plan, problems } = loaded;
    if (options['format'] === 'json') {
      world.stdout.write(`${JSON.stringify(planJson(plan, problems), null, 2)}\n`);
    } else {
      world.stderr.write(renderProblems(problems, world.stderr.colour));
      if (plan !== undefined) {
        world.stdout.write(renderPlan(plan, loaded.environment.intent.limits, world.stdout));
      }
    }
    return hasErrors(problems) ? 1 : 0;
  },
};
