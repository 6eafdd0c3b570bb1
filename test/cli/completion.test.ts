import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

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

  it('offers the options of the command, wherever it is in the line', () => {
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

describe('values that the command line lists', () => {
  const company = join(__dirname, '..', '..', 'examples', 'company');
  const folder = temporaryFolder();
  const bin = join(__dirname, '..', '..', 'dist', 'cli', 'bin.js');

  /** What the real bash offers for the last word, where `chat-guardrails` runs in a folder. */
  function offeredIn(cwd: string, ...words: readonly string[]): readonly string[] {
    const line = ['chat-guardrails', ...words].map((word) => `'${word}'`).join(' ');
    const run = `chat-guardrails() { '${process.execPath}' '${bin}' "$@"; }`;
    const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _chat_guardrails; printf '%s\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${script}\n${run}\n${ask}`], {
      encoding: 'utf8',
      cwd,
    });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((word) => word !== '');
  }

  it('are guardrails and kinds of problems', () => {
    expect(offeredIn(folder(), 'guardrails', 'no-database-d')).toEqual(['no-database-deletion']);
    expect(offeredIn(folder(), 'problems', 'unknown-targ')).toEqual(['unknown-target']);
    expect(offeredIn(folder(), 'guardrails', '--form')).toEqual(['--format']);
  });

  it('are the accounts of the organization file, by ID and by unique name', () => {
    expect(offeredIn(company, 'decide', '--account', '1111')).toEqual(['111111111111']);
    expect(offeredIn(company, 'decide', '--account', 'aud')).toEqual(['audit']);
    const named = ['--organization', join(company, 'organization.json'), '--account', 'aud'];
    expect(offeredIn(folder(), 'who-can', ...named)).toEqual(['audit']);
  });

  it('are the waves and environments of the configuration', () => {
    const file = join(folder(), 'waves.yaml');
    writeFileSync(file, 'waves: [canary, wider]\nenvironments: { blue: {}, green: {} }\n');
    expect(offeredIn(folder(), 'impact', '--config', 'waves.yaml', '--wave', '')).toEqual([
      'canary',
      'wider',
    ]);
    expect(offeredIn(folder(), 'plan', '--config', 'waves.yaml', '--environment', 'g')).toEqual(['green']);
    expect(offeredIn(folder(), 'plan', '--environment', '')).toEqual([]);
  });

  it('are text, whatever they contain', () => {
    const file = JSON.parse(readFileSync(join(company, 'organization.json'), 'utf8'));
    file.root.accounts[0].name = '$(touch hacked) "x\'';
    file.root.accounts.push({ id: '999999999999', name: 'two\nlines', policies: [] });
    writeFileSync(join(folder(), 'organization.json'), JSON.stringify(file));
    const line = ['decide', '--organization', 'organization.json', '--account', ''];
    const offers = offeredIn(folder(), ...line);
    expect(offers).toContain('\\$\\(touch\\ hacked\\)\\ \\"x\\\'');
    expect(offers).not.toContain('two');
    expect(readdirSync(folder())).not.toContain('hacked');
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
