import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command as Parser } from 'commander';
import { actionsOfEvent } from '../../modules/actions/action-of-event.js';
import { actionsOfCommand } from '../../modules/actions/actions-of-command.js';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { readRecords, UnknownFormat } from '../../modules/inventory/records/read-records.js';
import { finding, type Problem } from '../../modules/policy/problems/problem.js';
import type { ProblemFacts } from '../../modules/policy/problems/problem-kinds.js';
import { type AuditFields, parseRecord } from '../../modules/replay/parse-record.js';
import { printedQuery, queryNames } from '../../modules/replay/queries.js';
import type { UnreadableRecord } from '../../modules/replay/record.js';
import { replay } from '../../modules/replay/replay.js';
import { maxKept, type Tallier, tallier } from '../../modules/replay/tally.js';
import { renderReplayMarkdown } from '../../modules/report/replay-markdown.js';
import { renderReplay } from '../../modules/report/replay-text.js';
import { CannotDo } from '../cannot-do.js';
import type { Command } from '../command.js';
import { exitFor, failOptions } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import {
  type AskedOptions,
  type AskedOrganization,
  askedOptions,
  organizationFor,
  stateLine,
} from '../organization-for.js';
import { printProblems } from '../print-problems.js';
import { noSuchFile } from '../read-file.js';
import type { World } from '../world.js';

interface Options extends AskedOptions {
  readonly commandField?: string;
  readonly userField?: string;
  readonly configurationField?: string;
  readonly printQuery?: string;
  readonly exitCode?: boolean;
  readonly format: 'text' | 'json' | 'markdown';
}

export const command: Command = {
  define: (parser) => {
    failOptions(
      askedOptions(parser.argument('[file...]', 'files or folders of records; `-` is standard input')),
    );
    auditOptions(parser)
      .option(
        '--print-query <where>',
        `print the query that reduces the records where they are: ${queryNames.join(', ')}`,
      )
      .option('--exit-code', 'exit 1 where a call that worked would be denied')
      .addOption(formatOption('text', 'json', 'markdown'))
      .addHelpText('after', examples);
  },
  run: async ({ arguments: files, options, world }) => {
    const given = options as unknown as Options;
    if (given.printQuery !== undefined) {
      world.stdout.write(queryNamed(given.printQuery));
      return 0;
    }
    const asked = organizationFor(world, given);
    if (asked === undefined) return 1;
    const counter = tallier();
    const problems = await readAll(filesOf(world, files), counter, given, world);
    const answer = replay(counter.result(), replayWorld(asked));
    if (answer.isCut) problems.push(recordProblem({ rule: 'cut', limit: maxKept }));
    if (given.format === 'json') {
      const { isCut: _, ...shown } = answer;
      world.stdout.write(`${JSON.stringify({ state: asked.state, ...shown, problems }, null, 2)}\n`);
    } else {
      printProblems(world, problems, given.format);
      world.stdout.write(
        given.format === 'markdown'
          ? renderReplayMarkdown(answer)
          : `${stateLine(asked)}\n${renderReplay(answer, world.stdout)}`,
      );
    }
    const loses = answer.groups.some(({ effect }) => effect === 'loss');
    return exitFor([...asked.problems, ...problems], given, given.exitCode === true && loses ? 1 : 0);
  },
};

function auditOptions(parser: Parser): Parser {
  return parser
    .option('--command-field <path>', 'audit log: the field of the command, as a dotted path')
    .option('--user-field <path>', 'audit log: the field of the person')
    .option(
      '--configuration-field <path>',
      'audit log: the field of the chat configuration (default: the log group, or the name of the file)',
    );
}

const examples = `
Examples:
  chat-guardrails replay --organization organization.json cloudtrail/
  chat-guardrails replay --print-query athena > chat-calls.sql
  aws cloudtrail lookup-events | chat-guardrails replay --organization organization.json --format markdown -`;

function queryNamed(name: string): string {
  const query = printedQuery(name);
  if (query === undefined)
    throw new CannotDo(`no query for \`${name}\``, `it is one of ${queryNames.join(', ')}`);
  return query;
}

function replayWorld(asked: AskedOrganization): Parameters<typeof replay>[1] {
  const catalogue = loadActionCatalogue();
  const after = asked.organization;
  const before = asked.state === 'planned' ? asked.before : after;
  return {
    before,
    after,
    catalogue,
    actionsOfEvent: (source, name) => actionsOfEvent(source, name, catalogue),
    actionsOfCommand: (line) => {
      const found = actionsOfCommand(line, catalogue);
      return found.kind === 'known' ? found.actions.map(({ action }) => action) : [];
    },
    guardrails: asked.state === 'planned' ? asked.environment.intent.guardrails.map(({ name }) => name) : [],
  };
}

/** The files of the arguments; those of folders in the order of their names. `-` is standard input. */
function filesOf(world: World, files: readonly string[]): readonly string[] {
  if (files.length === 0)
    throw new CannotDo('there are no records to read', 'name files or folders; `-` is standard input');
  return files.flatMap((file) =>
    file === '-' ? ['-'] : filesBelow(resolve(world.workingDirectory, file), file),
  );
}

const recordFile = /\.(?:json|jsonl|ndjson|csv|log|txt)(?:\.gz)?$|\.gz$/;

function filesBelow(path: string, shown: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      recordFile.test(name),
    );
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotDo(`cannot read \`${shown}\`: ${code === 'ENOENT' ? noSuchFile : code}`);
  }
}

/** Reads every file; what could not be read of one is a problem, and the others are read. */
async function readAll(
  files: readonly string[],
  counter: Tallier,
  options: Options,
  world: World,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [index, file] of files.entries()) {
    if (world.stderr.terminal) world.stderr.write(`\rreading file ${index + 1} of ${files.length}`);
    problems.push(...(await readOne(file, counter, options)));
  }
  if (world.stderr.terminal) world.stderr.write('\r\u001b[K');
  const failed = new Set(problems.flatMap(({ severity, file }) => (severity === 'error' ? [file] : [])));
  if (failed.size === files.length) {
    printProblems(world, problems, options.format);
    throw new CannotDo('no file of records could be read', 'see `chat-guardrails problems unread-records`');
  }
  return problems;
}

async function readOne(file: string, counter: Tallier, options: Options): Promise<readonly Problem[]> {
  const fields: AuditFields = {
    command: options.commandField,
    user: options.userField,
    configuration: options.configurationField,
    ...(file === '-' ? {} : { source: basename(file).replace(/\..*$/, '') }),
  };
  const counts = new Map<UnreadableRecord['reason'] | 'text', number>();
  const count = (reason: UnreadableRecord['reason'] | 'text', more: number) =>
    more > 0 && counts.set(reason, (counts.get(reason) ?? 0) + more);
  const problems: Problem[] = [];
  let read = 0;
  try {
    for await (const { values, unreadable } of readRecords(file === '-' ? process.stdin : file)) {
      count('text', unreadable);
      for (const value of values) {
        const record = parseRecord(value, fields);
        if (record.kind === 'unreadable') count(record.reason, 1);
        else {
          counter.add(record);
          read++;
        }
      }
    }
  } catch (error) {
    const facts =
      error instanceof UnknownFormat
        ? ({ rule: 'format', found: error.found } as const)
        : ({ rule: 'damaged', reason: reasonOf(error) } as const);
    problems.push(recordProblem(facts));
  }
  for (const [rule, each] of counts) problems.push(recordProblem({ rule, count: each }));
  const severity = read === 0 ? 'error' : 'warning';
  return problems.map((problem) => ({ ...problem, severity, file: file === '-' ? 'standard input' : file }));
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : `${message} (${code})`;
}

function recordProblem(facts: ProblemFacts<'unread-records'>): Problem {
  return finding('unread-records', 'warning', { path: [] }, facts);
}
