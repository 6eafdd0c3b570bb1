import { CommanderError, Command as Parser } from 'commander';
import { escapeControlCharacters } from '../modules/policy/text/escape-control-characters.js';
import { suggest } from '../modules/policy/text/suggest.js';
import { CannotDo, renderCannotDo } from './cannot-do.js';
import { commands } from './commands.js';
import type { ExitCode } from './exit-code.js';
import type { World } from './world.js';

/**
 * Runs one command line (without `node` and the script) and answers with its exit code. Never throws for what
 * a user can cause; a bug is thrown on.
 */
export async function run(argv: readonly string[], world: World, version: string): Promise<ExitCode> {
  const program = new Parser('chat-guardrails')
    .description('Govern what Amazon Q Developer in chat applications may do in an AWS organization.')
    .version(version)
    .showSuggestionAfterError(true)
    .commandsGroup('Look up:')
    .helpCommand(true);
  quiet(program, world);
  let answer: ExitCode = 0;
  const named = argv.find((word) => !word.startsWith('-'));
  for (const entry of commands) {
    const parser = program.command(entry.name).description(entry.summary).helpGroup(entry.group);
    quiet(parser, world);
    if (entry.name !== named && named !== 'help') continue;
    const { command } = await entry.load();
    command.define(parser);
    parser.action(async () => {
      answer = await command.run(parser, world);
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return answer;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CannotDo)) throw error;
    world.stderr.write(renderCannotDo(error));
    return 2;
  }
}

/** Makes commander write to the world's streams and throw instead of exiting. */
function quiet(parser: Parser, world: World): void {
  parser.exitOverride().configureOutput({
    writeOut: world.stdout.write,
    writeErr: world.stderr.write,
    outputError: (text, write) => write(escapedError(text)),
    getOutHasColors: () => world.stdout.colour,
    getErrHasColors: () => world.stderr.colour,
    getOutHelpWidth: () => world.stdout.columns ?? 100,
    getErrHelpWidth: () => world.stderr.columns ?? 100,
  });
}

/** The choice of an option that was probably meant. */
function likelyChoice(message: string): string | undefined {
  const [, found = '', choices = ''] =
    /argument '([^']*)' is invalid\. Allowed choices are (.*)\.$/.exec(message) ?? [];
  const known = choices.split(', ');
  const folded = found.toLowerCase().replace(/[\s-]/g, '_');
  const near = /teams$/.test(folded) ? known.find((choice) => choice === 'microsoft_teams') : undefined;
  const nearest = near ?? suggest(folded, known);
  return nearest === undefined || choices === '' ? undefined : `(Did you mean ${nearest}?)`;
}

/** An error of commander, whose only line break of its own is that before a suggestion. */
function escapedError(text: string): string {
  const [, message = '', suggestion = ''] = /^([\s\S]*?)(\n\(Did you mean [^\n]*)?\n*$/.exec(text) ?? [];
  const meant = suggestion === '' ? likelyChoice(message) : suggestion.slice(1);
  const lines = [message, ...(meant === undefined ? [] : [meant])];
  return lines.map((line) => `${escapeControlCharacters(line)}\n`).join('');
}
