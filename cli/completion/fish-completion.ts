import type { DescribedCommand, DescribedOption } from './described-command.js';
import { shellQuoted } from './shell-quoted.js';

/** A script for fish: commands and options with what they are for, and the values of an option. */
export function fishCompletion(commands: readonly DescribedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c chat-guardrails -f -n __fish_use_subcommand -a ${name} -d ${shellQuoted(summary)}`,
    ...options.map(
      (option) => `complete -c chat-guardrails -n '__fish_seen_subcommand_from ${name}' ${flagsOf(option)}`,
    ),
  ]);
  const head = '# fish completion of chat-guardrails: chat-guardrails completion fish | source';
  return `${[head, ...lines].join('\n')}\n`;
}

function flagsOf({ names, description, takesValue, choices }: DescribedOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = choices.length > 0 ? [`-x -a ${shellQuoted(choices.join(' '))}`] : takesValue ? ['-r'] : [];
  return [...flags, ...value, `-d ${shellQuoted(description)}`].join(' ');
}
