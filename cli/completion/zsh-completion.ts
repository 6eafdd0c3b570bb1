import type { DescribedCommand } from './described-command.js';
import { shellQuoted } from './shell-quoted.js';

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
