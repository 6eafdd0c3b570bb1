import { runHere } from '../support/in-process.js';
import { smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const organization = smallOrganizationFile();
/** A warning: Slack is enabled without a list of workspaces. */
const warned = `organization: organization.json
chatPolicies:
  - { name: a, targets: root, slack: enabled }
`;
/** A note: what needs an organization file is not checked. */
const noted = 'guardrails: [{ name: b, targets: root, deny: "rds:DeleteDBCluster" }]\n';
const files = {
  'chat-guardrails.yaml': warned,
  'noted.yaml': noted,
  'organization.json': organization,
  'expectations.yaml': 'expectations: []\n',
};
const status = async (...words: readonly string[]) =>
  (await runHere({ folder: folder(), files }, ...words)).status;

describe('--fail-on', () => {
  test.each([
    [[], 0],
    [['--fail-on', 'error'], 0],
    [['--fail-on', 'warning'], 1],
    [['--strict'], 1],
    [['--strict', '--fail-on', 'note'], 1],
  ])('%j of a warning is exit %d', async (words, exit) => {
    expect(await status('check', ...words)).toBe(exit);
  });

  test.each([
    [['--strict'], 0],
    [['--strict', '--fail-on', 'note'], 1],
  ])('%j of a note is exit %d', async (words, exit) => {
    expect(await status('check', 'noted.yaml', ...words)).toBe(exit);
  });

  const role = ['--account', '222222222222', '--action', 's3:GetObject'];
  test.each([
    ['plan'],
    ['impact'],
    ['drift'],
    ['effective', '--account', '222222222222'],
    ['decide', ...role],
    ['report', '-o', 'report.html'],
    ['export', '-o', 'module'],
  ])('is an option of %s', async (...words) => {
    expect([await status(...words), await status(...words, '--strict')]).toEqual([0, 1]);
  });

  test('another severity is exit 2', async () => {
    expect(await status('check', '--fail-on', 'warnings')).toBe(2);
  });
});

describe('the problems of check', () => {
  const check = (...words: readonly string[]) => runHere({ folder: folder(), files }, 'check', ...words);

  test('are sorted by file, line and column', async () => {
    const bad = { 'b.json': '{"chatbot":\n{"x":{},"y":{}}}', 'a.json': '{"chatbot":{"z":{}}}' };
    await runHere({ folder: folder(), files: bad });
    const { stdout } = await check('b.json', 'chat-guardrails.yaml', 'a.json', '--format', 'json');
    const { problems } = JSON.parse(stdout) as { readonly problems: readonly Record<string, unknown>[] };
    expect(problems.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['a.json', 1, 13],
      ['b.json', 2, 2],
      ['b.json', 2, 9],
      ['chat-guardrails.yaml', 3, expect.any(Number)],
    ]);
  });

  test('name a note once, with its places', async () => {
    const { stdout } = await runHere(
      { folder: folder(), files: { ...files, 'other.yaml': noted } },
      ...['check', 'noted.yaml', 'other.yaml'],
    );
    expect(stdout).toContain('noted.yaml:1:1, other.yaml:1:1 note references-not-checked');
    expect(stdout.match(/references-not-checked/g)).toHaveLength(1);
  });

  test('leave out a note that is acknowledged', async () => {
    const acknowledged = `${noted}acknowledged:
  - { problem: references-not-checked, reason: no organization file yet, owner: ada, until: 2027-12-31 }
`;
    const { stdout, status: exit } = await runHere(
      { folder: folder(), files: { 'a.yaml': acknowledged } },
      ...['check', 'a.yaml', '--fail-on', 'note'],
    );
    expect([exit, stdout]).toEqual([0, 'no problems in 1 file\n']);
  });

  test('bring their pages into SARIF', async () => {
    const { stdout } = await check('--format', 'sarif');
    const log = JSON.parse(stdout) as {
      readonly runs: readonly {
        readonly tool: { readonly driver: { readonly rules: readonly unknown[] } };
      }[];
    };
    expect(log.runs[0]?.tool.driver.rules).toEqual([
      {
        id: 'enabled-without-list',
        shortDescription: { text: expect.any(String) },
        help: { text: expect.any(String), markdown: expect.stringMatching(/^# enabled-without-list: /) },
      },
    ]);
  });
});

describe('problems', () => {
  const problems = (...words: readonly string[]) => runHere({ folder: folder() }, 'problems', ...words);

  test('lists every kind with its title', async () => {
    expect((await problems()).stdout).toMatch(
      /^all-chat-disabled +A policy that disables every chat application\n/,
    );
    const { problems: all } = JSON.parse((await problems('--format', 'json')).stdout) as {
      readonly problems: readonly unknown[];
    };
    expect(all).toContainEqual({ kind: 'unknown-target', title: expect.any(String) });
  });

  test('prints the page of one', async () => {
    expect((await problems('unknown-target')).stdout).toMatch(/^# unknown-target: .*\n[\s\S]*```/);
    expect(JSON.parse((await problems('unknown-target', '--format', 'json')).stdout)).toMatchObject({
      kind: 'unknown-target',
      page: expect.stringMatching(/^# unknown-target/),
    });
  });

  test('knows what an unknown kind was meant to be', async () => {
    expect(await problems('unknown-targt')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('did you mean `unknown-target`?'),
    });
  });
});
