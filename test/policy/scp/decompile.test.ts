import fc from 'fast-check';
import { compileGuardrail } from '../../../modules/policy/scp/compile.js';
import { decompileGuardrail } from '../../../modules/policy/scp/decompile.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';
import { account, guardrailRule } from '../../support/arbitrary-guardrail.js';
import { patience, runs, seed } from '../../support/effort.js';

const chat = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } };
const statement = { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: chat };
const policy = (...Statement: JsonObject[]): JsonObject => ({ Version: '2012-10-17', Statement });

it(
  `a guardrail in our words compiles to the very document it was read from (seed ${seed})`,
  () => {
    const exceptions = fc.uniqueArray(account, { maxLength: 2 });
    fc.assert(
      fc.property(guardrailRule, exceptions, (rule, except) => {
        const document = compileGuardrail(rule, { except, sid: 'NoDrops' });
        const words = decompileGuardrail(document);
        expect(words?.sid).toBe('NoDrops');
        if (words === undefined) return;
        expect(compileGuardrail(words.rule, { except: words.except, sid: 'NoDrops' })).toEqual(document);
      }),
      { seed, numRuns: runs(50_000) },
    );
  },
  patience,
);

it("AWS's own example, which has no `Sid`, is a `deny` for all of chat", () => {
  expect(decompileGuardrail(policy(statement))).toEqual({
    rule: {
      statements: [{ effect: 'deny', actions: ['iam:*'], resources: ['*'], conditions: {} }],
      from: { platforms: [], configurations: [], accounts: [] },
      partition: 'aws',
    },
    except: [],
    sid: undefined,
  });
});

it("the policy of AWS's blog, which has `NotAction`, is an `allowOnly`", () => {
  const { Action: _, ...rest } = statement;
  const blog = { ...rest, NotAction: ['ssm:StartAutomationExecution', 'lambda:InvokeFunction'] };
  const source = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:chat-configuration/*' } };
  expect(decompileGuardrail(policy({ ...blog, Condition: source }))?.rule.statements).toEqual([
    {
      effect: 'allowOnly',
      actions: ['lambda:InvokeFunction', 'ssm:StartAutomationExecution'],
      resources: ['*'],
      conditions: {},
    },
  ]);
});

it('accounts whose every session is exempt become `except`; other sessions become `exceptFrom`', () => {
  const Condition = {
    ...chat,
    ArnNotLike: {
      'aws:ChatbotSourceArn': [
        'arn:aws:chatbot::111111111111:*',
        'arn:aws:chatbot::*:chat-configuration/slack-channel/ops',
      ],
    },
    Null: { 'aws:ChatbotSourceArn': 'false' },
  };
  const words = decompileGuardrail(policy({ ...statement, Condition }));
  expect(words?.except).toEqual(['111111111111']);
  expect(words?.rule.exceptFrom).toEqual({ platforms: ['slack'], configurations: ['ops'], accounts: [] });
});

it.each([
  ['*', [], []],
  ['chat-configuration/*', [], []],
  ['chat-configuration/slack-channel/*', ['slack'], []],
  ['chat-configuration/*/ops', [], ['ops']],
] as const)(
  'a pattern that ends with `%s` names only what it limits',
  (resource, platforms, configurations) => {
    const Condition = { ArnLike: { 'aws:ChatbotSourceArn': `arn:aws:chatbot::*:${resource}` } };
    const words = decompileGuardrail(policy({ ...statement, Condition }));
    expect(words?.rule.from).toEqual({ platforms, configurations, accounts: [] });
  },
);

it('exempt accounts are sorted', () => {
  const accounts = ['222222222222', '111111111111'];
  const patterns = accounts.map((account) => `arn:aws:chatbot::${account}:*`);
  const Condition = {
    ...chat,
    ArnNotLike: { 'aws:ChatbotSourceArn': patterns },
    Null: { 'aws:ChatbotSourceArn': 'false' },
  };
  const words = decompileGuardrail(policy({ ...statement, Condition }));
  expect(words?.except).toEqual(['111111111111', '222222222222']);
});

it('an ID that is not a string is left out', () => {
  expect(decompileGuardrail(policy({ ...statement, Sid: 1 }))).toMatchObject({ sid: undefined });
});

it.each<[string, JsonObject]>([
  ...[
    'arn:aws:chatbot::1234:*',
    'xarn:aws:chatbot::*:*',
    'arn:aws:chatbot::*:chat-configuration/teams/*',
    'arn:aws:chatbot::*:chat-configuration/slack-channel',
    'arn:aws:chatbot::*:chat-configuration/slack-channel/a/b',
    'arn:aws:chatbot::*:custom-action/slack-channel/a',
  ].map((pattern): [string, JsonObject] => [
    `the pattern ${pattern}`,
    policy({ ...statement, Condition: { ArnLike: { 'aws:ChatbotSourceArn': pattern } } }),
  ]),
  [
    'an exemption of sessions in another partition',
    policy({
      ...statement,
      Condition: {
        ...chat,
        ArnNotLike: { 'aws:ChatbotSourceArn': 'arn:aws-cn:chatbot::111111111111:*' },
        Null: { 'aws:ChatbotSourceArn': 'false' },
      },
    }),
  ],
  [
    'an exemption that is not the ARN of a chat configuration',
    policy({
      ...statement,
      Condition: {
        ...chat,
        ArnNotLike: { 'aws:ChatbotSourceArn': 'arn:aws:iam::111111111111:role/a' },
        Null: { 'aws:ChatbotSourceArn': 'false' },
      },
    }),
  ],
  ['a policy that binds everybody', policy({ Effect: 'Deny', Action: 'iam:*', Resource: '*' })],
  ['an `Allow`', policy({ ...statement, Effect: 'Allow' })],
  ['two statements', policy(statement, { ...statement, Action: 's3:PutObject' })],
  ['`NotResource`', policy({ Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::b', Condition: chat })],
  [
    '`ArnNotLike` without `Null`, which binds everybody outside chat',
    policy({
      ...statement,
      Condition: {
        ...chat,
        ArnNotLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::111111111111:*' },
      },
    }),
  ],
  [
    '`Null` beside a pattern that needs none',
    policy({ ...statement, Condition: { ...chat, Null: { 'aws:ChatbotSourceArn': 'false' } } }),
  ],
  [
    'a pattern of five parts, of which nobody knows whether it matches',
    policy({ ...statement, Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*' } } }),
  ],
  [
    'patterns that are no product of accounts and platforms',
    policy({
      ...statement,
      Condition: {
        ArnLike: {
          'aws:ChatbotSourceArn': [
            'arn:aws:chatbot::111111111111:chat-configuration/slack-channel/*',
            'arn:aws:chatbot::222222222222:chat-configuration/chime-webhook/*',
          ],
        },
      },
    }),
  ],
  ['`StringLike` on the source', policy({ ...statement, Condition: { StringLike: chat.ArnLike } })],
  ['an older version of the language', { ...policy(statement), Version: '2008-10-17' }],
  ['no statement', policy()],
])('words do not pretend to say %s', (_, document) => {
  expect(decompileGuardrail(document)).toBeUndefined();
});
