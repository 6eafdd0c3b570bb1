import type { JsonValue } from '../../modules/policy/text/json';
import { parseRecord } from '../../modules/replay/parse-record';

const event = {
  eventID: 'e1',
  eventTime: '2026-06-01T10:00:00Z',
  eventSource: 'rds.amazonaws.com',
  eventName: 'StopDBInstance',
  awsRegion: 'eu-west-1',
  recipientAccountId: '222222222222',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROA:chatbot-session',
    arn: 'arn:aws:sts::222222222222:assumed-role/ops/chatbot-session',
    sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::222222222222:role/ops' } },
  },
};
const call = {
  kind: 'call',
  id: 'e1',
  time: '2026-06-01T10:00:00Z',
  source: 'rds.amazonaws.com',
  name: 'StopDBInstance',
  region: 'eu-west-1',
  accountId: '222222222222',
  roleArn: 'arn:aws:iam::222222222222:role/ops',
};
const columns = {
  eventid: 'e1',
  eventtime: '2026-06-01T10:00:00Z',
  eventsource: 'rds.amazonaws.com',
  eventname: 'StopDBInstance',
  awsregion: 'eu-west-1',
  recipientaccountid: '222222222222',
  errorcode: '',
  errormessage: '',
  'useridentity.type': 'AssumedRole',
  'useridentity.principalid': 'AROA:chatbot-session',
  'useridentity.arn': 'arn:aws:sts::222222222222:assumed-role/ops/chatbot-session',
  'useridentity.sessioncontext.sessionissuer.arn': 'arn:aws:iam::222222222222:role/ops',
};
const ocsf = {
  metadata: { uid: 'e1' },
  time: Date.parse('2026-06-01T10:00:00Z'),
  api: { operation: 'StopDBInstance', service: { name: 'rds.amazonaws.com' }, response: { error: null } },
  cloud: { region: 'eu-west-1', account: { uid: '222222222222' } },
  actor: {
    user: {
      type: 'AssumedRole',
      uid: 'arn:aws:sts::222222222222:assumed-role/ops/chatbot-session',
      uid_alt: 'AROA:chatbot-session',
    },
    session: { issuer: 'arn:aws:iam::222222222222:role/ops' },
  },
};

test.each<[string, JsonValue]>([
  ['a CloudTrail event', event],
  [
    'an entry of lookup-events',
    { EventId: 'e1', Username: 'chatbot-session', CloudTrailEvent: JSON.stringify(event) },
  ],
  ['a row of Athena', columns],
  [
    'a row of Athena in capitals',
    Object.fromEntries(Object.entries(columns).map(([key, value]) => [key.toUpperCase(), value])),
  ],
  ['an event of Security Lake', ocsf],
])('%s is read', (_name, value) => {
  expect(parseRecord(value)).toEqual(call);
});

test('a call that is not from chat is read as far as counting needs it', () => {
  const userIdentity = { ...event.userIdentity, principalId: 'AROA:pipeline' };
  const { id, time } = call;
  expect(parseRecord({ ...event, userIdentity, eventCategory: 'Data' })).toEqual({
    kind: 'other-call',
    id,
    time,
    isDataEvent: true,
  });
});

test('a row that a query reduced counts its calls', () => {
  const { eventid: _, eventtime: __, ...row } = columns;
  const reduced = {
    ...row,
    first: '2026-06-01 10:00:00.000 UTC',
    last: '2026-06-03T10:00:00Z',
    calls: '12',
    denied: '2',
  };
  expect(parseRecord(reduced)).toMatchObject({
    time: '2026-06-01T10:00:00Z',
    last: '2026-06-03T10:00:00Z',
    calls: 12,
    denied: 2,
  });
});

test('only a single resource is the resource of an event', () => {
  const on = (...arns: readonly string[]) =>
    parseRecord({ ...event, resources: arns.map((ARN) => ({ ARN })) });
  expect(on('arn:aws:rds:eu-west-1:222222222222:db:a')).toMatchObject({
    resource: 'arn:aws:rds:eu-west-1:222222222222:db:a',
  });
  expect(on('arn:a:b:c:d:e', 'arn:a:b:c:d:f')).toMatchObject({ resource: undefined });
});

const body = { detail: { line: 'rds stop-db-instance', user: 'U1' } };
const fields = { command: 'detail.line', user: 'detail.user' };
const command = {
  kind: 'command',
  command: 'rds stop-db-instance',
  user: 'U1',
  configuration: 'ops',
  time: '2026-06-01T10:00:00Z',
};

test.each<[string, JsonValue]>([
  [
    'an event of CloudWatch Logs',
    {
      logGroup: '/aws/chatbot/ops',
      timestamp: Date.parse('2026-06-01T10:00:00Z'),
      message: JSON.stringify(body),
    },
  ],
  [
    'a row of Logs Insights',
    {
      '@timestamp': '2026-06-01 10:00:00.000',
      '@log': '222222222222:/aws/chatbot/ops',
      '@message': JSON.stringify(body),
    },
  ],
])('%s is read where the option names the field', (_name, value) => {
  expect(parseRecord(value, fields)).toMatchObject(command);
});

test('the account of a row of Logs Insights is that of its log group', () => {
  const row = {
    '@timestamp': '2026-06-01 10:00:00.000',
    '@log': '222222222222:/aws/chatbot/ops',
    '@message': JSON.stringify(body),
  };
  expect(parseRecord(row, fields)).toMatchObject({ accountId: '222222222222' });
});

test('a command is found without an option only where one field is beyond doubt', () => {
  const entry = (message: object) => ({ timestamp: 1_780_000_000_000, message: JSON.stringify(message) });
  expect(parseRecord(entry({ command: 's3api list-buckets' }), { source: 'ops' })).toMatchObject({
    command: 's3api list-buckets',
    configuration: 'ops',
  });
  expect(parseRecord(entry({ command: 'a b', commandText: 'c d' }))).toEqual({
    kind: 'unreadable',
    reason: 'no-command-field',
  });
  expect(parseRecord(entry({ text: 's3api list-buckets' }))).toEqual({
    kind: 'unreadable',
    reason: 'no-command-field',
  });
});

test.each<[string, JsonValue, string]>([
  ['a number', 7, 'not-a-record'],
  ['nothing', null, 'not-a-record'],
  ['a list', [], 'not-a-record'],
  ['an event without an ID', { ...event, eventID: '' }, 'not-a-record'],
  ['an event without a time', { ...event, eventTime: 'yesterday' }, 'no-time'],
  ['an event of a month that does not exist', { ...event, eventTime: '2026-13-01T00:00:00Z' }, 'no-time'],
  ['a broken entry of lookup-events', { CloudTrailEvent: '{' }, 'not-a-record'],
  ['an object of something else', { a: 1 }, 'no-command-field'],
])('%s is unreadable, with the reason', (_name, value, reason) => {
  expect(parseRecord(value)).toEqual({ kind: 'unreadable', reason });
});
