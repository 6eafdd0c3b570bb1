import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkRatio } from './recorded-ratios.js';

/**
 * What it costs to start a program that imports an entry point, and one that asks for all that it gives, over a program
 * that does nothing at all. The programs take turns and so meet the same machine.
 */
const root = resolve(__dirname, '..', '..', '..');
const folder = join(root, '.cache', 'bench', 'start');
const turns = process.env['CI'] === 'true' ? 9 : 31;
const doors = ['policy', 'simulator', 'report', 'plan', 'config'];

function report(): void {
  spawnSync(process.execPath, [join(root, 'scripts', 'build.js')], { stdio: 'inherit' });
  mkdirSync(folder, { recursive: true });
  const bare = program('bare', '');
  const lines = doors.map((door) => {
    const importing = `const door = require('cdktf-chat-guardrails/${door}');\n`;
    const [floor = [], importOnly = [], all = []] = inTurns([
      bare,
      program(door, importing),
      program(`${door}-all`, `${importing}Object.values(door);\n`),
    ]);
    const times = (cost: readonly number[]): string => (median(cost) / median(floor)).toFixed(2);
    const aim = door === 'policy' ? ' (at most 1.5)' : '';
    const shown =
      door === 'policy' ? checkRatio('start: policy', median(importOnly) / median(floor)) : times(importOnly);
    return `./${door.padEnd(10)} ${median(importOnly).toFixed(0)} ms, ${shown} times bare node${aim}; all of it used ${median(all).toFixed(0)} ms, ${times(all)} times`;
  });
  process.stdout.write(`medians of ${turns} starts\n${lines.join('\n')}\n`);
}

/** Within the package, where it can import itself by name. */
function program(name: string, text: string): string {
  const file = join(folder, `${name}.js`);
  writeFileSync(file, text);
  return file;
}

function inTurns(files: readonly string[]): readonly (readonly number[])[] {
  const times = files.map((): number[] => []);
  for (let turn = -1; turn < turns; turn++) {
    for (const [index, file] of files.entries()) {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, [file], { cwd: root });
      if (status !== 0) throw new Error(`${file} ended with ${status}`);
      if (turn >= 0) times[index]?.push(performance.now() - start);
    }
  }
  return times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

report();
