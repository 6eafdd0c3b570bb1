import { basename, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Command as Parser } from 'commander';
import { readRecords, UnknownFormat } from '../../modules/inventory/records/read-records.js';
import { finding, type Problem } from '../../modules/policy/problems/problem.js';
import type { ProblemFacts } from '../../modules/policy/problems/problem-kinds.js';
import { type AuditFields, parseRecord } from '../../modules/replay/parse-record.js';
import type { UnreadableRecord } from '../../modules/replay/record.js';
import { maxKept, type Tallier, type Tallies, tallier } from '../../modules/replay/tally.js';
import { CannotDo } from '../cannot-do.js';
import { printProblems } from '../print-problems.js';
import type { World } from '../world.js';

/** The options that say where an audit log has what. */
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
  /** What an audit log is called, where its entries do not say. */
  readonly log?: string;
  readonly open: () => Readable;
}

/** The files of the arguments; those of folders in the order of their names. `-` is standard input. */
export function recordSources(world: World, files: readonly string[]): readonly RecordSource[] {
  const { below, open } = world.recordFiles;
  return files.flatMap((file): readonly RecordSource[] => {
    if (file === '-') return [{ name: 'standard input', open }];
    return below(resolve(world.workingDirectory, file)).map((path) => ({
      name: path,
      log: basename(path).replace(/\..*$/, ''),
      open: () => open(path),
    }));
  });
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
  sources: readonly RecordSource[],
  options: AuditOptions,
): Promise<CountedCalls> {
  if (sources.length === 0)
    throw new CannotDo('there are no records to read', 'name files or folders; `-` is standard input');
  const counter = tallier();
  const problems: Problem[] = [];
  for (const [index, source] of sources.entries()) {
    if (world.stderr.terminal) world.stderr.write(`\rreading file ${index + 1} of ${sources.length}`);
    problems.push(...(await readOne(source, counter, options)));
  }
  if (world.stderr.terminal) world.stderr.write('\r\u001b[K');
  const failed = new Set(problems.flatMap(({ severity, file }) => (severity === 'error' ? [file] : [])));
  if (failed.size === new Set(sources.map(({ name }) => name)).size) {
    printProblems(world, problems, options.format);
    throw new CannotDo('no file of records could be read', 'see `chat-guardrails problems unread-records`');
  }
  const counted = counter.result();
  if (counted.isCut) problems.push(recordProblem({ rule: 'cut', limit: maxKept }));
  return { counted, problems };
}

async function readOne(
  { name, log, open }: RecordSource,
  counter: Tallier,
  options: AuditOptions,
): Promise<readonly Problem[]> {
  const fields: AuditFields = {
    command: options.commandField,
    user: options.userField,
    configuration: options.configurationField,
    source: log,
  };
  const counts = new Map<UnreadableRecord['reason'] | 'text', number>();
  const count = (reason: UnreadableRecord['reason'] | 'text', more: number) =>
    more > 0 && counts.set(reason, (counts.get(reason) ?? 0) + more);
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
    problems.push(recordProblem(facts));
  }
  for (const [rule, each] of counts) problems.push(recordProblem({ rule, count: each }));
  const severity = read === 0 ? 'error' : 'warning';
  return problems.map((problem) => ({ ...problem, severity, file: name }));
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : `${message} (${code})`;
}

function recordProblem(facts: ProblemFacts<'unread-records'>): Problem {
  return finding('unread-records', 'warning', { path: [] }, facts);
}
