import { runHere } from '../support/in-process.js';
import { fullAccess, smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const configuration = `chatPolicies:
  - { name: chime-on, targets: root, chime: enabled }
guardrails:
  - name: no-drops
    targets: root
    deny: rds:DeleteDBCluster
    exceptFrom: { configurations: [ops], reason: On call, owner: sre, until: 2027-01-20 }
  - name: no-stops
    targets: root
    deny: rds:StopDBCluster
    exceptFrom: { platforms: [slack], reason: Night shift, owner: dba, until: 2027-06-01 }
acknowledged:
  - { problem: chime-ended, reason: until it is gone, owner: ada, until: 2027-02-15 }
`;
const list = (text: string, ...words: readonly string[]) =>
  runHere({ folder: folder(), files: { 'chat-guardrails.yaml': text } }, 'exceptions', ...words);
const found = async (text: string, ...words: readonly string[]) => {
  const { status, stdout } = await list(text, ...words, '--format', 'json');
  const { exceptions } = JSON.parse(stdout) as { readonly exceptions: readonly Record<string, unknown>[] };
  return { status, exceptions };
};

describe('exceptions', () => {
  test('lists exemptions and acknowledged problems, the next to end first', async () => {
    const { status, exceptions } = await found(configuration);
    expect(status).toBe(0);
    expect(exceptions).toEqual([
      {
        kind: 'exemption',
        policy: 'no-drops',
        exempts: 'configuration ops',
        reason: 'On call',
        owner: 'sre',
        until: '2027-01-20',
        daysLeft: 19,
        file: 'chat-guardrails.yaml',
        line: 7,
      },
      expect.objectContaining({ kind: 'acknowledgement', exempts: 'chime-ended', daysLeft: 45, line: 13 }),
      expect.objectContaining({ kind: 'exemption', policy: 'no-stops', daysLeft: 151, line: 11 }),
    ]);
  });

  test.each([
    [['--within', '30d'], 1, 0],
    [['--within', '30d', '--exit-code'], 1, 1],
    [['--within', '2w', '--exit-code'], 0, 0],
    [['--within', '7w'], 2, 0],
    [['--exit-code'], 3, 0],
  ])('%j lists %d and exits with %d', async (words, count, exit) => {
    const { status, exceptions } = await found(configuration, ...words);
    expect([exceptions.length, status]).toEqual([count, exit]);
  });

  test('an exception that has ended is listed, and --exit-code is 1', async () => {
    const expired = configuration.replace('2027-01-20', '2026-12-01');
    expect(await found(expired)).toMatchObject({ status: 0, exceptions: [{ daysLeft: -31 }, {}, {}] });
    expect((await found(expired, '--within', '0d', '--exit-code')).status).toBe(1);
  });

  test('prints a table for people and for Markdown', async () => {
    expect((await list(configuration)).stdout).toMatch(
      /^2027-01-20 \(19 days left\) +no-drops +configuration ops +sre +On call$/m,
    );
    expect((await list(configuration, '--format', 'markdown')).stdout).toMatch(
      /^\| Ends \| Policy \| Exempts \| Owner \| Reason \|\n\| --- /,
    );
    expect((await list('guardrails: []\n')).stdout).toBe('no exceptions\n');
  });

  test('counts those that end after the time of --within', async () => {
    const none = 'no exceptions end within this time; 3 exceptions end later\n';
    expect((await list(configuration, '--within', '0d')).stdout).toBe(none);
    const markdown = await list(configuration, '--within', '0d', '--format', 'markdown');
    expect(markdown.stdout).toBe('No exceptions end within this time; 3 exceptions end later.\n');
  });

  test('names the environments that have an exception, where not all have it', async () => {
    const apart = `environments:
  test: {}
  prod:
    guardrails:
      - name: no-drops
        targets: root
        deny: rds:DeleteDBCluster
        exceptFrom: { configurations: [ops], reason: On call, owner: sre, until: 2027-01-20 }
`;
    expect((await found(apart)).exceptions).toMatchObject([{ policy: 'no-drops', environments: ['prod'] }]);
  });

  test('a time that cannot be read is exit 2, and an unreadable file exit 1', async () => {
    expect(await list(configuration, '--within', 'soon')).toMatchObject({ status: 2 });
    expect(await list('guardrails: {\n')).toMatchObject({ status: 1 });
  });
});

test('impact --from compares two configurations on one organization', async () => {
  const guardrail = (actions: string, until = '2027-06-01'): string => `organization: organization.json
guardrails:
  - name: no-drops
    targets: root
    deny: [${actions}]
    exceptFrom: { configurations: [ops], reason: On call, owner: sre, until: ${until} }
`;
  const files = {
    'organization.json': smallOrganizationFile([fullAccess]),
    'chat-guardrails.yaml': guardrail('rds:DeleteDBCluster, rds:StopDBCluster'),
    'base/chat-guardrails.yaml': guardrail('rds:DeleteDBCluster', '2026-12-01'),
    'same.yaml': guardrail('rds:DeleteDBCluster, rds:StopDBCluster'),
    'wrong.yaml': 'guardrail: []\n',
    'none.yaml': 'organization: organization.json\nguardrails: []\n',
  };
  const impact = (...words: readonly string[]) => runHere({ folder: folder(), files }, 'impact', ...words);
  const { stdout, status } = await impact(
    '--from',
    'base/chat-guardrails.yaml',
    '--format',
    'json',
    '--exit-code',
  );
  expect(status).toBe(1);
  const { groups } = JSON.parse(stdout) as {
    readonly groups: readonly { readonly changes: readonly { readonly action: string }[] }[];
  };
  expect(groups.flatMap(({ changes }) => changes.map(({ action }) => action))).toEqual(['rds:StopDBCluster']);
  expect((await impact('--from', 'same.yaml', '--exit-code')).status).toBe(0);
  const dropped = await impact('--config', 'none.yaml', '--from', 'same.yaml', '--format', 'json');
  expect(JSON.parse(dropped.stdout)).toMatchObject({
    groups: [{ changes: [{ effect: 'gain' }, { effect: 'gain' }] }],
  });
  expect(await impact('--from', 'wrong.yaml')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('wrong.yaml:1:1'),
  });
  expect((await impact('--from', 'missing.yaml')).status).toBe(2);
  expect((await impact('--from', 'same.yaml', '--terraform-plan', 'x.json')).status).toBe(2);
});
