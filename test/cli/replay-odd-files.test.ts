import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { commandLine } from '../support/command-line';
import { isFull, patience } from '../support/effort';
import { runHere } from '../support/in-process';
import { smallOrganizationFile } from '../support/small-organization';

const folder = mkdtempSync(join(tmpdir(), 'replay-odd-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const everywhere = ['r-ab12', 'ou-ab12-workload1', 'ou-ab12-prod0001', 'ou-ab12-sandbox1', '222222222222'];
const allowAll = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const files = {
  'organization.json': smallOrganizationFile(
    [
      {
        name: 'FullAWSAccess',
        type: 'SERVICE_CONTROL_POLICY',
        content: allowAll,
        on: everywhere,
        awsManaged: true,
      },
    ],
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
  ),
  'chat-guardrails.json': {
    organization: 'organization.json',
    guardrails: [{ name: 'no-stops', deny: ['rds:StopDBInstance'], targets: ['root'] }],
  },
};

let ids = 0;
const event = (time = '2026-06-01T10:00:00Z', more: object = {}) => ({
  eventID: `event-${ids++}`,
  eventTime: time,
  eventSource: 'rds.amazonaws.com',
  eventName: 'StopDBInstance',
  awsRegion: 'eu-west-1',
  recipientAccountId: '222222222222',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:chatbot-session',
    sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::222222222222:role/ops' } },
  },
  ...more,
});
const trail = (...records: readonly object[]) => JSON.stringify({ Records: records });

const header = `first,last,eventsource,eventname,awsregion,recipientaccountid,useridentity.type,useridentity.principalid,\
useridentity.sessioncontext.sessionissuer.arn,calls,denied,errormessage`;
const row = (first: string, last: string, calls: number, denied = 0, name = 'StopDBInstance') =>
  `${first},${last},rds.amazonaws.com,${name},eu-west-1,222222222222,AssumedRole,AROA:chatbot,\
arn:aws:iam::222222222222:role/ops,${calls},${denied},`;
const result = (...rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;

let runs = 0;
async function replayed(records: Readonly<Record<string, string | Buffer>>, ...words: readonly string[]) {
  const name = `run-${runs++}`;
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries(records)) writeFileSync(join(folder, name, file), text);
  const { status, stdout } = await runHere({ folder, files }, 'replay', name, '--format', 'json', ...words);
  const { problems, events, groups, counts } = JSON.parse(stdout);
  return { status, problems, events, groups, counts };
}

interface Expected {
  readonly rules: readonly string[];
  readonly read: number;
  readonly status?: number;
}

const digest = { digestS3Object: 'AWSLogs/222222222222/x', digestPublicKeyFingerprint: 'aa', logFiles: [] };
const insight = { eventID: 'i', eventCategory: 'Insight', insightDetails: { eventName: 'StopDBInstance' } };
const whole = gzipSync(trail(...Array.from({ length: 300 }, () => event())));

test.each<[string, Readonly<Record<string, string | Buffer>>, Expected]>([
  [
    'a file that ends in a record',
    { 'a.json': trail(event(), event()).slice(0, -40) },
    { rules: ['text'], read: 1 },
  ],
  [
    'a file that ends between two records',
    { 'a.json': `${trail(event(), event()).slice(0, -2)},` },
    { rules: ['text'], read: 2 },
  ],
  [
    'compressed data without its end',
    { 'a.json.gz': whole.subarray(0, -9) },
    { rules: ['damaged'], read: 300 },
  ],
  ['an empty file', { 'a.json': '' }, { rules: ['empty'], read: 0 }],
  ['a list without events', { 'a.json': '{"Records":[]}' }, { rules: ['empty'], read: 0 }],
  ['only a header', { 'a.csv': 'eventid,eventtime,eventsource,eventname\n' }, { rules: ['empty'], read: 0 }],
  [
    'spaces before the first record',
    { 'a.json': `${' '.repeat(300_000)}${trail(event())}` },
    { rules: [], read: 1 },
  ],
  [
    'two compressed parts in one file',
    { 'a.gz': Buffer.concat([gzipSync(trail(event())), gzipSync(trail(event()))]) },
    { rules: [], read: 2 },
  ],
  [
    'a digest and an insight of CloudTrail',
    { 'd.json': JSON.stringify(digest), 'i.json': trail(insight), 'a.json': trail(event()) },
    { rules: ['not-a-call', 'not-a-call'], read: 1 },
  ],
  [
    'a date in years to come',
    { 'a.json': trail(event('2031-01-01T00:00:00Z')) },
    { rules: ['future'], read: 1 },
  ],
  [
    'a date before chat existed',
    { 'a.json': trail(event('1970-01-01T00:00:00Z')) },
    { rules: ['too-old'], read: 1 },
  ],
  [
    'an old call that is not from chat',
    { 'a.json': trail(event('2015-01-01T00:00:00Z', { userIdentity: { type: 'Root' } })) },
    { rules: [], read: 1 },
  ],
  [
    'a file with another ending',
    { 'a.json': trail(event()), 'b.parquet': 'PAR1' },
    { rules: ['skipped'], read: 1 },
  ],
  [
    'what Athena writes beside a result',
    { 'a.csv': result(row('2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z', 3)), 'a.csv.metadata': '\u0000' },
    { rules: [], read: 3 },
  ],
  [
    'lists nested without end',
    { 'a.jsonl': `${'['.repeat(200_000)}\n${JSON.stringify(event())}\n` },
    { rules: ['text'], read: 1 },
  ],
])(
  '%s is a problem of its own or none, and the rest is read',
  async (_name, records, { rules, read, status = 0 }) => {
    const answer = await replayed(records);
    const found = answer.problems.map((one: { facts: { rule: string } }) => one.facts.rule);
    expect({ rules: found.sort(), read: answer.events?.read, status: answer.status }).toEqual({
      rules,
      read,
      status,
    });
  },
);

test('text in UTF-16, which PowerShell writes, is named', async () => {
  const { status, problems } = await replayed({
    'a.json': Buffer.from(`\ufeff${trail(event())}`, 'utf16le'),
  });
  expect(status).toBe(2);
  expect(problems).toMatchObject([{ severity: 'error', facts: { rule: 'format', found: 'UTF-16' } }]);
});

test('files in any order and format, with one event in several, are counted once', async () => {
  const [a, b] = [event('2026-06-02T00:00:00Z'), event('2026-06-01T00:00:00Z')];
  const ocsf = {
    metadata: { uid: a.eventID, product: { feature: { name: 'Management' } } },
    time_dt: a.eventTime,
    api: { operation: a.eventName, service: { name: a.eventSource } },
    cloud: { region: a.awsRegion, account: { uid: a.recipientAccountId } },
    actor: {
      user: { type: 'AssumedRole', uid_alt: 'AROA:chatbot-session' },
      session: { issuer: 'arn:aws:iam::222222222222:role/ops' },
    },
  };
  const { events, groups, problems } = await replayed({
    'z.json': trail(b, a),
    'a.jsonl': `${JSON.stringify(ocsf)}\n`,
    'm.json': JSON.stringify({ Events: [{ CloudTrailEvent: JSON.stringify(b) }] }),
    'z-again.json.gz': gzipSync(trail(a, b, a)),
  });
  expect(events).toMatchObject({ read: 2, fromChat: 2 });
  expect(groups).toMatchObject([{ calls: 2, first: b.eventTime, last: a.eventTime }]);
  expect(problems).toEqual([]);
});

const may = (day: string) => `2026-05-${day}T00:00:00Z`;

test('events that a row of a query contains count once, with a warning that names account and period', async () => {
  const { events, groups, problems, counts } = await replayed({
    'events.json': trail(event(may('05')), event(may('20')), event('2026-07-01T00:00:00Z')),
    'result.csv': result(row(may('01'), may('30'), 10, 1)),
  });
  expect(problems).toMatchObject([
    {
      severity: 'warning',
      facts: { rule: 'overlap', count: 2, accounts: ['222222222222'], from: may('05'), to: may('20') },
    },
  ]);
  expect(events).toMatchObject({ read: 11, fromChat: 11 });
  expect(groups).toMatchObject([{ calls: 11, deniedThen: 1 }]);
  expect(counts).toBe('at-least');
});

test.each<[string, readonly string[], number, number]>([
  ['two results of one period', [row(may('01'), may('20'), 10), row(may('10'), may('30'), 7)], 10, 7],
  ['the same row in two results', [row(may('01'), may('20'), 10), row(may('01'), may('20'), 10)], 10, 0],
  ['results of different periods', [row(may('01'), may('09'), 10), row(may('10'), may('30'), 7)], 17, 0],
  [
    'a row that spans two',
    [row(may('01'), may('05'), 4), row(may('08'), may('09'), 4), row(may('02'), may('30'), 6)],
    6,
    8,
  ],
])('%s: the calls of overlapping rows count once', async (_name, rows, calls, twice) => {
  const results = Object.fromEntries(rows.map((one, index) => [`${index}.csv`, result(one)]));
  const { groups, problems } = await replayed(results);
  expect(groups).toMatchObject([{ calls }]);
  expect(problems.map((one: { facts: { count: number } }) => one.facts.count)).toEqual(
    twice === 0 ? [] : [twice],
  );
});

test('calls of the service itself in a row and in events count once too', async () => {
  const background = { eventSource: 'logs.amazonaws.com', eventName: 'DescribeLogGroups' };
  const { events } = await replayed({
    'events.json': trail(event(may('05'), background), event(may('06'), background)),
    'result.csv': result(
      row(may('01'), may('30'), 10).replace(
        'rds.amazonaws.com,StopDBInstance',
        'logs.amazonaws.com,DescribeLogGroups',
      ),
    ),
  });
  expect(events).toEqual({ read: 10, fromChat: 0, background: 10 });
});

test('a command of the audit log that a row contains is one of its calls, with its person', async () => {
  const message = JSON.stringify({ command: 'rds stop-db-instance --db-instance-identifier a', who: 'U1' });
  const entry = (time: string) => ({ logGroup: '/aws/chatbot/ops', timestamp: Date.parse(time), message });
  const { events, groups } = await replayed(
    {
      'log.json': JSON.stringify({ events: [entry(may('05')), entry('2026-08-01T00:00:00Z')] }),
      'result.csv': result(row(may('01'), may('30'), 10, 2)),
    },
    '--user-field',
    'who',
  );
  expect(events).toMatchObject({ fromChat: 11 });
  const calls = groups.map((one: { calls: number; deniedThen: number }) => [one.calls, one.deniedThen]);
  expect(calls).toEqual([
    [10, 2],
    [1, 0],
  ]);
  expect(groups[0]).toMatchObject({ people: [{ id: 'U1', calls: 1 }] });
});

/** Prints the most memory that a process had, in MB, as the last line of stderr. */
const memoryHook = `process.on('exit', () => console.error(Math.round(process.resourceUsage().maxRSS / 1000)));`;

(isFull ? test : test.skip)(
  'a line of 100 MB needs bounded memory and costs no other record',
  async () => {
    const zip = createGzip({ level: 1 });
    const written = zip.pipe(createWriteStream(join(folder, 'long.jsonl.gz')));
    zip.write(`${JSON.stringify(event())}\n{"eventID":"long","x":"`);
    for (let at = 0; at < 100; at++) zip.write('x'.repeat(1_000_000));
    zip.end(`"}\n${JSON.stringify(event())}\n`);
    await once(written, 'close');
    writeFileSync(join(folder, 'hook.js'), memoryHook);
    process.env['NODE_OPTIONS'] = `--require ${join(folder, 'hook.js')}`;
    const { stdout, stderr } = commandLine(folder, 'replay', 'long.jsonl.gz', '--format', 'json');
    delete process.env['NODE_OPTIONS'];
    expect(JSON.parse(stdout)).toMatchObject({
      events: { read: 2 },
      problems: [{ facts: { rule: 'text', count: 1 } }],
    });
    expect(Number(stderr.trim().split('\n').at(-1))).toBeLessThan(400);
  },
  patience,
);
