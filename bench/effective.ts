import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrganizationText } from '../modules/policy/read-organization-text.js';
import { sharedChatPolicies } from '../modules/simulator/effective.js';
import { largeOrganization, type Size } from './large-organization.js';

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
  const [parsing = 0, reading = 0, working = 0, workingTwice = 0] = medians([
    () => JSON.parse(text),
    () => readOrganizationText({ text }),
    () => effectiveOf(text),
    () => effectiveOf(ofTwice),
  ]);
  const [nothing = 0, parsed = 0, peak = 0] = inProcesses(text, ['nothing', 'parse', 'work']);
  const line = (name: string, milliseconds: number) =>
    `${name.padEnd(42)} ${milliseconds.toFixed(0).padStart(5)} ms, ${(milliseconds / parsing).toFixed(2)} times JSON.parse`;
  const size = `${large.accounts} accounts, ${large.units} units, ${large.chatPolicies} chat policies`;
  process.stdout.write(
    [
      `${size}: ${megabytes(text.length)} MB`,
      line('JSON.parse', parsing),
      line('reading and checking', reading),
      `${line('reading, checking, all effective policies', working)} (aim: at most 3)`,
      `${'peak memory'.padEnd(42)} ${megabytes(peak - nothing).padStart(5)} MB, ${((peak - nothing) / (parsed - nothing)).toFixed(2)} times the parsed file`,
      `${'twice the accounts'.padEnd(42)} ${workingTwice.toFixed(0).padStart(5)} ms, ${(workingTwice / working).toFixed(2)} times the time (aim: about 2)`,
      '',
    ].join('\n'),
  );
}

function textOf(size: Size): string {
  return JSON.stringify(largeOrganization(size));
}

/** The effective policies of all accounts; they are kept, as whoever asks for them keeps them. */
function effectiveOf(text: string): readonly unknown[] {
  const { organization, problems } = readOrganizationText({ text });
  if (organization === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)));
  const answers: unknown[] = [];
  for (const { accounts, policy } of sharedChatPolicies(organization)) {
    for (let left = accounts.length; left > 0; left--) answers.push(policy.effective);
  }
  return answers;
}

/**
 * Milliseconds of each task, the median of five runs after five to warm up (in CI of three after one). The tasks take turns, so that a slow
 * moment of the machine meets all of them, and each keeps its result until its next turn, `JSON.parse` included.
 */
function medians(tasks: readonly (() => unknown)[]): readonly number[] {
  const results: unknown[] = [];
  const times = tasks.map((): number[] => []);
  const [warming, measured] = process.env['CI'] === 'true' ? [1, 3] : [5, 5];
  for (let run = 0; run < warming + measured; run++) {
    for (const [index, task] of tasks.entries()) {
      results[index] = undefined;
      const start = performance.now();
      results[index] = task();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map((each) => each.slice(warming).sort((a, b) => a - b)[measured >> 1] ?? Number.NaN);
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
