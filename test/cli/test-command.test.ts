import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { guardedPolicies } from '../support/guarded-small-organization.js';
import { smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const write = (name: string, text: string) => writeFileSync(join(folder(), name), text);

/** Runs a file of expectations against the guarded organization. */
function run(expectations: string, ...words: readonly string[]) {
  write('organization.json', JSON.stringify(smallOrganizationFile(guardedPolicies)));
  write('expectations.yaml', expectations);
  return commandLine(folder(), 'test', 'expectations.yaml', '--organization', 'organization.json', ...words);
}

const held = `expectations:
  - name: nobody drops a database from chat
    accounts: Workloads
    from: { platform: slack, workspace: T1 }
    mayNot: [rds:DeleteDBCluster, "@aws rds delete-db-cluster --db-cluster-identifier orders"]
    may: rds:DescribeDBClusters
  - name: the other workspace may not speak to anybody
    accounts: root
    from: { platform: slack, workspace: T2 }
    mayNot: anything
    hypothetical: true
  - name: the console is left alone
    accounts: [222222222222, Sandbox]
    from: console
    may: rds:DeleteDBCluster
`;

test('expectations that hold: exit 0, a line for each', () => {
  const { status, stdout, stderr } = run(held);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`state: current (the organization as it is)

holds  nobody drops a database from chat (1 account)
holds  the other workspace may not speak to anybody (3 accounts)
holds  the console is left alone (2 accounts)

3 of 3 expectations hold
`);
});

const failing = `expectations:
  - name: drops
    accounts: root
    from: { platform: slack, workspace: T1 }
    mayNot: rds:DeleteDBCluster
  - name: without the workspace
    accounts: Sandbox
    from: { platform: slack }
    may: ec2:StopInstances
`;

test('expectations that fail: exit 1, what happens instead, where and why', () => {
  const { status, stdout } = run(failing);
  expect(status).toBe(1);
  expect(stdout).toContain('fails  drops (3 accounts)');
  expect(stdout).toContain(
    'rds:DeleteDBCluster should be denied and is allowed in management (111111111111)',
  );
  expect(stdout).toContain('service control policies do not affect the management account');
  expect(stdout).toContain('ec2:StopInstances should be allowed and is unknown in play (333333333333)');
  expect(stdout).toContain('pass `workspace`');
  expect(stdout).toContain('0 of 2 expectations hold');
});

test('as JSON, every failure has its account and its reasons', () => {
  const { status, stdout } = run(failing, '--format', 'json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    files: [
      {
        file: 'expectations.yaml',
        expectations: [
          {
            name: 'drops',
            holds: false,
            accounts: 3,
            wishes: [
              {
                expected: 'denied',
                text: 'rds:DeleteDBCluster',
                failures: [{ accountId: '111111111111', found: 'allowed' }, { accountId: '333333333333' }],
              },
            ],
          },
          {
            name: 'without the workspace',
            wishes: [{ failures: [{ reasons: [{ missing: ['workspace'] }] }] }],
          },
        ],
      },
    ],
  });
});

test('as JUnit, every wish is a test, and hostile names are text', () => {
  const hostile =
    'expectations:\n  - name: "<b>&\\u0007\\""\n    accounts: root\n    from: console\n    mayNot: ec2:StopInstances\n';
  const { status, stdout } = run(hostile, '--format', 'junit');
  expect(status).toBe(1);
  expect(stdout).toContain('<testsuites name="chat-guardrails" tests="1" failures="1" errors="0">');
  expect(stdout).toContain('classname="&#60;b&#62;&#38;\u{fffd}&#34;" name="may not: ec2:StopInstances"');
  expect(stdout).toMatch(/<failure message="111111111111: should be denied and is allowed">/);
});

test('every problem of a file is reported at once, with its place, and nothing is evaluated', () => {
  const { status, stdout, stderr } = run(`expectations:
  - nmae: x
    accounts: 12345
    from: { platform: slack, team: 0a1b2c3d-4e5f-4789-abcd-ef0123456789, channelType: secret }
    mayNot: [rds, "rds:*"]
    rolePolicies: missing.json
    name: y
    name: z
  - name: nothing
    accounts: root
    from: chat
`);
  expect([status, stdout]).toEqual([1, '']);
  const lines = stderr.split('\n').filter((line) => line.startsWith('expectations.yaml:'));
  expect(lines).toEqual([
    'expectations.yaml:2:5 error unknown-key',
    'expectations.yaml:2:5 error invalid-value',
    'expectations.yaml:3:15 error invalid-target',
    'expectations.yaml:4:87 error invalid-value',
    'expectations.yaml:5:14 error invalid-action',
    'expectations.yaml:5:19 error invalid-action',
    'expectations.yaml:6:19 error unreadable-document',
    'expectations.yaml:8:5 error duplicate-key',
    'expectations.yaml:9:5 error missing-key',
    'expectations.yaml:11:11 error invalid-value',
  ]);
  expect(stderr).toContain('did you mean `name`?');
});

test('a misspelt action is an error: it would be denied or allowed by chance', () => {
  const misspelt = held.replace('[rds:DeleteDBCluster,', '[rds:DeleteDbCluser,');
  const { status, stdout, stderr } = run(misspelt);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('expectations.yaml:5:14 error unknown-action');
  expect(stderr).toContain('did you mean `rds:DeleteDBCluster`?');
  const { stderr: warned } = run(misspelt, '--allow-unknown-action');
  expect(warned).toContain('expectations.yaml:5:14 warning unknown-action');
});

test('with a configuration, expectations are held against the organization after its plan', () => {
  write('chat-guardrails.yaml', 'guardrails:\n  - name: g\n    targets: root\n    deny: ec2:StopInstances\n');
  const expectations = (key: string) =>
    `expectations:\n  - name: e\n    accounts: Sandbox\n    from: { platform: slack, workspace: T1 }\n    ${key}: ec2:StopInstances\n`;
  expect(run(expectations('mayNot')).status).toBe(0);
  expect(run(expectations('may')).status).toBe(1);
});

test.each([
  ['', 'the file is empty'],
  ['expectations: []\n', 'nothing to test'],
  ['expectations: 5\n', 'expected a list'],
  ['tests: []\n', 'unknown key `tests`'],
  ['a: [\n', 'yaml-syntax'],
])('a file with %j is no file of expectations', (text, message) => {
  const { status, stderr } = run(text);
  expect(status).toBe(1);
  expect(stderr).toContain(message);
});

test('what cannot be read, and no organization, are exit 2', () => {
  expect(commandLine(folder(), 'test', 'nothing.yaml', '--organization', 'nothing.json').status).toBe(2);
  write('expectations.yaml', held);
  const { status, stderr } = commandLine(folder(), 'test', 'expectations.yaml');
  expect(status).toBe(2);
  expect(stderr).toContain('`--organization FILE`');
});
