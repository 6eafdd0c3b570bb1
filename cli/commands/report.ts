import { resolve } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { warnAboutInheritance } from '../../modules/analysis/warn-about-inheritance.js';
import type { Problem } from '../../modules/policy/problems/problem.js';
import { actionNames } from '../../modules/report/action-names.js';
import type { ReviewSubject } from '../../modules/report/page/page-data.js';
import { renderPage } from '../../modules/report/page/render-page.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { applyPlan } from '../../modules/simulator/apply-plan.js';
import type { Impact } from '../../modules/simulator/impact/impact.js';
import { impactOf } from '../../modules/simulator/impact/impact-of.js';
import { atWorkOn } from '../at-work.js';
import { CannotDo } from '../cannot-do.js';
import type { Command } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { formatOption } from '../format-option.js';
import { loadPlan } from '../load-plan.js';
import { organizationFor } from '../organization-for.js';
import { warnAboutUnreadAccounts } from '../warn-about-unread-accounts.js';
import type { World } from '../world.js';

interface Options extends ConfigurationOptions {
  readonly output: string;
  readonly format: 'text' | 'json';
}

export const command: Command = {
  define: (parser) => {
    configurationOptions(parser)
      .requiredOption('-o, --output <file>', 'the page to write; an older one is replaced')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  run: ({ options, world }) => {
    const given = options as unknown as Options;
    const subject = subjectOf(world, given);
    if (subject === undefined) return 1;
    const page = atWorkOn(world.stderr, 'drawing', subject.organization, () => renderPage(subject));
    warnAboutUnreadAccounts(world, subject.organization);
    const { output: file } = given;
    world.replaceFile(resolve(world.workingDirectory, file), page);
    const bytes = Buffer.byteLength(page);
    world.stderr.write(`wrote ${file} (${Math.ceil(bytes / 1024)} kB)\n`);
    if (given.format === 'json') {
      world.stdout.write(`${JSON.stringify({ file, bytes, problems: subject.problems }, null, 2)}\n`);
    }
    return 0;
  },
};

const examples = `
With --config, the page shows the organization after the plan, and what the plan changes.

Examples:
  chat-guardrails report --organization organization.json -o review.html
  chat-guardrails report --organization organization.json --config chat-guardrails.yaml -o review.html
`;

/** What the page is about; undefined when a problem is an error, which is then on stderr. */
function subjectOf(world: World, options: Options): ReviewSubject | undefined {
  if (options.config === undefined) {
    const organization = organizationFor(world, options);
    if (organization === undefined) return undefined;
    return { organization, problems: warnAboutInheritance(organization), exceptions: [] };
  }
  const loaded = loadPlan(world, options);
  if (loaded.plan === undefined) {
    world.stderr.write(renderProblems(loaded.problems, world.stderr.colour));
    return undefined;
  }
  const { organization, plan, environment } = loaded;
  if (organization === undefined) {
    throw new CannotDo(
      'there is no organization to show',
      'name one with `--organization FILE`, or with `organization` in the configuration',
    );
  }
  const after = applyPlan(organization, plan);
  const problems: readonly Problem[] = [...loaded.problems, ...warnAboutInheritance(after)];
  const exceptions = environment.intent.exceptions.map(({ policy, spares, reason, owner, until }) => ({
    what: `${policy} spares ${spares}`,
    reason,
    owner,
    until,
  }));
  const catalogue = loadActionCatalogue();
  const compare = (): Impact => impactOf(organization, after, catalogue);
  const impact = atWorkOn(world.stderr, 'comparing', organization, compare);
  const planned = { organization: after, impact, names: actionNames(catalogue) };
  return { organization, planned, problems, exceptions };
}
