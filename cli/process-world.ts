import { writeSync } from 'node:fs';
import { CannotDo } from './cannot-do.js';
import { createFile } from './create-file.js';
import { createFiles } from './create-files.js';
import { writeModule } from './export/write-module.js';
import { readFile } from './read-file.js';
import { replaceFile } from './replace-file.js';
import { safeOutput } from './safe-output.js';
import type { Output, World } from './world.js';

/** The world of this process. */
export function processWorld(): World {
  return {
    workingDirectory: process.cwd(),
    environment: process.env,
    stdout: output(process.stdout, (code) => {
      throw new CannotDo(`cannot write the answer: ${code}`);
    }),
    stderr: output(process.stderr, () => {}),
    readFile,
    createFile,
    createFiles,
    replaceFile,
    writeModule,
    today: new Date().toISOString().slice(0, 10),
    interactive: process.stdin.isTTY === true,
  };
}

/**
 * Writes synchronously, so that nothing is lost when the process ends. What is written for a reader that has gone
 * away (`| head`) is dropped: the exit code stays that of the answer. Any other failure, a full disk say, is told once.
 */
function output(stream: NodeJS.WriteStream & { fd: number }, failed: (code: string) => void): Output {
  const terminal = stream.isTTY === true;
  const colour = terminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  let abandoned = false;
  return {
    write: (text) => {
      const bytes = Buffer.from(safeOutput(text, { colour, terminal }));
      let written = 0;
      while (!abandoned && written < bytes.length) {
        try {
          written += writeSync(stream.fd, bytes, written);
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code;
          if (code === 'EAGAIN') continue;
          abandoned = true;
          if (code !== 'EPIPE') failed(code ?? String(error));
        }
      }
    },
    terminal,
    colour,
    // A terminal that does not know its size says 0.
    columns: terminal ? stream.columns || undefined : undefined,
  };
}
