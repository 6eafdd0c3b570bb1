import fc from 'fast-check';
import type { ChatSessions, GuardrailRule } from '../../../modules/policy/intent.js';
import { compileGuardrail } from '../../../modules/policy/scp/compile.js';

const everywhere: ChatSessions = { platforms: [], configurations: [], accounts: [] };

function rule(changes: Partial<GuardrailRule> = {}): GuardrailRule {
  return {
    statements: [{ effect: 'deny', actions: ['rds:DeleteDBCluster'], resources: ['*'], conditions: {} }],
    from: everywhere,
    partition: 'aws',
    ...changes,
  };
}

const compiled = (changes?: Partial<GuardrailRule>, except: string[] = []) =>
  compileGuardrail(rule(changes), { except, sid: 'NoDrops' });

/** What the condition on the session says, of the first statement. */
function condition(changes?: Partial<GuardrailRule>, except: string[] = []): unknown {
  const { Statement } = compiled(changes, except) as unknown as { Statement: [{ Condition: unknown }] };
  return Statement[0].Condition;
}

test('a rule for all of chat is one Deny with a six-part pattern', () => {
  expect(compiled()).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'NoDrops',
        Effect: 'Deny',
        Action: 'rds:DeleteDBCluster',
        Resource: '*',
        Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
      },
    ],
  });
});

test('`allowOnly` denies everything but its actions', () => {
  const statements = [
    { effect: 'allowOnly', actions: ['ssm:StartAutomationExecution'], resources: ['*'], conditions: {} },
  ] as const;
  expect(compiled({ statements })).toMatchObject({
    Statement: [{ Effect: 'Deny', NotAction: 'ssm:StartAutomationExecution' }],
  });
});

test.each([
  ['one platform', { platforms: ['slack'] }, ['arn:aws:chatbot::*:chat-configuration/slack-channel/*']],
  [
    'two platforms',
    { platforms: ['microsoft_teams', 'chime'] },
    [
      'arn:aws:chatbot::*:chat-configuration/chime-webhook/*',
      'arn:aws:chatbot::*:chat-configuration/microsoft-teams-channel/*',
    ],
  ],
  ['names on any platform', { configurations: ['ops-*'] }, ['arn:aws:chatbot::*:chat-configuration/*/ops-*']],
  ['one account', { accounts: ['111111111111'] }, ['arn:aws:chatbot::111111111111:*']],
  [
    'accounts times platforms times names',
    { accounts: ['222222222222', '111111111111'], platforms: ['slack', 'chime'], configurations: ['a', 'b'] },
    [
      'arn:aws:chatbot::111111111111:chat-configuration/chime-webhook/a',
      'arn:aws:chatbot::111111111111:chat-configuration/chime-webhook/b',
      'arn:aws:chatbot::111111111111:chat-configuration/slack-channel/a',
      'arn:aws:chatbot::111111111111:chat-configuration/slack-channel/b',
      'arn:aws:chatbot::222222222222:chat-configuration/chime-webhook/a',
      'arn:aws:chatbot::222222222222:chat-configuration/chime-webhook/b',
      'arn:aws:chatbot::222222222222:chat-configuration/slack-channel/a',
      'arn:aws:chatbot::222222222222:chat-configuration/slack-channel/b',
    ],
  ],
] as const)('%s binds the sessions that it names', (_, named, patterns) => {
  const from = { ...everywhere, ...named };
  expect(condition({ from })).toEqual({
    ArnLike: { 'aws:ChatbotSourceArn': patterns.length === 1 ? patterns[0] : patterns },
  });
});

test('exempt sessions and accounts are in `ArnNotLike`, which always comes with `Null`', () => {
  const exceptFrom = { ...everywhere, platforms: ['slack'], configurations: ['dba-channel'] } as const;
  expect(condition({ exceptFrom }, ['111111111111'])).toEqual({
    ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' },
    ArnNotLike: {
      'aws:ChatbotSourceArn': [
        'arn:aws:chatbot::*:chat-configuration/slack-channel/dba-channel',
        'arn:aws:chatbot::111111111111:*',
      ],
    },
    Null: { 'aws:ChatbotSourceArn': 'false' },
  });
});

test('a statement keeps its own conditions beside the one on the session', () => {
  const conditions = {
    ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/ops'] },
    StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] },
  };
  const statements = [{ effect: 'deny', actions: ['ec2:*'], resources: ['*'], conditions }] as const;
  expect(condition({ statements })).toEqual({
    ArnLike: {
      'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*',
      'aws:PrincipalArn': 'arn:aws:iam::*:role/ops',
    },
    StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] },
  });
});

test('operators and condition keys are sorted', () => {
  const conditions = {
    StringEquals: { 'aws:b': ['1'], 'aws:a': ['1'] },
    ArnEquals: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/ops'] },
  };
  const statements = [{ effect: 'deny', actions: ['ec2:*'], resources: ['*'], conditions }] as const;
  expect(JSON.stringify(condition({ statements }))).toBe(
    JSON.stringify({
      ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ops' },
      ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' },
      StringEquals: { 'aws:a': '1', 'aws:b': '1' },
    }),
  );
});

test('exempt resources become `NotResource`', () => {
  const exceptResources = ['arn:aws:s3:::b', 'arn:aws:s3:::a'];
  const statements = [
    { effect: 'deny', actions: ['s3:*'], resources: [], exceptResources, conditions: {} },
  ] as const;
  const { Statement } = compiled({ statements });
  expect(Statement).toEqual([
    expect.objectContaining({ Action: 's3:*', NotResource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] }),
  ]);
  expect(Statement).not.toEqual([expect.objectContaining({ Resource: expect.anything() })]);
});

test('a pattern can cross partitions', () => {
  expect(condition({ partition: '*' })).toEqual({
    ArnLike: { 'aws:ChatbotSourceArn': 'arn:*:chatbot::*:*' },
  });
});

test('several statements have statement ids of their own', () => {
  const statement = rule().statements[0];
  const statements = statement === undefined ? [] : [statement, statement, statement];
  expect(compiled({ statements })).toMatchObject({
    Statement: [{ Sid: 'NoDrops' }, { Sid: 'NoDrops2' }, { Sid: 'NoDrops3' }],
  });
});

test('the order in which lists are written changes nothing', () => {
  const words = fc.uniqueArray(fc.constantFrom('a:A', 'b:B', 'c:C', 'd:D'), { minLength: 1 });
  const shuffled = words.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, ([actions, others]) => {
      const withActions = (list: string[]) =>
        compiled({ statements: [{ effect: 'deny', actions: list, resources: ['*'], conditions: {} }] });
      expect(withActions(others)).toEqual(withActions(actions));
    }),
  );
});
