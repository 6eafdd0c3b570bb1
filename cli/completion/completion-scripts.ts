import type { DescribedCommand, DescribedOption } from './described-command.js';
import { shellQuoted } from './shell-quoted.js';

/** A script for bash: commands, then options, then the values of an option; files everywhere else. */
export function bashCompletion(commands: readonly DescribedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .flatMap(({ names, choices }) =>
        names.map((flag) => `    "${name} ${flag}") words="${choices.join(' ')}" ;;`),
      ),
  );
  const options = commands.map(
    ({ name, options: own }) =>
      `    "${name} "*) [[ $word == -* ]] && words="${own.flatMap(({ names }) => names).join(' ')}" ;;`,
  );
  return `# bash completion of chat-guardrails: eval "$(chat-guardrails completion bash)"
_chat_guardrails() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ \${COMP_WORDS[i]} == -* ]] || { command="\${COMP_WORDS[i]}"; break; }
  done
  case "$command $previous" in
${values.join('\n')}
    " "*) words="${commands.map(({ name }) => name).join(' ')} help --help --version" ;;
${options.join('\n')}
  esac
  COMPREPLY=()
  [[ -z $words ]] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _chat_guardrails chat-guardrails
`;
}

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

/** A script for zsh: commands and options with what they are for, the values of an option, files everywhere else. */
export function zshCompletion(commands: readonly DescribedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .flatMap(({ names, choices }) =>
        names.map(
          (flag) =>
            `    ("${name} ${flag}") ${choices.length === 0 ? '_files' : `compadd -- ${choices.join(' ')}`}; return ;;`,
        ),
      ),
  );
  const offered = (entries: readonly (readonly [name: string, description: string])[]): string =>
    entries.map(([name, description]) => shellQuoted(`${name}:${description}`)).join(' ');
  const options = commands.map(({ name, options: own }) => {
    const entries = own.flatMap(({ names, description }) =>
      names.map((flag) => [flag, description] as const),
    );
    return `    (${name}) offered=(${offered(entries)}) ;;`;
  });
  const names = commands.map(({ name, summary }) => [name, summary] as const);
  return `#compdef chat-guardrails
# zsh completion of chat-guardrails: eval "$(chat-guardrails completion zsh)" after compinit
_chat_guardrails() {
  local command="" word
  local -a offered
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $word == -* ]] || { command=$word; break }
  done
  case "$command \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case "$command" in
    ("") offered=(${offered(names)}); _describe command offered; return ;;
${options.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then _describe option offered; else _files; fi
}
compdef _chat_guardrails chat-guardrails
`;
}
