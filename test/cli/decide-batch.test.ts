import { runHere } from '../support/in-process.js';
import { fullAccess, smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const files = {
  'organization.json': smallOrganizationFile([fullAccess]),
  'chat-guardrails.yaml': `organization: organization.json
guardrails:
  - name: no-drops
    targets: Workloads/Prod
    deny: rds:DeleteDBCluster
    exceptFrom: { configurations: [ops], reason: On call, owner: sre, until: 2027-12-31 }
`,
};
const place = [
  '--platform',
  'slack',
  '--workspace',
  'T1',
  '--channel-type',
  'private',
  '--role',
  'user_role',
];
const drop = ['--account', '222222222222', '--action', 'rds:DeleteDBCluster'];
const decide = (...words: readonly string[]) => runHere({ folder: folder(), files }, 'decide', ...words);

async function batch(lines: readonly unknown[], ...words: readonly string[]) {
  const stdin = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { status, stdout } = await runHere(
    { folder: folder(), files, stdin },
    'decide',
    '--batch',
    '-',
    ...words,
  );
  const answers = stdout.split('\n').filter((line) => line !== '');
  return { status, answers: answers.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>) };
}

describe('decide --batch', () => {
  const line = { account: '222222222222', action: 'rds:DeleteDBCluster', configuration: 'dev' };

  test('answers each line in order, with its id; options are defaults', async () => {
    const { status, answers } = await batch(
      [
        { id: 1, ...line },
        '',
        { id: 'b', ...line, configuration: 'ops' },
        { ...line, from: 'console' },
        { account: 'play', command: 'rds delete-db-cluster --db-cluster-identifier x' },
      ],
      ...place,
    );
    expect(status).toBe(0);
    expect(answers).toMatchObject([
      { id: 1, state: 'planned', decision: 'denied' },
      { id: 'b', decision: 'allowed' },
      { decision: 'allowed' },
      { decision: 'allowed', actions: ['rds:DeleteDBCluster'] },
    ]);
    expect(answers[2]).not.toHaveProperty('id');
  });

  test('a line is the same question as the options', async () => {
    const { stdout } = await decide(...place, ...drop, '--configuration', 'dev', '--format', 'json');
    const { answers } = await batch([
      { ...line, platform: 'slack', workspace: 'T1', 'channel-type': 'private', role: 'user_role' },
    ]);
    expect(answers).toEqual([JSON.parse(stdout)]);
  });

  test.each<[string, unknown, string]>([
    ['is not JSON', '{', 'the line is not JSON'],
    ['is no object', '[1]', 'the line is not a JSON object'],
    ['has an unknown key', { ...line, chanel: 'x' }, 'unknown key `chanel`'],
    ['has a value that is not allowed', { ...line, platform: 'slak' }, '`platform` cannot be `slak`'],
    ['has a value of another type', { ...line, account: 222222222222 }, '`account` is not a string'],
    ['names no account', { action: 'ec2:DescribeInstances' }, 'the account is missing'],
    ['names an unknown account', { ...line, account: '222222222223' }, 'no account `222222222223`'],
    ['names an unknown action', { ...line, action: 'rds:DeleteDBClusters' }, 'rds:DeleteDBClusters'],
    ['asks nothing', { account: '222222222222' }, 'give either `--action'],
  ])('a line that %s is an error, and the exit is 2 at the end', async (_, wrong, message) => {
    const { status, answers } = await batch([wrong, { id: 2, ...line }], ...place);
    expect(status).toBe(2);
    expect(answers).toMatchObject([
      { error: expect.stringContaining(message) },
      { id: 2, decision: 'denied' },
    ]);
    expect(answers[0]).not.toHaveProperty('decision');
  });

  test('an error keeps the id of its line', async () => {
    const { answers } = await batch([{ id: 7, ...line, chanel: 'x' }]);
    expect(answers).toEqual([{ id: 7, error: 'unknown key `chanel`', help: expect.any(String) }]);
  });

  test('an unexpected answer is exit 1, for one line or for all', async () => {
    expect((await batch([{ ...line, expect: 'allowed' }], ...place)).status).toBe(1);
    expect((await batch([{ ...line, expect: 'denied' }], ...place)).status).toBe(0);
    expect((await batch([line], ...place, '--expect', 'allowed')).status).toBe(1);
  });

  test('condition keys have several values, or are absent', async () => {
    const { answers } = await batch(
      [
        { ...line, context: { 'aws:PrincipalTag/team': ['a', 'b'] } },
        { ...line, context: { 'aws:PrincipalTag/team': [] } },
      ],
      ...place,
    );
    expect(answers).toMatchObject([{ decision: 'denied' }, { decision: 'denied' }]);
  });

  test('reads a file', async () => {
    const all = { ...files, 'questions.jsonl': `${JSON.stringify(line)}\n` };
    const { stdout } = await runHere(
      { folder: folder(), files: all },
      'decide',
      ...place,
      '--batch',
      'questions.jsonl',
    );
    expect(JSON.parse(stdout)).toMatchObject({ decision: 'denied' });
  });
});

describe('the text of decide', () => {
  test('names what was evaluated where the role is not known', async () => {
    const { stdout } = await decide(
      ...place,
      '--account',
      '222222222222',
      '--action',
      'ec2:DescribeInstances',
    );
    expect(stdout).toContain(
      'not blocked by chat policies or SCPs; guardrail policies and role not evaluated:  ec2:DescribeInstances',
    );
    const console = await decide(
      '--from',
      'console',
      '--account',
      '222222222222',
      '--action',
      'ec2:DescribeInstances',
    );
    expect(console.stdout).toContain('not blocked by SCPs; role not evaluated:');
  });

  test('names an exemption that made the difference, with owner and end', async () => {
    const ops = await decide(...place, ...drop, '--configuration', 'ops');
    expect(ops.stdout).toContain(
      'exempt: without the exemption of `no-drops` this would be denied; owner: sre, until 2027-12-31 (On call)',
    );
    const json = await decide(...place, ...drop, '--configuration', 'ops', '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      decision: 'allowed',
      exemptions: [{ policy: 'no-drops', owner: 'sre', until: '2027-12-31', reason: 'On call' }],
    });
    const other = await decide(
      ...place,
      '--account',
      '222222222222',
      '--action',
      'ec2:DescribeInstances',
      '--configuration',
      'ops',
    );
    expect(other.stdout).not.toContain('exempt:');
  });
});
