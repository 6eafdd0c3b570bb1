import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrganizationText } from '../modules/policy/read-organization-text.js';
import { effectiveChatPolicies } from '../modules/simulator/effective.js';
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
  const parsing = median(() => JSON.parse(text));
  const working = median(() => effectiveOf(text));
  const reading = median(() => readOrganizationText({ text }));
  const ofTwice = textOf(twice);
  const workingTwice = median(() => effectiveOf(ofTwice));
  const [nothing = 0, parsed = 0, peak = 0] = inProcesses(text, ['nothing', 'parse', 'work']);
  process.stdout.write(
    [
      `${large.accounts} accounts, ${large.units} units, ${large.chatPolicies} chat policies: ${megabytes(text.length)} MB`,
      `JSON.parse                                 ${parsing.toFixed(0)} ms`,
      `reading and checking                       ${reading.toFixed(0)} ms, ${(reading / parsing).toFixed(2)} times JSON.parse`,
      `reading, checking, all effective policies  ${working.toFixed(0)} ms, ${(working / parsing).toFixed(2)} times JSON.parse (at most 3)`,
      `peak memory                                ${megabytes(peak - nothing)} MB, ${((peak - nothing) / (parsed - nothing)).toFixed(2)} times the parsed file`,
      `twice the accounts                         ${(workingTwice / working).toFixed(2)} times the time (about 2)`,
      '',
    ].join('\n'),
  );
}

function textOf(size: Size): string {
  return JSON.stringify(largeOrganization(size));
}

/** The number of different answers, so that none is computed for nothing. */
function effectiveOf(text: string): number {
  const { organization, problems } = readOrganizationText({ text });
  if (organization === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)));
  const answers = new Set<unknown>();
  for (const { policy } of effectiveChatPolicies(organization)) answers.add(policy.effective);
  return answers.size;
}

/** Milliseconds, the median of five runs after two to warm up. */
function median(run: () => unknown): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.slice(2).sort((a, b) => a - b)[2] ?? Number.NaN;
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
  const kept = name === 'work' ? effectiveOf(text) : name === 'parse' ? JSON.parse(text) : text.length;
  const peak = process.resourceUsage().maxRSS * 1024;
  return kept === undefined ? 0 : peak;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
