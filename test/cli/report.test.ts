import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageData } from '../../modules/report/page/page-data.js';
import { commandLine } from '../support/command-line.js';
import { company } from '../support/company.js';
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

  test('needs an output file', () => {
    const { status, stderr } = report('--organization', 'organization.json');
    expect(status).toBe(2);
    expect(stderr).toContain('--output <file>');
  });

  test('shows the settings of each workspace, overrides included', () => {
    const { answers } = pageOf(`
chatPolicies:
  - name: sales
    targets: root
    slack:
      client: enabled
      workspaces: [T0PINE0001, T0PINE0002]
      channelTypes: private
      roleSettings: user_role
      overrides: { T0PINE0002: { roleSettings: channel_role, channelTypes: [private, public] } }
`);
    expect(answers.map(({ slack }) => slack.places)).toContainEqual([
      { id: 'T0PINE0001', channelTypes: ['private'], roles: ['user_role'] },
      { id: 'T0PINE0002', channelTypes: ['private', 'public'], roles: ['channel_role'] },
    ]);
  });

  test('shows to which sessions a guardrail applies and which are exempt', () => {
    const { guardrails } = pageOf(`
guardrails:
  - name: no-bucket
    targets: root
    deny: s3:DeleteBucket
    from: { platforms: slack, configurations: ['night-*', builds] }
    exceptFrom: { configurations: [night-shift], accounts: ['555555555555'], reason: on call, owner: ops, until: 2099-12-31 }
`);
    expect(guardrails.find(({ name }) => name === 'no-bucket')?.statements).toEqual([
      [
        'denies s3:DeleteBucket',
        'platform Slack and (configuration night-* or builds)',
        'configuration night-shift and account shop-test (555555555555)',
        'none',
      ],
    ]);
  });

  /** The data of the page for a configuration. */
  function pageOf(configuration: string): PageData {
    write('chat-guardrails.yaml', configuration);
    const words = ['--organization', 'organization.json', '--config', 'chat-guardrails.yaml'];
    const { status, stderr } = report(...words, '-o', 'review.html');
    if (status !== 0) throw new Error(stderr);
    const page = readFileSync(join(folder(), 'review.html'), 'utf8');
    const data = /<script id="data" type="application\/json">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    return JSON.parse(data) as PageData;
  }
});
