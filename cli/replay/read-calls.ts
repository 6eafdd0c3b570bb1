import { basename, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Command as Parser } from 'commander';
import { readRecords, UnknownFormat } from '../../modules/inventory/records/read-records.js';
import { finding, type Problem, type Severity } from '../../modules/policy/problems/problem.js';
import type { ProblemFacts } from '../../modules/policy/problems/problem-kinds.js';
import { type AuditFields, parseRecord } from '../../modules/replay/parse-record.js';
import type { ChatRecord, UnreadableRecord } from '../../modules/replay/record.js';
import type { Tallies } from '../../modules/replay/tallies.js';
import { maxKept, rememberedOthers, type Tallier, tallier } from '../../modules/replay/tally.js';
import { CannotDo, errorCode } from '../cannot-do.js';
import { printProblems } from '../print-problems.js';
import type { World } from '../world.js';

/** The options that name the fields of an audit log. */
export interface AuditOptions {
  readonly commandField?: string;
  readonly userField?: string;
  readonly configurationField?: string;
  readonly format?: string;
}

/** Adds the options for the audit log. */
export function auditOptions(parser: Parser): Parser {
  return parser
    .option('--command-field <path>', 'audit log: the field of the command, as a dotted path')
    .option('--user-field <path>', 'audit log: the field of the person')
    .option(
      '--configuration-field <path>',
      'audit log: the field of the chat configuration (default: the log group, or the name of the file)',
    );
}

/** A stream of records, and its name in problems. */
export interface RecordSource {
  readonly name: string;
  /** The name of an audit log whose entries do not contain it. */
  readonly log?: string;
  readonly open: () => Readable;
}

/** Where to read records, and what is not read of the arguments. */
export interface RecordSources {
  readonly sources: readonly RecordSource[];
  readonly problems: readonly Problem[];
}

/** The files of the arguments; those of folders in the order of their names. `-` is standard input. */
export function recordSources(world: World, files: readonly string[]): RecordSources {
  const { below, open } = world.recordFiles;
  const problems: Problem[] = [];
  const sources = files.flatMap((file): readonly RecordSource[] => {
    if (file === '-') return [{ name: 'standard input', open }];
    const { files: found, skipped } = below(resolve(world.workingDirectory, file));
    const [first] = skipped;
    if (first !== undefined) {
      const facts = { rule: 'skipped', count: skipped.length, found: basename(first) } as const;
      problems.push({ ...recordProblem(facts), file });
    }
    return found.map((path) => ({
      name: path,
      log: basename(path).replace(/\..*$/, ''),
      open: () => open(path),
    }));
  });
  return { sources, problems };
}

/** What was counted, and what could not be read. */
export interface CountedCalls {
  readonly counted: Tallies;
  readonly problems: readonly Problem[];
}

/**
 * Counts the calls of every source; what cannot be read of one is a problem, and the others are read. Throws
 * `CannotDo` where none can be read.
 */
export async function readCalls(
  world: World,
  { sources, problems: before }: RecordSources,
  options: AuditOptions,
): Promise<CountedCalls> {
  const counter = tallier();
  const problems: Problem[] = [...before];
  if (sources.length === 0) {
    printProblems(world, problems, options.format);
    throw new CannotDo('there are no records to read', 'name files or folders; `-` is standard input');
  }
  for (const [index, source] of sources.entries()) {
    if (world.stderr.terminal) world.stderr.write(`\rreading file ${index + 1} of ${sources.length}`);
    problems.push(...(await readOne(source, counter, { ...options, now: world.now })));
  }
  if (world.stderr.terminal) world.stderr.write('\r\u001b[K');
  const failed = new Set(problems.flatMap(({ severity, file }) => (severity === 'error' ? [file] : [])));
  if (failed.size === new Set(sources.map(({ name }) => name)).size) {
    printProblems(world, problems, options.format);
    throw new CannotDo('no file of records could be read', 'see `chat-guardrails problems unread-records`');
  }
  const counted = counter.result();
  const { isCut, hasForgotten, overlap, read } = counted;
  if (isCut) problems.push(recordProblem({ rule: 'cut', limit: maxKept }));
  if (hasForgotten) problems.push(recordProblem({ rule: 'many-events', limit: rememberedOthers }, 'note'));
  if (overlap !== undefined) {
    const { calls: count, ...where } = overlap;
    problems.push(recordProblem({ rule: 'overlap', count, ...where }));
  }
  if (read === 0) problems.push(recordProblem({ rule: 'empty' }));
  return { counted, problems };
}

async function readOne(
  { name, log, open }: RecordSource,
  counter: Tallier,
  { commandField: command, userField: user, configurationField: configuration, now }: ReadOptions,
): Promise<readonly Problem[]> {
  const fields: AuditFields = { command, user, configuration, source: log };
  const counts = new Map<UnreadableRecord['reason'] | 'text', number>();
  const count = (reason: UnreadableRecord['reason'] | 'text', more: number) =>
    more > 0 && counts.set(reason, (counts.get(reason) ?? 0) + more);
  const dates = dateChecker(now);
  const problems: Problem[] = [];
  let read = 0;
  try {
    for await (const { values, unreadable } of readRecords(open())) {
      count('text', unreadable);
      for (const value of values) {
        const record = parseRecord(value, fields);
        if (record.kind === 'unreadable') count(record.reason, 1);
        else {
          counter.add(record);
          dates.check(record);
          read++;
        }
      }
    }
  } catch (error) {
    if (error instanceof CannotDo) throw error;
    const facts =
      error instanceof UnknownFormat
        ? ({ rule: 'format', found: error.found } as const)
        : ({ rule: 'damaged', reason: reasonOf(error) } as const);
    problems.push(recordProblem(facts, read === 0 ? 'error' : 'warning'));
  }
  const severity = read === 0 ? 'error' : 'warning';
  for (const [rule, each] of counts)
    problems.push(recordProblem({ rule, count: each }, rule === 'not-a-call' ? 'note' : severity));
  return [...problems, ...dates.problems()].map((problem) => ({ ...problem, file: name }));
}

interface ReadOptions extends AuditOptions {
  /** ISO 8601, UTC. */
  readonly now: string;
}

/**
 * The month in which the chat service began, as a beta.
 * @see https://aws.amazon.com/about-aws/whats-new/2019/07/introducing-aws-chatbot-chatops-for-aws/ (read 2026-11-30)
 */
const chatBegan = '2019-07-01';

/** Counts records with dates that cannot be right: later than tomorrow, or from chat before the chat service existed. */
function dateChecker(now: string) {
  const tomorrow = new Date(Date.parse(now) + 86_400_000).toISOString();
  const future = { count: 0, latest: '' };
  const old = { count: 0, earliest: chatBegan };
  return {
    check: (record: ChatRecord): void => {
      const { time } = record;
      const latest = record.kind === 'command' ? time : (record.last ?? time);
      if (latest > tomorrow) {
        future.count++;
        if (latest > future.latest) future.latest = latest;
      }
      if (time >= chatBegan || record.kind === 'other-call') return;
      old.count++;
      if (time < old.earliest) old.earliest = time;
    },
    problems: (): readonly Problem[] => [
      ...(future.count === 0 ? [] : [recordProblem({ rule: 'future', ...future })]),
      ...(old.count === 0 ? [] : [recordProblem({ rule: 'too-old', ...old })]),
    ],
  };
}

function reasonOf(error: unknown): string {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  return code === undefined ? message : `${message} (${code})`;
}

function recordProblem(facts: ProblemFacts<'unread-records'>, severity: Severity = 'warning'): Problem {
  return finding('unread-records', severity, { path: [] }, facts);
}
