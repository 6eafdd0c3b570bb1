import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../support/run-cli';
import { simulatorServer } from '../support/simulator-server';
import { smallOrganizationFile } from '../support/small-organization';

const folder = mkdtempSync(join(tmpdir(), 'ask-aws-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const scp = (name: string, statement: object, on: readonly string[]) => ({
    name,
    type: 'SERVICE_CONTROL_POLICY',
    content: JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })),
    on,
  });
  const everywhere = ['r-ab12', 'ou-ab12-workload1', 'ou-ab12-prod0001', '222222222222'];
  const organization = smallOrganizationFile([
    scp('FullAWSAccess', { Effect: 'Allow', Action: ['*'], Resource: ['*'] }, everywhere),
    scp(
      'no-drops',
      {
        Effect: 'Deny',
        Action: ['rds:DeleteDBCluster'],
        Resource: ['*'],
        Condition: { ArnLike: { 'aws:ChatbotSourceArn': ['arn:aws:chatbot::*:*'] } },
      },
      ['r-ab12'],
    ),
  ]);
  writeFileSync(join(folder, 'organization.json'), JSON.stringify(organization));
  writeFileSync(
    join(folder, 'expectations.yaml'),
    `expectations:
  - name: shop
    accounts: Workloads/Prod
    from: { platform: slack, configuration: ops }
    hypothetical: true
    resource: arn:aws:rds:eu-west-1:222222222222:cluster:orders
    may: [rds:DescribeDBClusters, rds:StartDBCluster, rds:StopDBCluster]
    mayNot: [rds:DeleteDBCluster]
`,
  );
});

const decide = [
  ...['decide', '--organization', 'organization.json', '--account', '222222222222', '--hypothetical'],
  ...['--platform', 'slack', '--configuration', 'ops', '--format', 'json', '--ask-aws'],
  ...['--resource', 'arn:aws:rds:eu-west-1:222222222222:cluster:orders'],
];

async function run(words: readonly string[], ...server: Parameters<typeof simulatorServer>) {
  const aws = await simulatorServer(...server);
  try {
    const environment = {
      AWS_ENDPOINT_URL_IAM: aws.endpoint,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_REGION: 'us-east-1',
    };
    const { status, stdout, stderr } = await runCli(words, { cwd: folder, environment });
    return { status, stdout, stderr, calls: aws.calls };
  } finally {
    await aws.close();
  }
}

test('AWS agrees, in one call with every level and every key', async () => {
  const { status, stdout, calls } = await run([...decide, '--action', 'rds:DeleteDBCluster']);
  expect(JSON.parse(stdout)).toMatchObject({ decision: 'denied', aws: { decision: 'denied', agrees: true } });
  expect(status).toBe(0);
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({
    Action: 'SimulateCustomPolicy',
    'ActionNames.member.1': 'rds:DeleteDBCluster',
    'ContextEntries.member.1.ContextKeyName': 'aws:ChatbotSourceArn',
    'ContextEntries.member.1.ContextKeyType': 'string',
    'OrderedOrganizationPolicyInputList.member.4.ServiceControlPolicyInputList.member.1':
      expect.stringContaining('Allow'),
  });
});

test('a disagreement is exit 1, and our answer stays', async () => {
  const { status, stdout } = await run([...decide, '--action', 'rds:DeleteDBCluster'], () => true);
  expect(JSON.parse(stdout)).toMatchObject({
    decision: 'denied',
    aws: { decision: 'allowed', agrees: false },
  });
  expect(status).toBe(1);
});

test('the simulator is not called if a key has no value, which is neither agreement nor disagreement', async () => {
  const words = [...decide, '--action', 'rds:DeleteDBCluster'].filter(
    (word) => word !== '--configuration' && word !== 'ops',
  );
  const { status, stdout, calls } = await run(words);
  expect(JSON.parse(stdout)).toMatchObject({
    aws: { decision: 'not-asked', agrees: null, reason: expect.stringContaining('--configuration') },
  });
  expect(calls).toEqual([]);
  expect(status).toBe(0);
});

test('where AWS refuses the call, the reason names the call and the exit is as without the option', async () => {
  const { status, stdout } = await run(
    [...decide, '--action', 'rds:DeleteDBCluster'],
    undefined,
    'AccessDenied',
  );
  const { aws } = JSON.parse(stdout);
  expect(aws).toMatchObject({ decision: 'not-asked', agrees: null });
  expect(aws.reason).toContain('SimulateCustomPolicy: AccessDenied');
  expect(aws.reason).toContain('iam:SimulateCustomPolicy');
  expect(status).toBe(0);
});

test('a call that AWS throttles is sent again', async () => {
  const words = [...decide, '--action', 'rds:DeleteDBCluster'];
  const { stdout, calls } = await run(words, undefined, (nth) => (nth === 1 ? 'Throttling' : undefined));
  expect(JSON.parse(stdout)).toMatchObject({ aws: { decision: 'denied', agrees: true } });
  expect(calls).toHaveLength(2);
});

test('without the permission one call is made, however many questions there are', async () => {
  writeFileSync(
    join(folder, 'two.yaml'),
    ['orders', 'carts'].reduce(
      (text, cluster) =>
        `${text}  - name: ${cluster}\n    accounts: Workloads/Prod\n    from: { platform: slack, configuration: ops }\n    hypothetical: true\n    resource: arn:aws:rds:eu-west-1:222222222222:cluster:${cluster}\n    mayNot: [rds:DeleteDBCluster]\n`,
      'expectations:\n',
    ),
  );
  const words = ['test', 'two.yaml', '--organization', 'organization.json', '--ask-aws'];
  const { status, stdout, calls } = await run(words, undefined, 'AccessDenied');
  expect(stdout).toContain('0 agree, 0 disagree, 2 without an answer');
  expect(status).toBe(0);
  expect(calls).toHaveLength(1);
});

test('a file of expectations needs one call for the actions of one place', async () => {
  const words = ['test', 'expectations.yaml', '--organization', 'organization.json', '--ask-aws'];
  const { status, stdout, stderr, calls } = await run(words);
  expect(stderr).not.toContain('error');
  expect(stdout).toContain("AWS's simulator: 4 agree, 0 disagree, 0 without an answer");
  expect(status).toBe(0);
  expect(calls).toHaveLength(1);
});

test('a test whose expectations hold fails where AWS disagrees', async () => {
  const words = [
    'test',
    'expectations.yaml',
    '--organization',
    'organization.json',
    '--ask-aws',
    '--format',
    'json',
  ];
  const { status, stdout } = await run(words, (action, decided) =>
    action === 'rds:StopDBCluster' ? false : decided,
  );
  const [file] = JSON.parse(stdout).files;
  expect(file.expectations[0].holds).toBe(true);
  const wish = file.expectations[0].wishes.find(({ text }: { text: string }) => text === 'rds:StopDBCluster');
  expect(wish.aws).toEqual({ decision: 'denied', agrees: false });
  expect(status).toBe(1);
});
