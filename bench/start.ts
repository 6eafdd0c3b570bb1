import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Benchmark, checkRatio } from './recorded-ratios.js';

/**
 * The CPU time of a program that imports an entry point, and of commands on the company example, as a multiple of that
 * of a program that does nothing. The programs take turns, so a change of the machine's speed affects all of them.
 */
const root = resolve(__dirname, '..', '..', '..');
const folder = join(root, '.cache', 'bench', 'start');
const turns = process.env['CI'] === 'true' ? 9 : 31;
const doors = ['policy', 'simulator', 'report', 'plan', 'config'];
const question =
  'decide --account 555555555555 --platform slack --workspace T0COMPANY1 --channel-type private --role user_role --action rds:DeleteDBCluster';
/** Programs with a recorded ratio, and the largest ratio that the project aims at. */
const aims: Readonly<Record<string, { readonly benchmark: Benchmark; readonly aim: number }>> = {
  './policy': { benchmark: 'start: policy', aim: 1.5 },
  check: { benchmark: 'start: check', aim: 4 },
  plan: { benchmark: 'start: plan', aim: 4 },
  decide: { benchmark: 'start: decide', aim: 4 },
};

function report(): void {
  spawnSync(process.execPath, [join(root, 'scripts', 'build.js')], { stdio: 'inherit' });
  mkdirSync(folder, { recursive: true });
  const programs = [
    program('bare', ''),
    ...doors.map((door) => program(`./${door}`, `require('cdktf-chat-guardrails/${door}');`)),
    ...['check', 'plan', question].map((line) =>
      program(
        line.split(' ')[0] ?? '',
        `process.argv.push(...${JSON.stringify(line.split(' '))}); require(${JSON.stringify(join(root, 'dist', 'cli', 'bin.js'))});`,
      ),
    ),
  ];
  const [floor = [], ...costs] = inTurns(programs.map(({ file }) => file));
  const lines = programs.slice(1).map(({ name }, index) => {
    const cost = costs[index] ?? [];
    const ratio = median(cost.map((time, turn) => time / (floor[turn] ?? Number.NaN)));
    const { benchmark, aim } = aims[name] ?? {};
    const shown = benchmark === undefined ? ratio.toFixed(2) : checkRatio(benchmark, ratio);
    return `${name.padEnd(12)} ${median(cost).toFixed(0)} ms, ${shown} times bare node${aim === undefined ? '' : ` (at most ${aim})`}`;
  });
  process.stdout.write(`CPU time, medians of ${turns} starts\n${lines.join('\n')}\n`);
}

/** Within the package, where it can import itself by name. It prints its CPU time in microseconds on stderr when it ends. */
function program(name: string, text: string): { readonly name: string; readonly file: string } {
  const file = join(folder, `${name.replace('./', 'door-')}.js`);
  const print = `process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeSync(2, '\\n' + (user + system)); });`;
  writeFileSync(file, `${print}\n${text}\n`);
  return { name, file };
}

/** The CPU times of each program in milliseconds, one a turn. */
function inTurns(files: readonly string[]): readonly (readonly number[])[] {
  const times = files.map((): number[] => []);
  for (let turn = -1; turn < turns; turn++) {
    for (const [index, file] of files.entries()) {
      const options = { cwd: join(root, 'examples', 'company'), encoding: 'utf8' } as const;
      const { status, stderr } = spawnSync(process.execPath, [file], options);
      if (status !== 0) throw new Error(`${file} ended with ${status}: ${stderr}`);
      if (turn >= 0) times[index]?.push(Number(stderr.split('\n').at(-1)) / 1000);
    }
  }
  return times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

report();
