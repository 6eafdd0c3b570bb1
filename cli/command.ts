import type { OptionValues, Command as Parser } from 'commander';
import type { ExitCode } from './exit-code.js';
import type { World } from './world.js';

/** One command of the command line: a file in `cli/commands` exports one as `command`. */
export interface Command {
  /** Adds arguments, options and examples to the parser; the name and the summary are there already. */
  readonly define: (parser: Parser) => void;
  /** Runs the command line that the parser read. Throws `CannotDo` for exit 2. */
  readonly run: (parser: Parser, world: World) => ExitCode | Promise<ExitCode>;
}

/** A command line as it was parsed: the arguments (flat) and the options. */
export interface Call<Options> {
  readonly arguments: readonly string[];
  readonly options: Options;
  readonly world: World;
}

/** A command: `define` adds exactly the options of type `Options`; `run` writes results to stdout, all else to stderr. */
export function commandWith<Options extends OptionValues>(
  define: Command['define'],
  run: (call: Call<Options>) => ExitCode | Promise<ExitCode>,
): Command {
  return {
    define,
    run: (parser, world) => run({ arguments: parser.args, options: parser.opts<Options>(), world }),
  };
}

/** A command's name, what it is for, and how to load it: only the one that runs is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** Its heading in `--help`. */
  readonly group: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}
