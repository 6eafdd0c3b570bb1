import { resolve } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { warnAboutInheritance } from '../../modules/analysis/warn-about-inheritance.js';
import { sortProblems } from '../../modules/policy/problems/problem.js';
import { actionNames } from '../../modules/report/action-names.js';
import type { ReviewSubject } from '../../modules/report/page/page-data.js';
import { isReportPage, renderPage } from '../../modules/report/page/render-page.js';
import type { Impact } from '../../modules/simulator/impact/impact.js';
import { impactOf } from '../../modules/simulator/impact/impact-of.js';
import { askedCommand } from '../asked-command.js';
import { atWorkOn } from '../at-work.js';
import { exitFor } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { type AskedOptions, type AskedOrganization, stateLine } from '../organization-for.js';
import { warnAboutUnreadAccounts } from '../warn-about-unread-accounts.js';
import type { World } from '../world.js';

interface Options extends AskedOptions {
  readonly output: string;
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

export const command = askedCommand<Options>(
  (parser) => {
    parser
      .requiredOption('-o, --output <file>', 'the HTML file to write; an older page is replaced')
      .option('--force', 'replace the file even if it is not a report')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  ({ asked, options: given, world }) => {
    const subject = subjectOf(world, asked);
    const page = atWorkOn(world.stderr, 'drawing', subject.organization, () => renderPage(subject));
    warnAboutUnreadAccounts(world, subject.organization);
    const { output: file } = given;
    world.replaceFile(
      resolve(world.workingDirectory, file),
      page,
      given.force === true ? undefined : isReportPage,
    );
    const bytes = Buffer.byteLength(page);
    world.stderr.write(`${stateLine(asked)}wrote ${file} (${Math.ceil(bytes / 1024)} kB)\n`);
    if (given.format === 'json') {
      world.stdout.write(
        `${JSON.stringify({ state: asked.state, file, bytes, problems: subject.problems }, null, 2)}\n`,
      );
    }
    return exitFor(subject.problems, given);
  },
);

const examples = `
With a configuration, the page shows the organization after the plan, and what the plan changes.

Examples:
  chat-guardrails report --organization organization.json -o review.html
  chat-guardrails report --organization organization.json --config chat-guardrails.yaml -o review.html
`;

/** What the page is about. */
function subjectOf(world: World, asked: AskedOrganization): ReviewSubject {
  const { organization: after, problems } = asked;
  if (asked.state === 'current') {
    return { organization: after, problems: warnAboutInheritance(after), exceptions: [] };
  }
  const exceptions = asked.environment.intent.exceptions.map(({ policy, exempt, reason, owner, until }) => ({
    what: `${policy} exempts ${exempt}`,
    reason,
    owner,
    until,
  }));
  const catalogue = loadActionCatalogue();
  const compare = (): Impact => impactOf(asked.before, after, catalogue);
  const impact = atWorkOn(world.stderr, 'comparing', asked.before, compare);
  const planned = { organization: after, impact, names: actionNames(catalogue) };
  return {
    organization: asked.before,
    planned,
    problems: sortProblems([...problems, ...warnAboutInheritance(after)]),
    exceptions,
  };
}
