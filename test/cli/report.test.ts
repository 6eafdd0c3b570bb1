import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { company } from '../support/company.js';
import { runHere } from '../support/in-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const report = (...words: readonly string[]) => commandLine(folder(), 'report', ...words);
const write = (name: string, text: string) => writeFileSync(join(folder(), name), text);

beforeEach(() => {
  write('organization.json', JSON.stringify(company()));
  write('chat-guardrails.yaml', 'guardrails:\n  - { name: a, targets: root, deny: rds:DeleteDBCluster }\n');
});

describe('report', () => {
  test('writes one page that needs nothing else', () => {
    const run = report('--organization', 'organization.json', '-o', 'review.html');
    expect(run).toMatchObject({
      status: 0,
      stdout: '',
      stderr: expect.stringMatching(/^state: planned .*\nwrote review\.html \(\d+ kB\)\n$/),
    });
    const page = readFileSync(join(folder(), 'review.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:)/);
  });

  test('shows what a plan changes, and prints as JSON what it wrote', () => {
    const words = ['--organization', 'organization.json', '--config', 'chat-guardrails.yaml'];
    const run = report(...words, '-o', 'review.html', '--format', 'json');
    expect(run.status).toBe(0);
    const page = readFileSync(join(folder(), 'review.html'), 'utf8');
    expect(JSON.parse(run.stdout)).toEqual({
      state: 'planned',
      file: 'review.html',
      bytes: Buffer.byteLength(page),
      problems: [],
    });
    expect(page).toContain('rds:DeleteDBCluster');
  });

  test('names the organization file and its hash, with a configuration and without', () => {
    const text = readFileSync(join(folder(), 'organization.json'));
    const hash = createHash('sha256').update(text).digest('hex');
    for (const state of [[], ['--current']]) {
      report('--organization', 'organization.json', ...state, '-o', 'review.html');
      const page = readFileSync(join(folder(), 'review.html'), 'utf8');
      expect(page).toContain(`<dt>Organization file</dt><dd>organization.json</dd>`);
      expect(page).toContain(`<dt>Organization file SHA-256</dt><dd>${hash}</dd>`);
    }
  });

  test('lists every policy that the plan removes, also where no account changes', () => {
    const tags = { 'chat-guardrails:environment': 'default' };
    const old = Array.from({ length: 12 }, (_, index) => [
      `p-old0000${String(index).padStart(3, '0')}`,
      { name: `old-${index}`, type: 'CHATBOT_POLICY', tags, content: { chatbot: {} } },
    ]);
    const { policies, ...rest } = company();
    write(
      'organization.json',
      JSON.stringify({ ...rest, policies: { ...Object(policies), ...Object.fromEntries(old) } }),
    );
    write('chat-guardrails.yaml', 'guardrails: []\n');
    report('--organization', 'organization.json', '-o', 'review.html');
    const page = readFileSync(join(folder(), 'review.html'), 'utf8');
    const changes = page.slice(page.indexOf('<section id="changes"'));
    expect(changes).toMatch(/Policies that are removed[\s\S]*old-0[\s\S]*old-11/);
  });

  test('writes nothing where the configuration is wrong', () => {
    write(
      'chat-guardrails.yaml',
      'guardrails:\n  - { name: a, targets: root, denny: rds:DeleteDBCluster }\n',
    );
    const words = ['--organization', 'organization.json', '--config', 'chat-guardrails.yaml'];
    const { status, stderr } = report(...words, '-o', 'review.html');
    expect(status).toBe(1);
    expect(stderr).toContain('did you mean `deny`?');
    expect(() => readFileSync(join(folder(), 'review.html'))).toThrow('ENOENT');
  });

  test('lists exemptions that have no end date, and names them in the summary', () => {
    write(
      'chat-guardrails.yaml',
      `guardrails:
  - { name: a, targets: root, deny: rds:DeleteDBCluster, exceptFrom: { platforms: microsoftTeams } }
`,
    );
    const words = ['--organization', 'organization.json', '--config', 'chat-guardrails.yaml'];
    expect(report(...words, '-o', 'review.html').status).toBe(0);
    const page = readFileSync(join(folder(), 'review.html'), 'utf8');
    expect(page).toContain('1 exemption, 1 without an end date');
    expect(page).toMatch(/no end date<.*platform microsoftTeams/);
  });

  test('needs an output file', () => {
    const { status, stderr } = report('--organization', 'organization.json');
    expect(status).toBe(2);
    expect(stderr).toContain('--output <file>');
  });

  test('writes the same bytes at the time of SOURCE_DATE_EPOCH, which the page names', async () => {
    const pages = [];
    for (const output of ['first.html', 'second.html']) {
      const environment = { SOURCE_DATE_EPOCH: '1796000000' };
      const words = ['report', '--organization', 'organization.json', '-o', output];
      expect((await runHere({ folder: folder(), environment }, ...words)).status).toBe(0);
      pages.push(readFileSync(join(folder(), output), 'utf8'));
    }
    expect(pages[0]).toBe(pages[1]);
    expect(pages[0]).toContain('2026-11-30T00:53:20Z');
  });

  test('refuses a SOURCE_DATE_EPOCH that is not a number of seconds', async () => {
    const environment = { SOURCE_DATE_EPOCH: 'today' };
    const words = ['report', '--organization', 'organization.json', '-o', 'review.html'];
    const { status, stderr } = await runHere({ folder: folder(), environment }, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain('set it to seconds since 1970-01-01');
  });
});
