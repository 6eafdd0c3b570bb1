import { Argument, Option } from 'commander';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { CannotDo } from '../cannot-do.js';
import { type Command, type CommandEntry, commandWith } from '../command.js';
import { bashCompletion, fishCompletion, zshCompletion } from '../completion/completion-scripts.js';
import { completionValues, type ValueKind, valueKinds } from '../completion/completion-values.js';
import { describeCommand } from '../completion/described-command.js';
import type { ConfigurationOptions } from '../configuration-options.js';
import type { ExitCode } from '../exit-code.js';
import { type FormatOptions, formatOption } from '../format-option.js';

const scripts = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

interface Options extends Pick<ConfigurationOptions, 'config' | 'organization'>, FormatOptions {
  readonly values?: ValueKind;
}

/** The command that prints a script with which a shell completes these commands. */
export function completionOf(commands: readonly CommandEntry[]): Command {
  return commandWith<Options>(
    (parser) => {
      parser
        .addArgument(new Argument('[shell]', 'whose script to print').choices([...scripts.keys()]))
        .addOption(
          new Option('--values <what>', 'list what a shell completes, one a line').choices(valueKinds),
        )
        .option('--config <file>', 'with `--values`: the configuration file')
        .option('--organization <file>', 'with `--values`: the organization file')
        .addOption(formatOption('text', 'json'))
        .addHelpText('after', examples);
    },
    async ({ arguments: [shell = ''], options: given, world }): Promise<ExitCode> => {
      const asJson = given.format === 'json';
      if (given.values !== undefined) {
        const values = completionValues(given.values, world, given);
        const lines = values.map(
          ([value, description]) => `${value}\t${escapeControlCharacters(description)}\n`,
        );
        world.stdout.write(asJson ? `${JSON.stringify({ values }, null, 2)}\n` : lines.join(''));
        return 0;
      }
      const scriptOf = scripts.get(shell);
      if (scriptOf === undefined) throw new CannotDo('no shell is named', 'name one of bash, zsh and fish');
      const described = await Promise.all(commands.map(describeCommand));
      const script = scriptOf(described);
      world.stdout.write(asJson ? `${JSON.stringify({ shell, script }, null, 2)}\n` : script);
      return 0;
    },
  );
}

const examples = `
Examples:
  eval "$(chat-guardrails completion bash)"
  eval "$(chat-guardrails completion zsh)"
  chat-guardrails completion fish | source
`;
