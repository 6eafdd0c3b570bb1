import { Argument, Option } from 'commander';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { CannotDo } from '../cannot-do.js';
import type { Command, CommandEntry } from '../command.js';
import { bashCompletion, fishCompletion, zshCompletion } from '../completion/completion-scripts.js';
import { completionValues, type ValueKind, valueKinds } from '../completion/completion-values.js';
import { describeCommand } from '../completion/described-command.js';
import type { ConfigurationOptions } from '../configuration-options.js';
import type { ExitCode } from '../exit-code.js';
import { formatOption } from '../format-option.js';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** The command that prints a script with which a shell completes these commands. */
export function completionOf(commands: readonly CommandEntry[]): Command {
  return {
    define: (parser) => {
      parser
        .addArgument(new Argument('[shell]', 'whose script to print').choices(Object.keys(scripts)))
        .addOption(
          new Option('--values <what>', 'list what a shell completes, one a line').choices(valueKinds),
        )
        .option('--config <file>', 'with `--values`: the configuration file')
        .option('--organization <file>', 'with `--values`: the organization file')
        .addOption(formatOption('text', 'json'))
        .addHelpText('after', examples);
    },
    run: async ({ arguments: [shell], options, world }): Promise<ExitCode> => {
      const given = options as ConfigurationOptions & {
        readonly format?: string;
        readonly values?: ValueKind;
      };
      const asJson = given.format === 'json';
      if (given.values !== undefined) {
        const values = completionValues(given.values, world, given);
        const lines = values.map(
          ([value, description]) => `${value}\t${escapeControlCharacters(description)}\n`,
        );
        world.stdout.write(asJson ? `${JSON.stringify({ values }, null, 2)}\n` : lines.join(''));
        return 0;
      }
      if (shell === undefined) throw new CannotDo('no shell is named', 'name one of bash, zsh and fish');
      const described = await Promise.all(commands.map(describeCommand));
      const script = scripts[shell as keyof typeof scripts](described);
      world.stdout.write(asJson ? `${JSON.stringify({ shell, script }, null, 2)}\n` : script);
      return 0;
    },
  };
}

const examples = `
Examples:
  eval "$(chat-guardrails completion bash)"
  eval "$(chat-guardrails completion zsh)"
  chat-guardrails completion fish | source
`;
