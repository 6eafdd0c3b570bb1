import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { deflateText, embedActionLists } from '../../modules/actions/embed-action-lists.js';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { datedExceptions, openExemptions } from '../../modules/analysis/dated-exceptions.js';
import { warnAboutInheritance } from '../../modules/analysis/warn-about-inheritance.js';
import { requirementsOf } from '../../modules/guardrails/registry.js';
import { sortProblems } from '../../modules/policy/problems/problem.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { quoted } from '../../modules/policy/text/quote.js';
import { replay } from '../../modules/replay/replay.js';
import { actionNames } from '../../modules/report/action-names.js';
import type { ReviewSubject } from '../../modules/report/page/page-data.js';
import { isReportPage, renderPage } from '../../modules/report/page/render-page.js';
import type { Impact } from '../../modules/simulator/impact/impact.js';
import { impactOf } from '../../modules/simulator/impact/impact-of.js';
import { CannotDo } from '../cannot-do.js';
import type { Command } from '../command.js';
import {
  type EvaluatedOrganization,
  type OrganizationOptions,
  stateLine,
} from '../evaluated-organization.js';
import { exitFor } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { organizationSource } from '../load-organization.js';
import { organizationCommand } from '../organization-command.js';
import { version } from '../package-files.js';
import { printProblems } from '../print-problems.js';
import { withProgressOn } from '../progress.js';
import { readCalls, recordSources } from '../replay/read-calls.js';
import { replayWorld } from '../replay/replay-world.js';
import { warnAboutUnreadAccounts, warnAboutUnreadPolicies } from '../warn-about-unread-accounts.js';
import type { World } from '../world.js';

interface Options extends OrganizationOptions {
  readonly output: string;
  readonly records?: readonly string[];
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

const asking = organizationCommand<Options>(
  (parser) => {
    parser
      .requiredOption('-o, --output <file>', 'the HTML file to write; an older page is replaced')
      .option('--records <file...>', 'files or folders of records: add what was run from chat (see `replay`)')
      .option('--force', 'replace the file even if it is not a report')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  async ({ asked, options: given, world }) => {
    const isOwn = given.force === true ? undefined : isReportPage;
    const output = world.openOutput(resolve(world.workingDirectory, given.output), { isOwn });
    const used = given.records === undefined ? undefined : await usedOf(world, asked, given.records);
    const subject = { ...subjectOf(world, asked), ...used };
    const page = withProgressOn(world.stderr, 'drawing', subject.organization, () => renderPage(subject));
    warnAboutUnreadAccounts(world, subject.organization);
    warnAboutUnreadPolicies(world, subject.organization);
    const { output: file } = given;
    output.write(page);
    const bytes = Buffer.byteLength(page);
    world.stderr.write(
      `${stateLine(asked)}wrote ${escapeControlCharacters(file)} (${Math.ceil(bytes / 1024)} kB)\n`,
    );
    if (given.format === 'json') {
      world.stdout.write(
        `${JSON.stringify({ state: asked.state, file, bytes, problems: subject.problems }, null, 2)}\n`,
      );
    }
    return exitFor(subject.problems, given);
  },
);

/** Writes the page. */
export const command: Command = {
  ...asking,
  run: (parser, world) => asking.run(parser, atSourceDate(world)),
};

const examples = `
With a configuration, the page shows the organization after the plan, and what the plan changes.

Examples:
  chat-guardrails report --organization organization.json -o review.html
  chat-guardrails report --organization organization.json --config chat-guardrails.yaml -o review.html
  chat-guardrails report --records cloudtrail/ -o review.html
`;

/** The world at the time of `SOURCE_DATE_EPOCH`, if it is set: one input gives one page. */
function atSourceDate(world: World): World {
  const seconds = world.environment['SOURCE_DATE_EPOCH'] ?? '';
  if (seconds === '') return world;
  if (!/^\d{1,12}$/.test(seconds)) {
    throw new CannotDo(`\`SOURCE_DATE_EPOCH\` is ${quoted(seconds)}`, 'set it to seconds since 1970-01-01');
  }
  const now = `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;
  return { ...world, now, today: now.slice(0, 10) };
}

/** What was run from chat, decided again. Prints what could not be read. */
async function usedOf(
  world: World,
  asked: EvaluatedOrganization,
  files: readonly string[],
): Promise<Pick<ReviewSubject, 'used'>> {
  const { counted, problems } = await readCalls(world, recordSources(world, files), {});
  printProblems(world, problems, 'text');
  return { used: replay(counted, replayWorld(asked)) };
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What the page is about. */
function subjectOf(world: World, asked: EvaluatedOrganization): ReviewSubject {
  const { organization: after, problems } = asked;
  const files = { origin: originOf(world, asked), actionLists: embedActionLists(), deflate: deflateText };
  if (asked.state === 'current') {
    return { organization: after, problems: warnAboutInheritance(after), exceptions: [], ...files };
  }
  const { environment, acknowledgements, before } = asked;
  const catalogue = loadActionCatalogue();
  const compare = (): Impact => impactOf(before, after, catalogue);
  const impact = withProgressOn(world.stderr, 'comparing', before, compare);
  return {
    organization: before,
    planned: { organization: after, impact, names: actionNames(catalogue) },
    problems: sortProblems([...problems, ...warnAboutInheritance(after)]),
    exceptions: [
      ...datedExceptions([environment], acknowledgements, world.today),
      ...openExemptions(environment.intent),
    ],
    requirements: requirementsOf(environment.intent),
    ...files,
  };
}

/** What the page is made from: versions, dates, and the files with their hashes. */
function originOf(world: World, asked: EvaluatedOrganization): NonNullable<ReviewSubject['origin']> {
  const read = organizationSource(asked.state === 'current' ? asked.organization : asked.before);
  const organization = read && { file: read.file, sha256: sha256Of(read.text) };
  const origin = { version: version(), madeAt: world.now, ...(organization && { organization }) };
  if (asked.state === 'current') return origin;
  const { file, text, environment } = asked;
  const { name, wave } = environment;
  const written = {
    file,
    sha256: sha256Of(text),
    environment: name,
    ...(wave === undefined ? {} : { wave }),
  };
  return { ...origin, configuration: written };
}
