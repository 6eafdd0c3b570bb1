import pc from 'picocolors';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { renderJunit } from '../../modules/expectations/render-junit.js';
import { renderExpectations } from '../../modules/expectations/render-text.js';
import { type ExpectationOutcome, runExpectations } from '../../modules/expectations/run-expectations.js';
import { namesIn } from '../../modules/report/effective-text.js';
import type { Command } from '../command.js';
import { commandAnswerer } from '../decide/answer-command.js';
import { formatOption } from '../format-option.js';
import { loadExpectations } from '../load-expectations.js';
import {
  type AskedOptions,
  type AskedOrganization,
  askedOptions,
  organizationFor,
  stateLine,
} from '../organization-for.js';
import { printProblems } from '../print-problems.js';
import type { World } from '../world.js';

interface Options extends AskedOptions {
  readonly format: 'text' | 'json' | 'junit';
  readonly allowUnknownAction?: boolean;
}

/** What became of the expectations of one file. */
interface TestedFile {
  readonly file: string;
  readonly outcomes: readonly ExpectationOutcome[];
}

export const command: Command = {
  define: (parser) => {
    askedOptions(parser.argument('<file...>', 'files of expectations'))
      .option('--allow-unknown-action', "accept actions that AWS's list does not have")
      .addOption(formatOption('text', 'json', 'junit'))
      .addHelpText('after', examples);
  },
  run: async ({ arguments: files, options, world }) => {
    const given = options as unknown as Options;
    const asked = organizationFor(world, given);
    if (asked === undefined) return 1;
    const { organization } = asked;
    const catalogue = loadActionCatalogue();
    const { allowUnknownAction = false } = given;
    const known = { catalogue, organization, allowUnknownAction };
    const read = files.map((file) => ({ file, ...loadExpectations(world, file, known) }));
    const problems = read.flatMap((one) => one.problems);
    printProblems(world, problems, given.format);
    if (problems.some(({ severity }) => severity === 'error')) return 1;
    const answer = await commandAnswerer(catalogue, organization);
    const tested = read.map(({ file, expectations }) => ({
      file,
      outcomes: runExpectations(
        organization,
        expectations,
        (line, request, ask) => answer(line, request, ask).decision,
        { catalogue },
      ),
    }));
    print(world, given.format, tested, asked);
    return tested.every(({ outcomes }) => outcomes.every(({ holds }) => holds)) ? 0 : 1;
  },
};

const examples = `
With a configuration, expectations are tested on the organization after the plan; without one, or with --current, on
the organization as it is. An unknown answer fails.

Examples:
  chat-guardrails test expectations.yaml --organization organization.json
  chat-guardrails test tests/*.yaml --format junit > results.xml
`;

function print(
  world: World,
  format: Options['format'],
  tested: readonly TestedFile[],
  asked: AskedOrganization,
): void {
  const { stdout } = world;
  if (format === 'junit') stdout.write(renderJunit(tested));
  else if (format === 'json')
    stdout.write(`${JSON.stringify({ state: asked.state, files: tested.map(jsonOf) }, null, 2)}\n`);
  else {
    const { green: good, red: bad, dim } = pc.createColors(stdout.colour);
    const outcomes = tested.flatMap((one) => one.outcomes);
    const rendered = renderExpectations(outcomes, namesIn(asked.organization), { good, bad, dim });
    stdout.write(`${stateLine(asked)}\n${rendered}`);
  }
}

function jsonOf({ file, outcomes }: TestedFile) {
  return {
    file,
    expectations: outcomes.map(({ expectation, accounts, emptyTargets, wishes, holds }) => ({
      name: expectation.name,
      holds,
      accounts,
      ...(emptyTargets.length === 0 ? {} : { emptyTargets }),
      wishes: wishes.map(({ wish: { expected, text }, failures }) => ({ expected, text, failures })),
    })),
  };
}
