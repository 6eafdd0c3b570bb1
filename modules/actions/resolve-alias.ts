import { quoted } from '../policy/text/quote.js';
import { type CommandLine, parseCommandLine, type Unreadable } from './parse-command-line.js';

/** A command that an account has saved for its channels. */
export interface SavedCommand {
  readonly alias?: string;
  /** In which `$name` is a variable; absent where it is not known. */
  readonly command?: string;
}

/** The command that an alias runs. */
export interface ResolvedAlias {
  readonly alias: string;
  readonly line: CommandLine;
  /** False where variables or parameters leave open what the command works on. */
  readonly isWhole: boolean;
}

/**
 * The command that `run ALIAS` or `alias run ALIAS` runs, or why it is not known; undefined for any other line. Case is
 * ignored. AWS does not document which parameter fills which variable, so only one parameter fills the only variable.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/creating-aliases.html
 * @see https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CustomActionDefinition.html (read 2026-11-30)
 */
export function resolveAlias(
  line: CommandLine,
  saved: readonly SavedCommand[],
): ResolvedAlias | Unreadable | undefined {
  const called = calledAlias(line);
  if (called === undefined) return undefined;
  const { name, parameters } = called;
  if (name === '') return { reason: '`run` needs the name of an alias', help: 'write `run ALIAS`' };
  const same = saved.filter(({ alias }) => alias?.toLowerCase() === name.toLowerCase());
  const commands = new Set(same.flatMap(({ command }) => command ?? []));
  const [command] = commands;
  if (command === undefined || commands.size > 1) return unknownAlias(name, same.length);
  const variables = [...new Set(command.match(/\$\w+/g))];
  const [variable, second] = variables;
  const [parameter, another] = parameters;
  const isFilled = variable !== undefined && parameter !== undefined && !second && !another;
  const text = isFilled ? command.replaceAll(variable, () => parameter) : command;
  const parsed = parseCommandLine(text);
  if (!('service' in parsed)) return { ...parsed, reason: `the alias ${quoted(name)}: ${parsed.reason}` };
  if (calledAlias(parsed) !== undefined) return unknownAlias(name, 0);
  const isWhole =
    line.options.size === 0 && (isFilled || (variables.length === 0 && parameters.length === 0));
  return { alias: name, line: parsed, isWhole };
}

function calledAlias({ service, command, arguments: words }: CommandLine) {
  if (service === 'run') return { name: command, parameters: words };
  if (service !== 'alias' || command !== 'run') return undefined;
  const [name = '', ...parameters] = words;
  return { name, parameters };
}

function unknownAlias(name: string, count: number): Unreadable {
  return {
    reason:
      count > 1
        ? `the organization file has ${count} commands for the alias ${quoted(name)}`
        : `the organization file does not have the command of the alias ${quoted(name)}`,
    help: 'give `collect` the output of `aws chatbot get-custom-action` with `--custom-actions FILE`, or pass the command that `alias list` shows',
  };
}
