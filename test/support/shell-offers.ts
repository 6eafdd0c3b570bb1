import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from './command-line.js';

/** A shell that may be missing on a machine. */
export type OtherShell = 'zsh' | 'fish';

/** Whether the machine has the shell. */
export function hasShell(shell: OtherShell): boolean {
  return spawnSync(shell, ['-c', 'true'], { stdio: 'ignore' }).status === 0;
}

/** What the real shell shows when the tab key is pressed behind a line; read until `awaited` is in it. */
export function shellOffers(shell: OtherShell, folder: string, line: string, awaited: string): string {
  const completion = join(folder, `completion.${shell}`);
  writeFileSync(completion, commandLine(folder, 'completion', shell).stdout);
  const words =
    shell === 'fish'
      ? ['--no-config', '-c', `source ${completion}; complete -C "${line}"`]
      : ['-f', '-c', zshAtTheKeyboard, 'zsh', completion, line, awaited];
  const { stdout } = spawnSync(shell, words, { encoding: 'utf8', timeout: 60_000, cwd: folder });
  return stdout;
}

/** zsh completes only where somebody types: a second zsh on a terminal of its own, and the tab key. */
const zshAtTheKeyboard = `
zmodload zsh/zpty
zpty terminal zsh -f -i
zpty -w terminal 'autoload -U compinit; compinit -D -u; PROMPT=; bindkey "^I" list-choices'
zpty -w terminal "source $1"
zpty -w terminal 'print READ''Y'
zpty -r terminal shown '*READY*'
zpty -n -w terminal "$2"$'\\t'
zpty -r terminal shown "*$3*"
print -r -- "$shown"
zpty -d terminal
`;
