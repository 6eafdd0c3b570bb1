import * as disk from 'node:fs';
import { isatty } from 'node:tty';
import { CannotDo, errorCode } from './cannot-do.js';
import { readFile } from './read-file.js';
import { recordFiles } from './record-files.js';
import type { Output, StoppableClock, World } from './world.js';
import { fileWriter, writeAll } from './write-files.js';

/** The world of this process. */
export function processWorld(): World {
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  return {
    workingDirectory: process.cwd(),
    environment: process.env,
    stdout: output(process.stdout, (code) => {
      throw new CannotDo(`cannot write the answer: ${code}`);
    }),
    stderr: output(process.stderr, () => {}),
    readFile,
    ...fileWriter(),
    recordFiles,
    onInterrupt: (stop) => {
      const signals = ['SIGINT', 'SIGTERM'] as const;
      for (const signal of signals) process.once(signal, stop);
      return () => {
        for (const signal of signals) process.off(signal, stop);
      };
    },
    clock: systemClock(),
    now,
    today: now.slice(0, 10),
    // `process.stdin` would make the descriptor non-blocking.
    interactive: isatty(0),
  };
}

/** The clock and the random numbers of this machine. */
function systemClock(): StoppableClock {
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: () => performance.now(),
    random: Math.random,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          resolve();
        }, milliseconds);
        timers.add(timer);
      }),
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/**
 * Writes synchronously: nothing is lost when the process ends. What is written for a reader that has gone
 * away (`| head`) is dropped: the exit code stays that of the answer. Any other failure, such as a full disk, is reported once.
 */
function output(stream: NodeJS.WriteStream & { fd: number }, failed: (code: string) => void): Output {
  const terminal = stream.isTTY === true;
  const colour = terminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  let abandoned = false;
  return {
    write: (text) => {
      if (abandoned) return;
      try {
        writeAll(disk, stream.fd, Buffer.from(safeOutput(text, { colour, terminal })));
      } catch (error) {
        const code = errorCode(error);
        abandoned = true;
        if (code !== 'EPIPE') failed(code ?? String(error));
      }
    },
    terminal,
    colour,
    // A terminal that does not know its size reports 0.
    columns: terminal ? stream.columns || undefined : undefined,
  };
}

/**
 * Text that is safe to print, whatever names from outside it contains. Control and bidirectional characters are
 * written as `\uXXXX`, which JSON reads back as the character; line feeds and tabs stay. Escape sequences for colours
 * stay where `colour` is set, carriage returns where `terminal` is set. Commands of CI services are broken.
 */
export function safeOutput(
  text: string,
  { colour, terminal }: { readonly colour: boolean; readonly terminal: boolean },
): string {
  return text
    .replace(unsafe, (found) => {
      if (found === '\r' && terminal) return found;
      if (found.length > 1 && found.startsWith('\u001b')) return colour ? found : escaped(found);
      return escaped(found);
    })
    .replace(ciCommand, escaped);
}

/** A colour sequence, or a control, format or line-separating character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character.
const unsafe = /\u001b\[[\d;]*m|(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * GitHub reads `::name::` at the start of a line, and `##[name]` anywhere in it; Azure Pipelines reads `##vso[` and
 * `##[`.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands (read 2026-11-30)
 * @see https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands (read 2026-11-30)
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour sequence may precede the command.
const ciCommand = /:(?=:)(?<=^(?:[^\S\n]|\u001b\[[\d;]*m)*:)|#(?=#(?:vso)?\[)/gim;

function escaped(text: string): string {
  const unit = (index: number): string => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`;
  return Array.from({ length: text.length }, (_, index) => unit(index)).join('');
}
