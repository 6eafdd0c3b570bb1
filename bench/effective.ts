import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrganizationText } from '../modules/policy/organization/read-organization.js';
import { sharedChatPolicies } from '../modules/simulator/effective/effective-policy.js';
import { largeOrganization, type Size } from './large-organization.js';
import { checkRatio } from './recorded-ratios.js';

/**
 * How long it takes to read and check a large organization file and to compute the effective chat policy of every
 * account, as a ratio to `JSON.parse` of the same text on the same machine.
 */
const large: Size = { accounts: 50_000, units: 2_000, chatPolicies: 1_000 };
const twice: Size = { ...large, accounts: 100_000 };
const [, script = '', task, file = ''] = process.argv;

if (task === undefined) report();
else process.stdout.write(String(memoryOf(task, readFileSync(file, 'utf8'))));

function report(): void {
  const text = textOf(large);
  const ofTwice = textOf(twice);
  const [parsing = [], reading = [], working = [], workingTwice = []] = timesOf([
    () => JSON.parse(text),
    () => readOrganizationText({ text }),
    () => effectiveOf(text),
    () => effectiveOf(ofTwice),
  ]);
  const [nothing = 0, parsed = 0, peak = 0] = inProcesses(text, ['nothing', 'parse', 'work']);
  const line = (name: string, times: readonly number[], shown: string, to: string) =>
    `${name.padEnd(42)} ${median(times).toFixed(0).padStart(5)} ms, ${shown} times ${to}`;
  const size = `${large.accounts} accounts, ${large.units} units, ${large.chatPolicies} chat policies`;
  process.stdout.write(
    [
      `${size}: ${megabytes(text.length)} MB`,
      line('JSON.parse', parsing, '1.00', 'JSON.parse'),
      line('reading and checking', reading, ratio(reading, parsing).toFixed(2), 'JSON.parse'),
      `${line('reading, checking, all effective policies', working, checkRatio('effective: parsing, reading and merging', ratio(working, parsing)), 'JSON.parse')}`,
      `${'peak memory'.padEnd(42)} ${megabytes(peak - nothing).padStart(5)} MB, ${((peak - nothing) / (parsed - nothing)).toFixed(2)} times the parsed file`,
      `${line('twice the accounts', workingTwice, checkRatio('effective: twice the accounts', ratio(workingTwice, working)), 'the time')} (aim: about 2)`,
      '',
    ].join('\n'),
  );
}

function textOf(size: Size): string {
  return JSON.stringify(largeOrganization(size));
}

/** The effective policies of all accounts, with the accounts; they are kept, as a caller would keep them. */
function effectiveOf(text: string): readonly unknown[] {
  const { organization, problems } = readOrganizationText({ text });
  if (organization === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)));
  const answers: unknown[] = [];
  for (const { accounts, policy } of sharedChatPolicies(organization)) {
    answers.push({ accounts, effective: policy.effective });
  }
  return answers;
}

/**
 * Milliseconds of each task, of five runs after five to warm up. The tasks take turns, so a slow moment of the
 * machine meets all of them. A result is kept until the time is taken and no longer: else the garbage collector would
 * move what `JSON.parse` made while the next task is timed.
 */
function timesOf(tasks: readonly (() => unknown)[]): readonly (readonly number[])[] {
  const times = tasks.map((): number[] => []);
  const warming = 5;
  const measured = 5;
  for (let run = 0; run < warming + measured; run++) {
    for (const [index, task] of tasks.entries()) times[index]?.push(timeOf(task));
  }
  return times.map((each) => each.slice(warming));
}

/** How many times as long a task took as another one in the same turn; the median of all turns. */
function ratio(times: readonly number[], than: readonly number[]): number {
  return median(times.map((time, turn) => time / (than[turn] ?? Number.NaN)));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

function timeOf(task: () => unknown): number {
  const start = performance.now();
  const result = task();
  const time = performance.now() - start;
  return result === undefined ? Number.NaN : time;
}

/** The most memory that processes of their own had which did one thing each, in bytes. */
function inProcesses(text: string, tasks: readonly string[]): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const path = join(folder, 'organization.json');
  writeFileSync(path, text);
  const peaks = tasks.map((each) =>
    Number(spawnSync(process.execPath, [script, each, path], { encoding: 'utf8' }).stdout),
  );
  rmSync(folder, { recursive: true });
  return peaks;
}

function memoryOf(name: string, text: string): number {
  const kept: unknown = name === 'work' ? effectiveOf(text) : name === 'parse' ? JSON.parse(text) : text;
  const peak = process.resourceUsage().maxRSS * 1024;
  return kept === undefined ? 0 : peak;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
