import { namesById } from '../../modules/policy/organization/chat-names.js';
import type { Problem } from '../../modules/policy/problems/problem.js';
import type { Replay } from '../../modules/replay/answer.js';
import { queryNames } from '../../modules/replay/queries.js';
import { replay } from '../../modules/replay/replay.js';
import { renderReplayMarkdown } from '../../modules/report/replay-markdown.js';
import { renderReplay } from '../../modules/report/replay-text.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import {
  type EvaluatedOrganization,
  evaluatedOrganization,
  type OrganizationOptions,
  organizationOptions,
  stateLine,
} from '../evaluated-organization.js';
import { exitFor, failOptions } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { printProblems } from '../print-problems.js';
import { type AuditOptions, auditOptions, readCalls, recordSources } from '../replay/read-calls.js';
import { replayWorld } from '../replay/replay-world.js';
import {
  type AthenaOptions,
  athenaOptions,
  athenaPolicyText,
  queryOf,
  runQuery,
} from '../replay/run-athena.js';
import { suggestions, writeSuggestions } from '../replay/suggestions.js';
import type { World } from '../world.js';

interface Options extends OrganizationOptions, AthenaOptions, Omit<AuditOptions, 'format'> {
  readonly printQuery?: string;
  readonly suggest?: boolean;
  readonly force?: boolean;
  readonly output?: string;
  readonly exitCode?: boolean;
  readonly format: 'text' | 'json' | 'markdown';
}

export const command = commandWith<Options>(
  (parser) => {
    const argument = 'files or folders of records; `-` is standard input';
    auditOptions(failOptions(organizationOptions(parser.argument('[file...]', argument))));
    athenaOptions(parser)
      .option(
        '--print-query <where>',
        `print the query that reduces the records where they are: ${queryNames.join(', ')}`,
      )
      .option('--suggest', 'write guardrails, allow-lists and expectations that fit what was run')
      .option('-o, --output <folder>', 'with `--suggest`: a folder for the files (default: stdout)')
      .option('--force', 'with `--output`: replace existing files')
      .option('--exit-code', 'exit 1 where a call that worked would be denied')
      .addOption(formatOption('text', 'json', 'markdown'))
      .addHelpText('after', examples);
  },
  async ({ arguments: files, options: given, world }) => {
    if (given.printQuery !== undefined || given.printIamPolicy === true) {
      const { printQuery: name } = given;
      world.stdout.write(name === undefined ? athenaPolicyText(given) : queryOf(name, queryNames, given));
      return 0;
    }
    if (given.output !== undefined && (given.suggest !== true || given.format === 'json'))
      throw new CannotDo('`--output` is for the files of `--suggest`', 'redirect stdout to save an answer');
    const asked = evaluatedOrganization(world, given);
    if (asked === undefined) return 1;
    const result = given.runAthena === true ? [await runQuery(world, given)] : [];
    const { sources, problems: skipped } = recordSources(world, files);
    const all = { sources: [...sources, ...result], problems: skipped };
    const { counted, problems } = await readCalls(world, all, given);
    const surroundings = replayWorld(asked);
    const answer = replay(counted, surroundings);
    if (given.suggest === true) {
      const found = suggestions(counted, answer, surroundings, asked);
      if (given.format === 'json')
        world.stdout.write(jsonOf({ state: asked.state, suggestions: found, problems }));
      else {
        printProblems(world, problems, given.format);
        writeSuggestions(found, asked, given, world);
      }
      return exitFor([...asked.problems, ...problems], given);
    }
    print(answer, asked, problems, given.format, world);
    const loses = answer.groups.some(({ effect }) => effect === 'loss');
    return exitFor([...asked.problems, ...problems], given, given.exitCode === true && loses ? 1 : 0);
  },
);

const examples = `
Examples:
  chat-guardrails replay --organization organization.json cloudtrail/
  chat-guardrails replay --print-query athena --table cloudtrail_logs > chat-calls.sql
  chat-guardrails replay --run-athena --work-group primary --database trails --table cloudtrail_logs \\
    --partition timestamp --from 2026-01-01 --to 2026-12-01
  chat-guardrails replay --suggest -o suggested cloudtrail/
  aws cloudtrail lookup-events | chat-guardrails replay --organization organization.json --format markdown -`;

function print(
  answer: Replay,
  asked: EvaluatedOrganization,
  problems: readonly Problem[],
  format: Options['format'],
  world: World,
): void {
  if (format === 'json') {
    const { isCut: _, groups: all, ...shown } = answer;
    const groups = all.map((group) => ({
      ...group,
      causes: group.causes.map(({ policy, level }) => ({ policy, level })),
    }));
    world.stdout.write(jsonOf({ state: asked.state, ...shown, groups, problems }));
    return;
  }
  printProblems(world, problems, format);
  const names = namesById(asked.organization);
  world.stdout.write(
    format === 'markdown'
      ? renderReplayMarkdown(answer, names)
      : `${stateLine(asked)}\n${renderReplay(answer, world.stdout, names)}`,
  );
}

function jsonOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
