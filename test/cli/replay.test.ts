import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { commandLine, commandWith } from '../support/command-line';
import { smallOrganizationFile } from '../support/small-organization';

const folder = mkdtempSync(join(tmpdir(), 'replay-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const event = (id: string, name: string, more: object = {}) => ({
  eventID: id,
  eventTime: '2026-06-01T10:00:00Z',
  eventSource: 'rds.amazonaws.com',
  eventName: name,
  awsRegion: 'eu-west-1',
  recipientAccountId: '222222222222',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:chatbot-session',
    arn: 'arn:aws:sts::222222222222:assumed-role/ops/chatbot-session',
    accountId: '222222222222',
    sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::222222222222:role/ops' } },
  },
  ...more,
});
const stop = event('a', 'StopDBInstance');
const describe = event('b', 'DescribeDBInstances');

beforeAll(() => {
  const allowAll = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const on = [
    'r-ab12',
    'ou-ab12-workload1',
    'ou-ab12-prod0001',
    'ou-ab12-sandbox1',
    '222222222222',
    '333333333333',
  ];
  const organization = smallOrganizationFile(
    [{ name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', content: allowAll, on, awsManaged: true }],
    {
      channels: [
        {
          accountId: '222222222222',
          platform: 'slack',
          name: 'ops',
          workspaceId: 'T0COMPANY1',
          userRoleRequired: false,
          guardrailPolicyArns: [],
          roleArn: 'arn:aws:iam::222222222222:role/ops',
        },
      ],
    },
  );
  writeFileSync(join(folder, 'organization.json'), JSON.stringify(organization));
  const guardrail = { name: 'no-stops', deny: ['rds:StopDBInstance'], targets: ['root'] };
  writeFileSync(
    join(folder, 'chat-guardrails.json'),
    JSON.stringify({ organization: 'organization.json', guardrails: [guardrail] }),
  );
  mkdirSync(join(folder, 'trail', '06'), { recursive: true });
  writeFileSync(
    join(folder, 'trail', '06', 'a.json.gz'),
    gzipSync(JSON.stringify({ Records: [stop, describe] })),
  );
  writeFileSync(join(folder, 'trail', '06', 'again.json'), JSON.stringify({ Records: [stop] }));
});

function replay(...words: readonly string[]) {
  const { status, stdout, stderr } = commandLine(folder, 'replay', ...words);
  return { status, stdout, stderr };
}

test('a folder of compressed files is decided again, and a loss is exit 1 where asked', () => {
  const { status, stdout } = replay('trail', '--format', 'json', '--exit-code');
  expect(JSON.parse(stdout)).toMatchObject({
    state: 'planned',
    events: { read: 2, fromChat: 2, background: 0 },
    groups: [
      {
        action: 'rds:StopDBInstance',
        effect: 'loss',
        after: 'denied',
        causes: [{ policy: 'no-stops', level: 'r-ab12' }],
      },
      { action: 'rds:DescribeDBInstances', effect: null, after: 'allowed' },
    ],
    problems: [],
  });
  expect(status).toBe(1);
});

test('the text begins with what would be denied', () => {
  const { status, stdout } = replay('trail');
  expect(status).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
"state: planned (the organization after the plan of \`chat-guardrails.json\`)

1 call from chat would be denied (1 kind of call).
2 events from 2026-06-01 to 2026-06-01: 2 from chat, 0 by the chat service itself.
Counts are minimums: the records have no data events, or too many distinct calls to count separately.

Would be denied
CALLS  ACTION              ACCOUNT              CONFIGURATION  LAST        WHY                 PEOPLE
1      rds:StopDBInstance  222222222222 (shop)  ops            2026-06-01  no-stops at r-ab12

No change
CALLS  ACTION                   ACCOUNT              CONFIGURATION  LAST        WHY  PEOPLE
1      rds:DescribeDBInstances  222222222222 (shop)  ops            2026-06-01
"
`);
});

test('the organization as it is changes nothing', () => {
  const { status, stdout } = replay('trail', '--current', '--format', 'json', '--exit-code');
  expect(JSON.parse(stdout)).toMatchObject({
    state: 'current',
    groups: [{ effect: null }, { effect: null }],
  });
  expect(status).toBe(0);
});

test('standard input is read, and Markdown begins with the verdict', () => {
  const { stdout } = commandWith(
    { input: `${JSON.stringify(stop)}\n${JSON.stringify(describe)}\n` },
    folder,
    'replay',
    '-',
    '--format',
    'markdown',
  );
  expect(stdout).toContain('**1 call from chat would be denied (1 kind of call).**');
  expect(stdout).toContain('| 1 | rds:StopDBInstance | 222222222222 (shop) | ops |');
});

test('the page shows what was used, with names from records as text', () => {
  const odd = event('odd', '<script>alert(1)</script>', { eventSource: '<b>.amazonaws.com' });
  writeFileSync(join(folder, 'odd.json'), JSON.stringify(odd));
  const { status } = commandLine(folder, 'report', '-o', 'page.html', '--records', 'trail', 'odd.json');
  const page = readFileSync(join(folder, 'page.html'), 'utf8');
  const used = page.slice(page.indexOf('<section id="used"'), page.indexOf('<section id="guardrails"'));
  expect(status).toBe(0);
  expect(used).toContain('1 call from chat would be denied');
  expect(used).toContain('<td data-label="Why">no-stops at r-ab12</td>');
  expect(used).toContain('IAM action unknown: 1 event');
  expect(used).not.toMatch(/<script>|<b>\./);
  expect(page).toContain('<a href="#used">What was used</a>');
});

test('results of Athena as CSV are read', () => {
  const header =
    'eventid,eventtime,eventsource,eventname,awsregion,recipientaccountid,errorcode,errormessage,useridentity.type,useridentity.principalid,useridentity.arn,useridentity.sessioncontext.sessionissuer.arn';
  const row =
    'e1,2026-06-01T10:00:00Z,rds.amazonaws.com,StopDBInstance,eu-west-1,222222222222,,"a ""quoted"" word",AssumedRole,AROA:chatbot-session,arn:aws:sts::222222222222:assumed-role/ops/chatbot-session,arn:aws:iam::222222222222:role/ops';
  writeFileSync(join(folder, 'athena.csv'), `${header}\n${row}\n`);
  expect(JSON.parse(replay('athena.csv', '--format', 'json').stdout)).toMatchObject({
    groups: [{ calls: 1, effect: 'loss' }],
  });
});

test('a damaged file is a warning, and the others are read', () => {
  const whole = gzipSync(
    JSON.stringify({
      Records: Array.from({ length: 500 }, (_, index) => event(`x${index}`, 'StopDBInstance')),
    }),
  );
  writeFileSync(join(folder, 'damaged.json.gz'), whole.subarray(0, whole.length - 20));
  const { status, stdout } = replay('damaged.json.gz', 'trail', '--format', 'json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    problems: [{ kind: 'unread-records', facts: { rule: 'damaged' } }],
  });
});

test('where no file is one of records, the formats that are read are named', () => {
  writeFileSync(join(folder, 'notes.txt'), 'Monday: call the plumber\n');
  const { status, stdout, stderr } = replay('notes.txt');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('expected CloudTrail');
});

test('queries are printed without any file', () => {
  const { status, stdout } = replay('--print-query', 'athena');
  expect(status).toBe(0);
  expect(stdout).toContain('GROUP BY');
  expect(replay('--print-query', 'oracle').status).toBe(2);
});
