import type { DescribedCommand } from './described-command.js';

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
