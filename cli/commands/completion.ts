import { Argument } from 'commander';
import type { Command, CommandEntry } from '../command.js';
import { bashCompletion, fishCompletion, zshCompletion } from '../completion/completion-scripts.js';
import { describeCommand } from '../completion/described-command.js';
import type { ExitCode } from '../exit-code.js';
import { formatOption } from '../format-option.js';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** The command that prints a script with which a shell completes these commands. */
export function completionOf(commands: readonly CommandEntry[]): Command {
  return {
    define: (parser) => {
      parser
        .addArgument(new Argument('<shell>', 'whose script to print').choices(Object.keys(scripts)))
        .addOption(formatOption('text', 'json'))
        .addHelpText('after', examples);
    },
    run: async ({ arguments: [shell], options, world }): Promise<ExitCode> => {
      const described = await Promise.all(commands.map(describeCommand));
      const script = scripts[shell as keyof typeof scripts](described);
      const asJson = (options as { readonly format: string }).format === 'json';
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
