import { actionsOfEvent } from '../../modules/actions/action-of-event';
import { actionsOfCommand } from '../../modules/actions/actions-of-command';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue';
import { commandTable } from '../../modules/actions/load-command-table';
import type { ChatChannel } from '../../modules/policy/organization/organization';
import { compileGuardrail } from '../../modules/policy/scp/compile';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json';
import type { Replay } from '../../modules/replay/answer';
import { parseRecord } from '../../modules/replay/parse-record';
import type { ChatRecord } from '../../modules/replay/record';
import { replay } from '../../modules/replay/replay';
import { tallier } from '../../modules/replay/tally';
import { renderReplay } from '../../modules/report/replay-text';
import { runs, seed } from '../support/effort';
import { type Random, randomFrom } from '../support/random';
import { root, smallOrganization } from '../support/small-organization';

const catalogue = loadActionCatalogue();
const lists = { catalogue, commands: commandTable };
const everywhere = [
  root,
  'ou-ab12-workload1',
  'ou-ab12-prod0001',
  'ou-ab12-sandbox1',
  '222222222222',
  '333333333333',
];
const allowAll = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const channel = (name: string, roleName = name, accountId = '222222222222'): ChatChannel => ({
  accountId,
  platform: 'slack',
  name,
  workspaceId: 'T0COMPANY1',
  userRoleRequired: false,
  guardrailPolicyArns: [],
  roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
});

interface Guarded {
  readonly actions: readonly string[];
  readonly exempt?: readonly string[];
  readonly resources?: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Attached to the root as well. */
  readonly chatPolicy?: JsonObject;
}

function organizationWith(channels: readonly ChatChannel[], guardrail?: Guarded) {
  const nothing = { platforms: [], configurations: [], accounts: [] };
  const content =
    guardrail &&
    compileGuardrail(
      {
        statements: [
          {
            effect: 'deny',
            actions: guardrail.actions,
            resources: guardrail.resources ?? ['*'],
            conditions: guardrail.conditions ?? {},
          },
        ],
        from: nothing,
        ...(guardrail.exempt === undefined
          ? {}
          : { exceptFrom: { ...nothing, configurations: guardrail.exempt } }),
        partition: 'aws',
      },
      { except: [], sid: 'Guarded' },
    );
  return smallOrganization(
    [
      { name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', content: allowAll, on: everywhere },
      ...(content === undefined
        ? []
        : [{ name: 'guarded', type: 'SERVICE_CONTROL_POLICY', content, on: [root] }]),
      ...(guardrail?.chatPolicy === undefined
        ? []
        : [{ name: 'chat', type: 'CHATBOT_POLICY', content: guardrail.chatPolicy, on: [root] }]),
    ],
    { channels: channels.map((one) => ({ ...one })) },
  );
}

function replayed(
  values: readonly JsonValue[],
  channels: readonly ChatChannel[],
  guardrail: Guarded,
  fields = {},
): Replay {
  const counter = tallier();
  for (const value of values) {
    const record = parseRecord(value, fields);
    if (record.kind === 'unreadable') throw new Error(`the test has a record that is ${record.reason}`);
    counter.add(record as ChatRecord);
  }
  return replay(counter.result(), {
    before: organizationWith(channels),
    after: organizationWith(channels, guardrail),
    catalogue,
    actionsOfEvent: (source, name) => actionsOfEvent(source, name, catalogue),
    actionsOfCommand: (line) => {
      const found = actionsOfCommand(line, lists);
      return found.kind === 'known' ? found.actions.map(({ action }) => action) : [];
    },
    guardrails: ['guarded', 'idle'],
  });
}

let ids = 0;
interface Call {
  readonly name?: string;
  readonly source?: string;
  readonly role?: string;
  readonly session?: string;
  readonly accountId?: string;
  readonly time?: string;
  readonly id?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly more?: Readonly<Record<string, JsonValue>>;
}
function event({
  name = 'StopDBInstance',
  source = 'rds',
  role = 'ops',
  session = 'chatbot-session',
  accountId = '222222222222',
  time = '2026-06-01T00:00:00Z',
  id = `event-${ids++}`,
  errorCode,
  errorMessage,
  more = {},
}: Call = {}) {
  return {
    eventID: id,
    eventTime: time,
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: 'eu-west-1',
    recipientAccountId: accountId,
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE:${session}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
      accountId,
      sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${accountId}:role/${role}` } },
    },
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    ...more,
  };
}

const stops = { actions: ['rds:StopDBInstance'] };

test('a call that the plan denies is a loss, with its times, its configuration and the policy', () => {
  const calls = ['2026-06-03T10:00:00Z', '2026-06-01T10:00:00Z', '2026-06-02T10:00:00Z'].map((time) =>
    event({ time }),
  );
  expect(replayed(calls, [channel('ops')], stops)).toMatchObject({
    period: { from: '2026-06-01T10:00:00Z', to: '2026-06-03T10:00:00Z' },
    events: { read: 3, fromChat: 3, background: 0 },
    counts: 'at-least',
    groups: [
      {
        action: 'rds:StopDBInstance',
        accountId: '222222222222',
        region: 'eu-west-1',
        role: 'arn:aws:iam::222222222222:role/ops',
        configurations: ['ops'],
        attribution: 'certain',
        calls: 3,
        deniedThen: 0,
        first: '2026-06-01T10:00:00Z',
        last: '2026-06-03T10:00:00Z',
        before: 'allowed',
        after: 'denied',
        effect: 'loss',
        causes: [{ policy: 'guarded', level: root }],
      },
    ],
    unmapped: [],
    guardrailsWithoutEffect: ['idle'],
  });
});

test('an event in two files counts once', () => {
  expect(
    replayed([event({ id: 'a' }), event({ id: 'a' }), event({ id: 'b' })], [channel('ops')], stops),
  ).toMatchObject({
    events: { read: 2, fromChat: 2 },
    groups: [{ calls: 2 }],
  });
});

test('calls of other sessions, users and the service itself are not those of people in chat', () => {
  const { userIdentity: _, ...call } = event();
  const user = {
    ...call,
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDA',
      arn: 'arn:aws:iam::222222222222:user/chatbot',
      userName: 'chatbot',
    },
  };
  const records = [
    event({ session: 'terraform' }),
    event({ source: 'logs', name: 'DescribeLogGroups' }),
    user,
  ];
  expect(replayed(records, [channel('ops')], stops)).toMatchObject({
    events: { read: 3, fromChat: 0, background: 1 },
    groups: [],
  });
});

test('a session named like chat under a role of no configuration is attributed to none', () => {
  expect(replayed([event({ role: 'other' })], [channel('ops')], stops).groups).toMatchObject([
    { attribution: 'unknown', configurations: [], after: 'denied' },
  ]);
  expect(
    replayed([event({ role: 'other' })], [channel('ops')], { ...stops, exempt: ['ops'] }).groups,
  ).toMatchObject([{ attribution: 'unknown', after: 'unknown', effect: null }]);
});

test('configurations that share a role are candidates; where they are decided differently the answer is unknown', () => {
  const shared = [channel('ops', 'shared'), channel('dev', 'shared')];
  expect(replayed([event({ role: 'shared' })], shared, stops).groups).toMatchObject([
    { attribution: 'one-of', configurations: ['dev', 'ops'], after: 'denied', effect: 'loss' },
  ]);
  expect(replayed([event({ role: 'shared' })], shared, { ...stops, exempt: ['ops'] }).groups).toMatchObject([
    { attribution: 'one-of', after: 'unknown', effect: null, dependsOn: ['--configuration'] },
  ]);
});

test('conditions that the record does not contain leave the decision unknown', () => {
  const guardrail = { ...stops, conditions: { Bool: { 'aws:MultiFactorAuthPresent': ['false'] } } };
  expect(replayed([event()], [channel('ops')], guardrail).groups).toMatchObject([
    { after: 'unknown', effect: null, dependsOn: [expect.stringMatching(/aws:MultiFactorAuthPresent/i)] },
  ]);
});

test('calls on resources that are decided differently are groups of their own', () => {
  const on = (name: string) =>
    event({ more: { resources: [{ ARN: `arn:aws:rds:eu-west-1:222222222222:db:${name}` }] } });
  const guardrail = { ...stops, resources: ['arn:aws:rds:*:*:db:prod-*'] };
  const { groups } = replayed([on('prod-1'), on('prod-2'), on('test-1')], [channel('ops')], guardrail);
  expect(groups.map(({ calls, after }) => [calls, after])).toEqual([
    [2, 'denied'],
    [1, 'allowed'],
  ]);
});

test('denials of the past are counted, with the policy that AWS named', () => {
  const arn = 'arn:aws:organizations::111111111111:policy/o-exampleorgid/service_control_policy/p-abcd1234';
  const denied = event({
    errorCode: 'AccessDenied',
    errorMessage: `… explicit deny in a service control policy: ${arn}`,
  });
  expect(replayed([denied, event()], [channel('ops')], stops).groups).toMatchObject([
    { calls: 2, deniedThen: 1, deniedBy: [arn] },
  ]);
});

test('an event whose action is not known is listed', () => {
  const records = [event({ source: 'novelty', name: 'Do' }), event({ source: 'novelty', name: 'Do' })];
  expect(replayed(records, [channel('ops')], stops)).toMatchObject({
    events: { fromChat: 2 },
    groups: [],
    unmapped: [{ eventSource: 'novelty.amazonaws.com', eventName: 'Do', calls: 2 }],
  });
});

test('counts are exact where data events are recorded', () => {
  const invoke = event({ source: 'lambda', name: 'Invoke', more: { eventCategory: 'Data' } });
  expect(replayed([invoke], [channel('ops')], stops).counts).toBe('exact');
});

const entry = (command: string, time: string, user = 'U1') => ({
  logGroup: '/aws/chatbot/ops',
  timestamp: Date.parse(time),
  message: JSON.stringify({ command, who: user }),
});
const fields = { command: 'command', user: 'who' };

test('the audit log names people and distinguishes configurations that share a role', () => {
  const shared = [channel('ops', 'shared'), channel('dev', 'shared')];
  const records = [
    event({ role: 'shared', time: '2026-06-01T10:00:01Z' }),
    event({ role: 'shared', time: '2026-06-01T11:00:00Z' }),
    entry('@aws rds stop-db-instance --db-instance-identifier a', '2026-06-01T10:00:00Z'),
  ];
  const { groups, counts, events } = replayed(records, shared, stops, fields);
  expect(counts).toBe('exact');
  expect(events.fromChat).toBe(2);
  expect(groups.map(({ attribution, calls, people }) => ({ attribution, calls, people }))).toEqual([
    { attribution: 'one-of', calls: 1, people: undefined },
    { attribution: 'certain', calls: 1, people: [{ id: 'U1', calls: 1 }] },
  ]);
});

test('a command that CloudTrail does not have is a call of its own', () => {
  const records = [
    entry('lambda invoke --function-name f', '2026-06-01T10:00:00Z'),
    entry('make me a sandwich', '2026-06-02T10:00:00Z'),
  ];
  const answer = replayed(records, [channel('ops')], { actions: ['lambda:InvokeFunction'] }, fields);
  expect(answer).toMatchObject({
    events: { read: 2, fromChat: 2 },
    groups: [
      {
        action: 'lambda:InvokeFunction',
        attribution: 'certain',
        configurations: ['ops'],
        calls: 1,
        effect: 'loss',
      },
    ],
    unmapped: [{ eventSource: 'audit-log', eventName: 'make me a', calls: 1 }],
  });
});

const own = (name: string) => `arn:aws:iam::222222222222:role/${name}`;

test('a call in the role that one member chose is attributed to the channel and to the member', () => {
  const users = [{ userId: 'U0ADA', roleArn: own('ada') }];
  const answer = replayed([event({ role: 'ada' })], [{ ...channel('ops'), users }], stops);
  expect(answer.groups).toMatchObject([
    { attribution: 'certain', configurations: ['ops'], after: 'denied', people: [{ id: 'U0ADA', calls: 1 }] },
  ]);
});

test('a role that several members or channels share names no person', () => {
  const users = [
    { userId: 'U0ADA', roleArn: own('dba') },
    { userId: 'U0BOB', roleArn: own('dba') },
  ];
  const [shared] = replayed([event({ role: 'dba' })], [{ ...channel('ops'), users }], stops).groups;
  expect(shared).toMatchObject({ attribution: 'certain', configurations: ['ops'] });
  expect(shared).not.toHaveProperty('people');
  const also = channel('dev', 'dba');
  const [either] = replayed([event({ role: 'dba' })], [{ ...channel('ops'), users }, also], stops).groups;
  expect(either).toMatchObject({ attribution: 'one-of', configurations: ['dev', 'ops'] });
});

test('the role of a member in another account is not that of the call', () => {
  const users = [{ userId: 'U0ADA', roleArn: own('ada') }];
  const away = { ...channel('ops', 'ops', '333333333333'), users };
  expect(replayed([event({ role: 'ada' })], [away], stops).groups).toMatchObject([
    { attribution: 'unknown', configurations: [] },
  ]);
});

test('where a channel uses one role in both ways and they are decided differently, the answer depends on --role', () => {
  const users = [{ userId: 'U0ADA', roleArn: own('ops') }];
  const supported = { supported_role_settings: { '@@assign': ['user_role'] } };
  const slack = { client: { '@@assign': 'enabled' }, workspaces: { '@@assign': ['*'] }, default: supported };
  const chatPolicy = { chatbot: { platforms: { slack } } };
  const guardrail = { actions: ['ec2:StopInstances'], chatPolicy };
  const answer = replayed([event()], [{ ...channel('ops'), users }], guardrail);
  expect(answer.groups).toMatchObject([
    { attribution: 'certain', after: 'unknown', effect: null, dependsOn: ['--role'] },
  ]);
});

test('a call that a chat policy denies names the settings that deny it', () => {
  const slack = { client: { '@@assign': 'enabled' }, workspaces: { '@@assign': ['T0OTHERS01'] } };
  const guardrail = { actions: ['ec2:StopInstances'], chatPolicy: { chatbot: { platforms: { slack } } } };
  const answer = replayed([event()], [channel('ops')], guardrail);
  expect(answer.groups).toMatchObject([
    { effect: 'loss', causes: [{ policy: 'chat', level: root, settings: ['slack.workspaces'] }] },
  ]);
  expect(renderReplay(answer, { colour: false })).toContain('chat at r-ab12 (slack.workspaces)');
});

/** Records with a known truth: who called what from where. */
function scene(random: Random) {
  const roles = ['a', 'b', 'c'];
  const channels = ['ops', 'dev', 'qa', 'lab']
    .slice(0, 1 + random.below(4))
    .map((name) => channel(name, random.pick(roles)));
  const exempt = channels.map(({ name }) => name).filter(() => random.once(3));
  const denied = ['StopDBInstance', 'StartDBInstance', 'DescribeDBInstances'].filter(() => random.once(2));
  const guardrail = {
    actions: denied.length === 0 ? ['ec2:StopInstances'] : denied.map((name) => `rds:${name}`),
    ...(exempt.length === 0 ? {} : { exempt }),
  };
  const calls = Array.from({ length: 1 + random.below(12) }, (_, index) => {
    const session = random.pick(['chatbot-session', 'chatbot-session', 'ci', 'console-user']);
    const name = random.pick([
      'StopDBInstance',
      'StartDBInstance',
      'DescribeDBInstances',
      'CreateDBInstance',
    ]);
    return {
      name,
      role: random.pick([...roles, 'elsewhere']),
      session,
      id: `${index}`,
      time: `2026-06-01T00:00:${10 + index}Z`,
    };
  });
  return { channels, exempt, denied, guardrail, calls };
}

test(`every group is attributed and decided correctly, or is unknown (seed ${seed})`, () => {
  const random = randomFrom(seed);
  let decided = 0;
  for (let run = 0; run < runs(10_000); run++) {
    const { channels, exempt, denied, guardrail, calls } = scene(random);
    const answer = replayed(calls.map(event), channels, guardrail);
    const fromChat = calls.filter(({ session }) => session.startsWith('chatbot'));
    expect(answer.events).toEqual({ read: calls.length, fromChat: fromChat.length, background: 0 });
    expect(answer.groups.reduce((sum, group) => sum + group.calls, 0)).toBe(fromChat.length);
    for (const group of answer.groups) {
      const name = group.action.slice('rds:'.length);
      const role = group.role?.split('/').at(-1) ?? '';
      const own = fromChat.filter((call) => call.name === name && call.role === role);
      expect(group.calls).toBe(own.length);
      const users = channels.filter(({ roleArn }) => roleArn === group.role).map((one) => one.name);
      expect(group.configurations).toEqual([...users].sort());
      expect(group.attribution).toBe(['unknown', 'certain'][users.length] ?? 'one-of');
      const answers = new Set(users.map((user) => denied.includes(name) && !exempt.includes(user)));
      if (!denied.includes(name)) expect(group.after).toBe('allowed');
      else if (answers.size === 1) expect(group.after).toBe(answers.has(true) ? 'denied' : 'allowed');
      else expect(group.after).toBe(users.length === 0 && exempt.length === 0 ? 'denied' : 'unknown');
      expect(group.effect).toBe(group.after === 'denied' ? 'loss' : null);
      if (group.after !== 'unknown') decided++;
    }
  }
  expect(decided).toBeGreaterThan(runs(10_000));
});
