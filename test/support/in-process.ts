import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { processWorld, safeOutput } from '../../cli/process-world.js';
import { standardInput } from '../../cli/read-file.js';
import { run } from '../../cli/run.js';
import type { CliRun } from './run-cli.js';

/** What a command line reads besides its words. */
export interface Surroundings {
  readonly folder: string;
  /** Files that are written into the folder first; what is not a string becomes JSON. */
  readonly files?: Readonly<Record<string, unknown>>;
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The width of the output; default: unknown. */
  readonly columns?: number;
  /** How much faster than time the clock of commands that wait runs. */
  readonly speed?: number;
}

/** Runs a command line in this process, in a folder, on the first day of 2027. */
export async function runHere(
  { folder, files = {}, stdin = '', environment = {}, columns, speed = 1 }: Surroundings,
  ...words: readonly string[]
): Promise<CliRun> {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const printed = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      printed[name] += safeOutput(text, { colour: false, terminal: false });
    },
    terminal: false,
    colour: false,
    columns,
  });
  const world = processWorld();
  const status = await run(
    words,
    {
      ...world,
      clock: {
        ...world.clock,
        now: () => world.clock.now() * speed,
        sleep: (milliseconds) => world.clock.sleep(milliseconds / speed),
      },
      workingDirectory: folder,
      environment,
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      readFile: (path, options) => (path === standardInput ? stdin : world.readFile(path, options)),
      now: '2027-01-01T00:00:00Z',
      today: '2027-01-01',
      interactive: false,
    },
    '0.0.0',
  );
  return { status, ...printed };
}
