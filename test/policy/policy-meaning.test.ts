import { policyMeaning } from '../../modules/policy/policy-meaning.js';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';

const control = '@@operators_allowed_for_child_policies';
const chat = (slack: JsonValue): JsonObject => ({ chatbot: { platforms: { slack } } });
const scp = (statement: JsonValue): JsonObject => ({ Version: '2012-10-17', Statement: statement });
const fromChat = (pattern: JsonValue): JsonObject =>
  scp({ ...deny, Condition: { ArnLike: { 'aws:ChatbotSourceArn': pattern } } });
const deny = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };

it.each<[string, JsonValue, JsonValue]>([
  [
    'keys of another case',
    chat({ client: { '@@assign': 'enabled' } }),
    { CHATBOT: { Platforms: { Slack: { Client: { '@@Assign': 'enabled' } } } } },
  ],
  [
    'another order of a list',
    chat({ workspaces: { '@@assign': ['A', 'B'] } }),
    chat({ workspaces: { '@@assign': ['B', 'A', 'B'] } }),
  ],
  [
    'a number for a text',
    chat({ workspaces: { '@@assign': ['1'] } }),
    chat({ workspaces: { '@@assign': [1] } }),
  ],
  ['a control that allows everything', chat({}), chat({ [control]: ['@@all'] })],
  ['an operator at the root, which AWS ignores', chat({}), { ...chat({}), '@@assign': 'x' }],
])('two chat policies say the same despite %s', (_, one, other) => {
  expect(policyMeaning('CHATBOT_POLICY', one)).toBe(policyMeaning('CHATBOT_POLICY', other));
});

it.each<[string, JsonValue, JsonValue]>([
  ['one value or a list of it', scp([deny]), scp({ ...deny, Action: ['iam:*'] })],
  [
    'another order of actions',
    scp([{ ...deny, Action: ['a:b', 'c:d'] }]),
    scp([{ ...deny, Action: ['c:d', 'a:b'] }]),
  ],
  ['actions of another case', scp([deny]), scp([{ ...deny, Action: 'IAM:*' }])],
  ['another id of a statement', scp([deny]), scp([{ Sid: 'X', ...deny }])],
  [
    'another order of statements',
    scp([deny, { ...deny, Action: 's3:*' }]),
    scp([{ ...deny, Action: 's3:*' }, deny]),
  ],
  [
    'a pattern for all chat configurations in place of one for the whole service',
    fromChat('arn:aws:chatbot:us-east-1:123456789012:*'),
    fromChat(['arn:aws:chatbot:us-east-1:123456789012:chat-configuration/*']),
  ],
  ['null for the text of it', fromChat(null), fromChat('null')],
  [
    'a condition key of another case',
    scp([{ ...deny, Condition: { Null: { 'aws:TokenIssueTime': 'true' } } }]),
    scp([{ ...deny, Condition: { Null: { 'AWS:tokenissuetime': true } } }]),
  ],
])('two service control policies say the same despite %s', (_, one, other) => {
  const type = 'SERVICE_CONTROL_POLICY';
  expect(policyMeaning(type, one)).toBe(policyMeaning(type, other));
});

it.each<[string, JsonValue, JsonValue]>([
  ['CHATBOT_POLICY', chat({ workspaces: { '@@assign': [] } }), chat({})],
  [
    'CHATBOT_POLICY',
    chat({ workspaces: { '@@assign': ['A'] } }),
    chat({ workspaces: { '@@append': ['A'] } }),
  ],
  [
    'CHATBOT_POLICY',
    chat({ workspaces: { '@@assign': ['A'] } }),
    chat({ workspaces: { '@@assign': ['B'] } }),
  ],
  ['CHATBOT_POLICY', chat({ [control]: ['@@none'] }), chat({})],
  ['CHATBOT_POLICY', chat({}), { chatbot: {} }],
  ['SERVICE_CONTROL_POLICY', scp(deny), scp({ ...deny, Resource: 'ARN:*' })],
  [
    'SERVICE_CONTROL_POLICY',
    scp({ ...deny, Resource: 'arn:aws:s3:::A' }),
    scp({ ...deny, Resource: 'arn:aws:s3:::a' }),
  ],
  ['SERVICE_CONTROL_POLICY', scp(deny), scp({ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' })],
  ['SERVICE_CONTROL_POLICY', scp(deny), { Statement: deny }],
  ['SERVICE_CONTROL_POLICY', scp(deny), scp({ ...deny, Action: 's3:*' })],
  ['SERVICE_CONTROL_POLICY', [], {}],
  ['SERVICE_CONTROL_POLICY', scp(deny), scp({ ...deny, Condition: {} })],
  [
    'SERVICE_CONTROL_POLICY',
    scp({ ...deny, Condition: { Null: 'a' } }),
    scp({ ...deny, Condition: { Null: 'b' } }),
  ],
  [
    'SERVICE_CONTROL_POLICY',
    fromChat('arn:aws:chatbot::*:*'),
    fromChat('arn:aws:chatbot::*:chat-configuration/*/a'),
  ],
  [
    'SERVICE_CONTROL_POLICY',
    fromChat('arn:aws:chatbot::*:*'),
    fromChat('x-arn:aws:chatbot::*:chat-configuration/*'),
  ],
  [
    'SERVICE_CONTROL_POLICY',
    fromChat('arn:aws:chatbot::*:chat-configuration/*/a'),
    fromChat('arn:aws:chatbot::*:chat-configuration/*/A'),
  ],
  ['SERVICE_CONTROL_POLICY', fromChat({ a: 1 }), fromChat({ a: 2 })],
  ['TAG_POLICY', { tags: { A: ['x', 'y'] } }, { tags: { A: ['y', 'x'] } }],
])('%s: %j is another thing than %j', (type, one, other) => {
  expect(policyMeaning(type, one)).not.toBe(policyMeaning(type, other));
});
