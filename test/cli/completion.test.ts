import { spawnSync } from 'node:child_process';
import { commandLine } from '../support/command-line.js';

const script = commandLine('.', 'completion', 'bash').stdout;

/** What bash offers for the last word of a command line. */
function offered(...words: readonly string[]): readonly string[] {
  const line = ['chat-guardrails', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _chat_guardrails; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${script}\n${ask}`], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((word) => word !== '');
}

describe('completion', () => {
  it('offers commands', () => {
    expect(offered('imp')).toContain('impact');
    expect(offered('')).toEqual(expect.arrayContaining(['check', 'report', 'help', '--version']));
  });

  it('offers the options of the command, wherever it stands in the line', () => {
    expect(offered('impact', '--terr')).toEqual(['--terraform-plan']);
    expect(offered('impact', '--exit-code', '--form')).toEqual(['--format']);
    expect(offered('report', '--form')).toEqual(['--format']);
    expect(offered('report', '--terr')).toEqual([]);
  });

  it('offers the values of an option', () => {
    expect(offered('check', '--format', 's')).toEqual(['sarif']);
    expect(offered('impact', '--format', '')).toEqual(['text', 'json', 'markdown']);
  });

  it('leaves files to the shell', () => {
    expect(offered('impact', '--config', 'a')).toEqual([]);
    expect(offered('check', 'a')).toEqual([]);
    expect(script).toContain('complete -o default');
  });

  it.each(['zsh', 'fish'])('knows the commands, options and values in %s', (shell) => {
    const { stdout, status } = commandLine('.', 'completion', shell);
    expect(status).toBe(0);
    expect(stdout).toContain('text json sarif');
    expect(stdout).toMatch(shell === 'zsh' ? /'--terraform-plan:/ : /-l terraform-plan -r/);
  });
});

describe('a mistyped command line', () => {
  it.each([
    [['imapct'], 'Did you mean impact?'],
    [['impact', '--exit-cod'], 'Did you mean --exit-code?'],
    [['impact', '--format', 'jsn'], 'Allowed choices are text, json, markdown.'],
    [['completion', 'csh'], 'Allowed choices are bash, zsh, fish.'],
  ])('%j is exit 2 and says what was meant', (words, advice) => {
    const { status, stderr, stdout } = commandLine('.', ...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(advice);
  });
});
