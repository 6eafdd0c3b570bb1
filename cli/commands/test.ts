import { dirname, join, resolve } from 'node:path';
import pc from 'picocolors';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { regionInCommand } from '../../modules/actions/parse-command-line.js';
import { parseYaml } from '../../modules/config/text/parse-yaml.js';
import { placeFindings } from '../../modules/config/text/place-problems.js';
import type { Expectation } from '../../modules/expectations/expectation.js';
import {
  type ExpectationSurroundings,
  type ReadPolicy,
  readExpectations,
} from '../../modules/expectations/read-expectation.js';
import { renderExpectations, renderJunit } from '../../modules/expectations/render-results.js';
import {
  type ExpectationOutcome,
  runExpectations,
  type WishOutcome,
} from '../../modules/expectations/run-expectations.js';
import { namesById } from '../../modules/policy/organization/chat-names.js';
import { namesIn, type Organization } from '../../modules/policy/organization/organization.js';
import { finding, hasErrors, type Problem, sortProblems } from '../../modules/policy/problems/problem.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { parseJson } from '../../modules/policy/text/parse-json.js';
import { problemsIn } from '../../modules/policy/text/position.js';
import { jsonOf } from '../../modules/policy/text/syntax-tree.js';
import { answerCommand } from '../../modules/simulator/decide/answer-command.js';
import { compilePolicy } from '../../modules/simulator/iam/policy.js';
import type { SecondOpinion } from '../../modules/simulator/second-opinion/simulation.js';
import { CannotDo } from '../cannot-do.js';
import { loadCommandReader } from '../decide/answer-question.js';
import { type AskAwsOptions, askAws, opinionLine } from '../decide/ask-aws.js';
import {
  type EvaluatedOrganization,
  type OrganizationOptions,
  stateLine,
} from '../evaluated-organization.js';
import { exitFor } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { organizationCommand } from '../organization-command.js';
import { printProblems } from '../print-problems.js';
import type { World } from '../world.js';

interface Options extends OrganizationOptions, AskAwsOptions {
  readonly format: 'text' | 'json' | 'junit';
  readonly allowUnknownAction?: boolean;
}

/** What became of the expectations of one file. */
interface TestedFile {
  readonly file: string;
  readonly outcomes: readonly ExpectationOutcome[];
}

export const command = organizationCommand<Options>(
  (parser) => {
    parser
      .argument('<file...>', 'files of expectations')
      .option('--allow-unknown-action', "accept actions that AWS's list does not have")
      .option('--ask-aws', "also ask IAM's simulator, and exit 1 where it disagrees")
      .option('--profile <name>', 'profile of the AWS configuration files, for `--ask-aws`')
      .addOption(formatOption('text', 'json', 'junit'))
      .addHelpText('after', examples);
  },
  async ({ asked, arguments: files, options: given, world }) => {
    const { organization } = asked;
    const catalogue = loadActionCatalogue();
    const { allowUnknownAction = false } = given;
    const known = { catalogue, organization, allowUnknownAction, regionInCommand };
    const read = files.map((file) => ({ file, ...loadExpectations(world, file, known) }));
    const problems = sortProblems(read.flatMap((one) => one.problems));
    printProblems(world, problems, given.format);
    if (hasErrors(problems)) return 1;
    const readCommand = await loadCommandReader(catalogue, organization);
    const tested = read.map(({ file, expectations }) => ({
      file,
      outcomes: runExpectations(
        organization,
        expectations,
        (line, request, ask) => answerCommand(readCommand, line, request, ask).decision,
        { catalogue },
      ),
    }));
    const opinions = given.askAws === true ? await opinionsOn(tested, organization, given) : undefined;
    print(world, given.format, tested, { asked, opinions });
    const holds = tested.every(({ outcomes }) => outcomes.every((outcome) => outcome.holds));
    const agrees = [...(opinions?.values() ?? [])].every((opinion) => opinion.agrees !== false);
    return exitFor(problems, given, holds && agrees ? 0 : 1);
  },
);

const examples = `
With a configuration, expectations are tested on the organization after the plan; without one, or with --current, on
the organization as it is. An unknown answer fails.

Examples:
  chat-guardrails test expectations.yaml --organization organization.json
  chat-guardrails test tests/*.yaml --format junit > results.xml
`;

/** AWS's opinion on each wish about an action or a command. */
type Opinions = ReadonlyMap<WishOutcome, SecondOpinion>;

async function opinionsOn(
  tested: readonly TestedFile[],
  organization: Organization,
  options: AskAwsOptions,
): Promise<Opinions> {
  const wishes = tested
    .flatMap(({ outcomes }) => outcomes.flatMap((outcome) => outcome.wishes))
    .filter(({ wish }) => wish.kind !== 'anything');
  const opinions = await askAws(
    wishes.map(({ asked }) => asked),
    organization,
    options,
  );
  return new Map(
    wishes.flatMap((wish, index) => {
      const opinion = opinions[index];
      return opinion === undefined ? [] : [[wish, opinion] as const];
    }),
  );
}

function print(
  world: World,
  format: Options['format'],
  tested: readonly TestedFile[],
  { asked, opinions }: { readonly asked: EvaluatedOrganization; readonly opinions: Opinions | undefined },
): void {
  const { stdout } = world;
  if (format === 'junit') stdout.write(renderJunit(tested));
  else if (format === 'json')
    stdout.write(
      `${JSON.stringify({ state: asked.state, files: tested.map((one) => fileAsJson(one, opinions)) }, null, 2)}\n`,
    );
  else {
    const { green: good, red: bad, dim } = pc.createColors(stdout.colour);
    const outcomes = tested.flatMap((one) => one.outcomes);
    const rendered = renderExpectations(
      outcomes,
      namesIn(asked.organization),
      { good, bad, dim },
      namesById(asked.organization),
    );
    stdout.write(`${stateLine(asked)}\n${rendered}`);
    for (const [{ wish }, opinion] of opinions ?? []) {
      if (opinion.agrees !== true)
        stdout.write(`${escapeControlCharacters(`${wish.text}: ${opinionLine(opinion)}`)}\n`);
    }
    if (opinions !== undefined) stdout.write(agreementLine([...opinions.values()]));
  }
}

function agreementLine(opinions: readonly SecondOpinion[]): string {
  const count = (agrees: boolean | null) => opinions.filter((opinion) => opinion.agrees === agrees).length;
  return `AWS's simulator: ${count(true)} agree, ${count(false)} disagree, ${count(null)} without an answer\n`;
}

function fileAsJson({ file, outcomes }: TestedFile, opinions: Opinions | undefined) {
  return {
    file,
    expectations: outcomes.map(({ expectation, accounts, emptyTargets, wishes, holds }) => ({
      name: expectation.name,
      holds,
      accounts,
      ...(emptyTargets.length === 0 ? {} : { emptyTargets }),
      wishes: wishes.map((one) => {
        const {
          wish: { expected, text },
          failures,
        } = one;
        const aws = opinions?.get(one);
        return { expected, text, failures, ...(aws && { aws }) };
      }),
    })),
  };
}

/** Reads a file of expectations, YAML or JSON, with all its problems. Throws `CannotDo` when it cannot be read. */
function loadExpectations(
  world: World,
  file: string,
  known: Pick<
    ExpectationSurroundings,
    'catalogue' | 'organization' | 'allowUnknownAction' | 'regionInCommand'
  >,
): { readonly expectations: readonly Expectation[]; readonly problems: readonly Problem[] } {
  const text = world.readFile(resolve(world.workingDirectory, file));
  const { tree, findings } = parseYaml(text);
  if (tree === undefined)
    return { expectations: [], problems: problemsIn({ text, file }, orEmpty(findings)) };
  const read = readExpectations(tree, { ...known, readPolicy: policiesBeside(world, file) });
  const all = [...findings, ...placeFindings(tree, read.findings)];
  return { expectations: read.expectations, problems: problemsIn({ text, file }, all) };
}

function orEmpty(
  findings: ReturnType<typeof parseYaml>['findings'],
): ReturnType<typeof parseYaml>['findings'] {
  if (findings.length > 0) return findings;
  return [finding('missing-key', 'error', { path: [] }, { rule: 'expectations' })];
}

function policiesBeside(world: World, file: string): ReadPolicy {
  return (path) => {
    try {
      const text = world.readFile(resolve(world.workingDirectory, join(dirname(file), path)));
      const { tree, findings } = parseJson(text);
      const [problem] = findings;
      if (tree === undefined || problem !== undefined)
        return { reason: problem?.message ?? 'it is not JSON' };
      const content = jsonOf(tree);
      const { unreadable } = compilePolicy(content);
      return unreadable === undefined ? { content } : { reason: unreadable };
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error;
      return { reason: error.reason ?? error.message };
    }
  };
}
