import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkRatio } from './recorded-ratios.js';

/**
 * The synth of the company example as `cdktf.json` runs it, over the floor (`synth-floor.ts`) and over the same
 * resources written by hand in the way of `cdktf init` (`default-app`); and how synth grows with attachments, over as
 * many bare resources. Every number comes from processes of its own, which take turns and so meet the same
 * machine. Everything is built before.
 */
const root = resolve(__dirname, '..', '..', '..');
const built = join(root, '.cache', 'bench', 'bench');
const defaultApp = join(root, 'bench', 'default-app');
const turns = 9;

function report(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    prepare();
    process.stdout.write([...ofTheExample(folder), ...ofGrowth(folder)].map((line) => `${line}\n`).join(''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function prepare(): void {
  run('install', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: defaultApp,
    once: 'node_modules',
  });
  run('build', process.execPath, [join(root, 'scripts', 'build.js')], { cwd: root });
}

function ofTheExample(folder: string): readonly string[] {
  const ours = join(folder, 'ours');
  const byHand = join(folder, 'by-hand');
  const node =
    (outdir: string, words: readonly string[], cwd = root) =>
    () =>
      run('synth', process.execPath, words, { cwd, env: { CDKTF_OUTDIR: outdir } });
  const [floor = [], synth = [], standard = []] = inTurns([
    node(join(folder, 'floor'), [join(built, 'synth-floor.js')]),
    node(ours, [join(root, 'scripts', 'synth.js')]),
    node(byHand, [join(defaultApp, 'node_modules', 'ts-node', 'dist', 'bin.js'), 'main.ts'], defaultApp),
  ]);
  const same = documentsIn(ours) === documentsIn(byHand);
  if (!same) throw new Error('bench/default-app does not hold the policies of the company example');
  const times = (a: readonly number[], b: readonly number[]): string => (median(a) / median(b)).toFixed(2);
  return [
    `the company example, medians of ${turns} processes each`,
    `floor                   ${median(floor).toFixed(0)} ms`,
    `ours                    ${median(synth).toFixed(0)} ms, ${checkRatio('synth: over the floor', median(synth) / median(floor))} times the floor (at most 1.5)`,
    `by hand with ts-node    ${median(standard).toFixed(0)} ms, ${times(standard, synth)} times ours (at least 3)`,
  ];
}

interface Cost {
  readonly ms: number;
  readonly megabytes: number;
}

function ofGrowth(folder: string): readonly string[] {
  const lines = [
    'attachments: time and peak memory of the process, over as many bare resources (at most 4, at most 2)',
  ];
  for (const count of [100, 1_000, 10_000]) {
    const cost = (way: string) => (): Cost => {
      const words = [join(built, 'attachments.js'), way, String(count)];
      return JSON.parse(
        run('attachments', process.execPath, words, { cwd: root, env: { CDKTF_OUTDIR: folder } }),
      );
    };
    const costs = { ours: [] as Cost[], bare: [] as Cost[] };
    for (let turn = 0; turn < 3; turn++) {
      costs.ours.push(cost('ours')());
      costs.bare.push(cost('bare')());
    }
    const of = (way: readonly Cost[], what: keyof Cost): number => median(way.map((one) => one[what]));
    const ratio = (what: keyof Cost): string => (of(costs.ours, what) / of(costs.bare, what)).toFixed(2);
    lines.push(
      `${String(count).padStart(6)}  ${of(costs.ours, 'ms').toFixed(0)} ms, ${ratio('ms')} times; ${of(costs.ours, 'megabytes').toFixed(0)} MB, ${ratio('megabytes')} times`,
    );
  }
  return lines;
}

/** Milliseconds of each, after a round that warms the disk. */
function inTurns(works: readonly (() => unknown)[]): readonly (readonly number[])[] {
  const times = works.map((): number[] => []);
  for (let turn = -1; turn < turns; turn++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      work();
      if (turn >= 0) times[index]?.push(performance.now() - start);
    }
  }
  return times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The documents of the policies of the one stack in a folder, in an order that does not depend on addresses. */
function documentsIn(outdir: string): string {
  const [stack = ''] = Object.keys(readJson(join(outdir, 'manifest.json')).stacks);
  const { resource } = readJson(join(outdir, 'stacks', stack, 'cdk.tf.json'));
  const policies: { name: string; content: string }[] = Object.values(resource.aws_organizations_policy);
  return policies
    .map(({ name, content }) => `${name} ${content}`)
    .sort()
    .join('\n');
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

interface Run {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Not run where this is there already. */
  readonly once?: string;
}

/** What a process prints; throws when it fails. */
function run(what: string, command: string, words: readonly string[], { cwd, env, once }: Run): string {
  if (once !== undefined && existsSync(join(cwd, once))) return '';
  const { CHAT_GUARDRAILS_CONFIG: _, ...inherited } = process.env;
  const ran = spawnSync(command, words, { cwd, env: { ...inherited, ...env }, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${what} failed:\n${ran.stderr}`);
  return ran.stdout;
}

report();
