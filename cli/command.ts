import type { Command as Parser } from 'commander';
import type { ExitCode } from './exit-code.js';
import type { World } from './world.js';

/** One command of the command line: a file in `cli/commands` exports one as `command`. */
export interface Command {
  /** Adds arguments, options and examples to the parser; the name and the summary are there already. */
  readonly define: (parser: Parser) => void;
  /** Results to stdout, everything else to stderr. Throws `CannotDo` for exit 2. */
  readonly run: (call: Call) => ExitCode | Promise<ExitCode>;
}

/** A command line as it was parsed: commander's arguments (flat) and options. */
export interface Call {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly world: World;
}

/** A command's name, what it is for, and how to load it: only the one that runs is loaded. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}
