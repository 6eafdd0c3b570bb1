import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AthenaScript, athenaServer } from '../support/athena-server';
import { refuseWith } from '../support/aws-server';
import { runCli } from '../support/run-cli';
import { smallOrganizationFile } from '../support/small-organization';

const folder = mkdtempSync(join(tmpdir(), 'replay-athena-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => {
  const channel = {
    ...{ accountId: '222222222222', platform: 'slack', name: 'ops', workspaceId: 'T0COMPANY1' },
    ...{ userRoleRequired: false, guardrailPolicyArns: [], roleArn: 'arn:aws:iam::222222222222:role/ops' },
  };
  const organization = smallOrganizationFile([], { channels: [channel] });
  writeFileSync(join(folder, 'organization.json'), JSON.stringify(organization));
});

const columns = [
  ...['first', 'last', 'eventsource', 'eventname', 'awsregion', 'recipientaccountid', 'useridentity.type'],
  ...['useridentity.principalid', 'useridentity.sessioncontext.sessionissuer.arn', 'calls', 'denied'],
  'errormessage',
];
const row = (source: string, name: string, calls: number, message?: string) => [
  ...['2026-06-01T10:00:00Z', '2026-07-01T10:00:00Z', `${source}.amazonaws.com`, name, 'eu-west-1'],
  ...['222222222222', 'AssumedRole', 'AROA:chatbot', 'arn:aws:iam::222222222222:role/ops'],
  ...[String(calls), message === undefined ? '0' : '1', message],
];
const pages = [
  [columns, row('rds', 'StopDBInstance', 12)],
  [
    row(
      'ec2',
      'StopInstances',
      3,
      'arn:aws:organizations::111111111111:policy/o-a/service_control_policy/p-abcd1234',
    ),
  ],
];

const words = [
  ...['replay', '--organization', 'organization.json', '--format', 'json', '--run-athena'],
  ...['--work-group', 'primary', '--output-location', 's3://results/chat/', '--database', 'trails'],
  ...['--table', 'cloudtrail_logs', '--from', '2026-01-01', '--to', '2026-12-01', '--partition', 'timestamp'],
];

async function run(script: AthenaScript, more: readonly string[] = [], endpoint?: string) {
  const aws = await athenaServer(script);
  try {
    const environment = {
      AWS_ENDPOINT_URL_ATHENA: endpoint ?? aws.endpoint,
      ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' },
    };
    const ran = await runCli([...words, ...more], { cwd: folder, environment });
    return { ...ran, calls: aws.calls, operations: aws.calls.map(({ operation }) => operation) };
  } finally {
    await aws.close();
  }
}

test('the query runs in the work group, and every page of its result is replayed', async () => {
  const { status, stdout, stderr, calls, operations } = await run({
    states: ['QUEUED', 'RUNNING', 'SUCCEEDED'],
    pages,
  });
  expect(JSON.parse(stdout)).toMatchObject({
    period: { from: '2026-06-01T10:00:00Z', to: '2026-07-01T10:00:00Z' },
    events: { read: 15, fromChat: 15 },
    groups: [
      { action: 'rds:StopDBInstance', configurations: ['ops'], attribution: 'certain', calls: 12 },
      {
        action: 'ec2:StopInstances',
        calls: 3,
        deniedThen: 1,
        deniedBy: [expect.stringContaining('p-abcd1234')],
      },
    ],
  });
  expect(stderr).toContain('Athena scanned 12.3 MB');
  expect(stderr).toContain('Athena: running');
  expect(status).toBe(0);
  expect(operations).toEqual([
    'StartQueryExecution',
    ...['GetQueryExecution', 'GetQueryExecution', 'GetQueryExecution'],
    ...['GetQueryResults', 'GetQueryResults'],
  ]);
  expect(calls[0]?.input).toMatchObject({
    WorkGroup: 'primary',
    ResultConfiguration: { OutputLocation: 's3://results/chat/' },
    QueryExecutionContext: { Database: 'trails' },
    QueryString: expect.stringMatching(
      /FROM "trails"\."cloudtrail_logs"\n[\s\S]*"timestamp" >= '2026\/01\/01'/,
    ),
  });
});

test.each<[string, AthenaScript, string]>([
  [
    'a query that fails',
    { states: ['RUNNING', 'FAILED'], reason: 'TABLE_NOT_FOUND: line 12:6' },
    'cannot run the query: GetQueryExecution: the query failed: TABLE_NOT_FOUND: line 12:6',
  ],
  [
    'a query that someone cancels',
    { states: ['CANCELLED'], reason: 'by\u001b[31m ops\n::error::x' },
    'GetQueryExecution: the query was cancelled',
  ],
  [
    'a query that AWS refuses',
    { intercept: (_, response) => refuseWith(response, 400, 'InvalidRequestException') },
    'StartQueryExecution: InvalidRequestException',
  ],
  [
    'a missing permission',
    {
      intercept: (operation, response) =>
        operation === 'GetQueryResults' && refuseWith(response, 400, 'AccessDeniedException'),
    },
    'GetQueryResults: AccessDeniedException',
  ],
  ['an answer without an ID', { intercept: (_, response) => end(response, '{}') }, 'StartQueryExecution'],
  ['a token that repeats', { pages, tokenAfter: () => '0' }, 'GetQueryResults: a token of a page repeats'],
  [
    'pages that are cut off',
    {
      pages,
      intercept: (operation, response) =>
        operation === 'GetQueryResults' && end(response, '{"ResultSet":{"Rows":[{"Data":[{'),
    },
    'GetQueryResults',
  ],
])('%s is an error that names the call', async (_name, script, message) => {
  const { status, stdout, stderr } = await run(script);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toContain('help: ');
  expect(stderr).not.toContain('\u001b');
  expect(stderr).not.toMatch(/^::/m);
});

function end(response: Parameters<NonNullable<AthenaScript['intercept']>>[1], text: string): true {
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.end(text);
  return true;
}

test('throttled calls and a page that is cut off once are sent again', async () => {
  const { status, stdout, operations } = await run({
    pages,
    intercept: (operation, response, nth) => {
      if (nth > 1) return false;
      return operation === 'GetQueryResults'
        ? end(response, '{"ResultSet":')
        : refuseWith(response, 400, 'TooManyRequestsException');
    },
  });
  expect(JSON.parse(stdout)).toMatchObject({ events: { read: 15 } });
  expect(status).toBe(0);
  expect(operations.filter((one) => one === 'StartQueryExecution')).toHaveLength(2);
});

test('names from a result are data: no control characters in any output, and numbers that are none are reported', async () => {
  const hostile = [
    columns,
    row('rds', 'Stop\u001b[31m\n::error::', 1),
    row('rds', 'StopDBInstance', 4).map((cell, at) => (at === 0 ? 'yesterday' : cell)),
    row('rds', 'StopDBInstance', 5),
    ['short'],
  ];
  const { status, stdout, stderr } = await run({ pages: [hostile] });
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ events: { read: 6 }, groups: [{ calls: 5 }], unmapped: [{ calls: 1 }] });
  const rules = answer.problems.map((one: { facts: { rule: string } }) => one.facts.rule);
  expect(rules.sort()).toEqual(['no-time', 'not-a-record']);
  expect(stdout + stderr).not.toContain('\u001b');
  expect(status).toBe(0);
});

test('a query that takes too long is stopped', async () => {
  const { status, stderr, operations } = await run({ states: ['RUNNING'] }, ['--wait', '1s']);
  expect(status).toBe(2);
  expect(stderr).toContain('StopQueryExecution: the query takes too long; the query was stopped');
  expect(operations.at(-1)).toBe('StopQueryExecution');
});

test('Ctrl-C stops the query', async () => {
  const aws = await athenaServer({ states: ['RUNNING'] });
  const environment = {
    AWS_ENDPOINT_URL_ATHENA: aws.endpoint,
    ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' },
  };
  const { status, stderr } = await runCli(words, { cwd: folder, environment }, (child) => {
    child.stderr?.on('data', (chunk) => String(chunk).includes('Athena: running') && child.kill('SIGINT'));
  }).finally(aws.close);
  expect(status).toBe(2);
  expect(stderr).toContain('interrupted; the query was stopped');
  expect(aws.calls.at(-1)?.operation).toBe('StopQueryExecution');
});

test.each<[string, readonly string[], string]>([
  ['no work group', ['--work-group', ''], 'needs `--work-group`'],
  ['a period that is not one', ['--from', '2026-02-30'], '`--from` is not a date'],
  ['an empty period', ['--from', '2026-12-01'], 'the period is empty'],
  ['a location that is not in S3', ['--output-location', '/tmp'], 'is not an S3 location'],
])('%s is refused before AWS is asked', async (_name, more, message) => {
  const { status, stderr, operations } = await run({}, more);
  expect({ status, operations }).toEqual({ status: 2, operations: [] });
  expect(stderr).toContain(message);
});

test('the least permissions name the work group, the table and the result', async () => {
  const { stdout, operations } = await run({}, ['--print-iam-policy']);
  const { Statement } = JSON.parse(stdout);
  expect(operations).toEqual([]);
  expect(Statement.map((one: { Resource: unknown }) => one.Resource)).toEqual([
    'arn:*:athena:*:*:workgroup/primary',
    [
      'arn:*:glue:*:*:catalog',
      'arn:*:glue:*:*:database/trails',
      'arn:*:glue:*:*:table/trails/cloudtrail_logs',
    ],
    ['arn:*:s3:::<trail-bucket>', 'arn:*:s3:::results'],
    'arn:*:s3:::<trail-bucket>/AWSLogs/*',
    'arn:*:s3:::results/chat/*',
  ]);
});
