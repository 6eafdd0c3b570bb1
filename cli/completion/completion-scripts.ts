import type { DescribedCommand, DescribedOption } from './described-command.js';

/** A script for bash: commands, then options, then the values of an option; files everywhere else. */
export function bashCompletion(commands: readonly DescribedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .flatMap(({ names, choices, values }) =>
        names.map((flag) => {
          const offer =
            values === undefined
              ? `words="${choices.join(' ')}"`
              : `_chat_guardrails_values ${values}; return`;
          return `    "${name} ${flag}") ${offer} ;;`;
        }),
      ),
  );
  const options = commands.map(
    ({ name, options: own }) =>
      `    "${name} "*) [[ $word == -* ]] && words="${own.flatMap(({ names }) => names).join(' ')}" ;;`,
  );
  const listed = commands.flatMap(({ name, argument }) =>
    argument === undefined
      ? []
      : [`    ${name}) [[ $word == -* ]] || { _chat_guardrails_values ${argument}; return; } ;;`],
  );
  return `# bash completion of chat-guardrails: eval "$(chat-guardrails completion bash)"
# What the command line lists, as literal text: names of accounts can contain anything.
_chat_guardrails_values() {
  local word="\${COMP_WORDS[COMP_CWORD]}" value i
  local -a given=()
  for ((i = 1; i < COMP_CWORD - 1; i++)); do
    case \${COMP_WORDS[i]} in --config | --organization) given+=("\${COMP_WORDS[i]}" "\${COMP_WORDS[i+1]}") ;; esac
  done
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    [[ $value != "$word"* ]] || COMPREPLY+=("$(printf '%q' "$value")")
  done < <(chat-guardrails completion --values "$1" "\${given[@]}" 2> /dev/null)
}
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
  case "$command" in
${listed.join('\n')}
  esac
  COMPREPLY=()
  [[ -z $words ]] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _chat_guardrails chat-guardrails
`;
}

/** A script for fish: commands and options with what they are for, and the values of an option. */
export function fishCompletion(commands: readonly DescribedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options, argument }) => [
    `complete -c chat-guardrails -f -n __fish_use_subcommand -a ${name} -d ${shellQuoted(summary)}`,
    ...options.map(
      (option) => `complete -c chat-guardrails -n '__fish_seen_subcommand_from ${name}' ${flagsOf(option)}`,
    ),
    ...(argument === undefined
      ? []
      : [
          `complete -c chat-guardrails -f -n '__fish_seen_subcommand_from ${name}' -a '(__chat_guardrails_values ${argument})'`,
        ]),
  ]);
  return `${[fishHead, ...lines].join('\n')}\n`;
}

const fishHead = `# fish completion of chat-guardrails: chat-guardrails completion fish | source
function __chat_guardrails_values
  set -l tokens (commandline -opc)
  set -l given
  for i in (seq 2 1 (math (count $tokens) - 1))
    if contains -- $tokens[$i] --config --organization
      set -a given $tokens[$i] $tokens[(math $i + 1)]
    end
  end
  chat-guardrails completion --values $argv[1] $given 2> /dev/null
end`;

function flagsOf({ names, description, takesValue, choices, values }: DescribedOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const listed = values === undefined ? choices.join(' ') : `(__chat_guardrails_values ${values})`;
  const value = listed !== '' ? [`-x -a ${shellQuoted(listed)}`] : takesValue ? ['-r'] : [];
  return [...flags, ...value, `-d ${shellQuoted(description)}`].join(' ');
}

/** A script for zsh: commands and options with what they are for, the values of an option, files everywhere else. */
export function zshCompletion(commands: readonly DescribedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .flatMap(({ names, choices, values: listed }) => {
        const own = choices.length === 0 ? '_files' : `compadd -- ${choices.join(' ')}`;
        const offer = listed === undefined ? own : `_chat_guardrails_values ${listed}`;
        return names.map((flag) => `    ("${name} ${flag}") ${offer}; return ;;`);
      }),
  );
  const listedArguments = commands.flatMap(({ name, argument }) =>
    argument === undefined
      ? []
      : [`    (${name}) [[ $PREFIX == -* ]] || { _chat_guardrails_values ${argument}; return } ;;`],
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
# What the command line lists, as literal text: names of accounts can contain anything.
_chat_guardrails_values() {
  local -a given lines
  local i
  for ((i = 2; i < CURRENT - 1; i++)); do
    [[ $words[i] != (--config|--organization) ]] || given+=("$words[i]" "$words[i+1]")
  done
  lines=("\${(@f)$(chat-guardrails completion --values $1 $given 2> /dev/null)}")
  compadd -- "\${(@)\${(@)lines:#}%%$'\\t'*}"
}
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
  case "$command" in
${listedArguments.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then _describe option offered; else _files; fi
}
compdef _chat_guardrails chat-guardrails
`;
}

/** Text in single quotes, as bash, zsh and fish read it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\"'\"'")}'`;
}
