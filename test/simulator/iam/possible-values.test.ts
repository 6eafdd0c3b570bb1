import { type PossibleText, printable } from '../../../modules/policy/pattern/possible-text.js';
import type { JsonValue } from '../../../modules/policy/text/json.js';
import { applies } from '../../../modules/simulator/iam/applies.js';
import { compilePolicy } from '../../../modules/simulator/iam/policy.js';
import type { ContextValue, Possible } from '../../../modules/simulator/iam/request.js';
import type { Missing } from '../../../modules/simulator/iam/truth.js';

const workspaceUnknown: Missing = { kind: 'option', option: '--workspace' };
const anyText = (maxLength = 64) => ({ characters: printable, minLength: 1, maxLength });
const lettersOnly = { characters: 'abcdefghijklmnopqrstuvwxyz', minLength: 1, maxLength: 20 };

/** One value of which `texts` are possible. */
function possible(...texts: readonly PossibleText[]): Possible {
  return { kind: 'possible', texts, missing: [workspaceUnknown] };
}

/** A chat configuration of a workspace that is not known. */
const slack = 'arn:aws:chatbot::123456789012:chat-configuration/slack-channel/';
const someSlack = possible([slack, anyText()]);

function answer(
  statement: Readonly<Record<string, JsonValue>>,
  context: Readonly<Record<string, ContextValue>>,
  resource: Possible | string | undefined = undefined,
) {
  const policy = compilePolicy({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: '*', ...statement },
  });
  expect(policy.unreadable).toBeUndefined();
  const [compiled] = policy.statements;
  if (compiled === undefined) throw new Error('the policy has one statement');
  const values = new Map(Object.entries(context));
  const truth = applies(compiled, { action: 'rds:DeleteDBCluster', resource, context: values });
  return typeof truth === 'boolean' ? truth : truth.missing;
}

const short = (pattern: string): Missing => ({
  kind: 'fact',
  reason: `the ARN pattern \`${pattern}\` has fewer than six parts; AWS does not document whether it matches`,
});
const key = 'aws:chatbotsourcearn';

test.each<[string, string, readonly string[], Possible, boolean | readonly Missing[]]>([
  ['all of it fits', 'ArnLike', [`${slack}*`], someSlack, true],
  ['all of it fits', 'ArnNotLike', [`${slack}*`], someSlack, false],
  [
    'nothing of it fits',
    'ArnLike',
    ['arn:aws:chatbot::*:chat-configuration/microsoft-teams/*'],
    someSlack,
    false,
  ],
  [
    'nothing of it fits',
    'ArnNotLike',
    ['arn:aws:chatbot::*:chat-configuration/microsoft-teams/*'],
    someSlack,
    true,
  ],
  ['a part of it fits', 'ArnLike', [`${slack}ops-*`], someSlack, [workspaceUnknown]],
  ['a part of it fits', 'StringLike', [`${slack}ops-*`], someSlack, [workspaceUnknown]],
  [
    'several values cover it together',
    'StringLike',
    ['a*', 'b*'],
    possible(['a', anyText()], ['b', anyText()]),
    true,
  ],
  ['no text is equal', 'StringEquals', ['teams'], possible(['slack'], ['chime']), false],
  ['one text is equal', 'StringEquals', ['slack'], possible(['slack'], ['chime']), [workspaceUnknown]],
  ['the case differs', 'StringEquals', ['SLACK'], possible(['slack']), false],
  ['the case does not count', 'StringEqualsIgnoreCase', ['SLACK'], possible(['Slack']), true],
  [
    'the case does not count where a part is not known',
    'StringEqualsIgnoreCase',
    ['opsA', 'opsB'],
    possible(['ops', { characters: 'AB', minLength: 1, maxLength: 1 }]),
    true,
  ],
  ['it is no number', 'NumericEquals', ['1'], possible(['1']), [workspaceUnknown]],
  ['no text is an ARN', 'ArnNotLike', ['arn:aws:sns:*:*:*'], possible(['ops-', lettersOnly]), false],
  ['it may be an ARN', 'ArnLike', ['arn:aws:sns:*:*:*'], possible([anyText()]), [workspaceUnknown]],
  ['it may be an ARN', 'ArnLike', ['arn:aws:sns:*:*:*'], possible(['ops'], ['a:b']), [workspaceUnknown]],
  [
    'one text is an ARN',
    'ArnLike',
    ['arn:aws:sns:*:*:*'],
    possible(['arn:aws:sns:::a'], ['ops']),
    [workspaceUnknown],
  ],
  ['a short pattern may match', 'ArnLike', ['arn:aws:chatbot:*'], someSlack, [short('arn:aws:chatbot:*')]],
  ['a short pattern cannot match', 'ArnLike', ['arn:aws:sns:*'], someSlack, false],
  ['a short pattern is not needed', 'ArnLike', ['arn:aws:chatbot:*', `${slack}*`], someSlack, true],
  [
    'a short pattern is needed for the rest',
    'ArnLike',
    ['arn:aws:chatbot:*', `${slack}ops-*`],
    someSlack,
    [workspaceUnknown, short('arn:aws:chatbot:*')],
  ],
])('where %s, %s %j of %j gives its answer', (_, operator, values, value, expected) => {
  expect(
    answer(
      { Resource: '*', Condition: { [operator]: { 'aws:ChatbotSourceArn': values } } },
      { [key]: value },
    ),
  ).toEqual(expected);
});

const user: Missing = { kind: 'key', key: 'aws:username' };

test.each<[string, readonly string[], Readonly<Record<string, ContextValue>>, boolean | readonly Missing[]]>([
  ['a variable that is not known can match', ['${aws:username}'], {}, [user]],
  ['a variable that is not known is not needed', ['${aws:username}', 'ops-*'], {}, true],
  [
    'a variable without a value matches nothing',
    ['${aws:username}'],
    { 'aws:username': { kind: 'absent' } },
    false,
  ],
  [
    'a variable has its value',
    ['${aws:username}*'],
    { 'aws:username': { kind: 'values', values: ['ops'] } },
    true,
  ],
  [
    'a variable of which a part is known',
    ['${aws:username}*'],
    { 'aws:username': possible(['ops'], ['dev']) },
    [workspaceUnknown],
  ],
  [
    'a variable of several values',
    ['${aws:username}'],
    { 'aws:username': { kind: 'values', values: ['a', 'b'] } },
    [
      {
        kind: 'fact',
        reason: '`aws:username` has several values, which AWS does not resolve in a variable',
      },
    ],
  ],
  [
    'a variable without its brace',
    ['${aws:username'],
    {},
    [
      {
        kind: 'fact',
        reason:
          '`${aws:username` is a variable without its closing brace; AWS does not document how it is evaluated',
      },
    ],
  ],
])('of a text that is known in part: %s', (_, values, context, expected) => {
  const tag = { 'aws:principaltag/team': possible(['ops-', anyText()]) };
  const found = answer(
    { Resource: '*', Condition: { StringLike: { 'aws:PrincipalTag/team': values } } },
    { ...tag, ...context },
  );
  expect(found).toEqual(expected);
});

const bucket = possible(['arn:aws:s3:::logs/', anyText()]);
const option: Missing = { kind: 'option', option: '--resource' };
const username = { 'aws:username': { kind: 'absent' } } as const;

test.each<
  [string, Readonly<Record<string, JsonValue>>, Possible | string | undefined, boolean | readonly Missing[]]
>([
  ['`*` matches what is not known', { Resource: ['arn:aws:s3:::a', '*'] }, undefined, true],
  ['`*` excludes everything', { NotResource: '*' }, undefined, false],
  ['a pattern needs the resource', { Resource: 'arn:aws:s3:::logs/*' }, undefined, [option]],
  ['a pattern matches all of it', { Resource: 'arn:aws:s3:::logs/*' }, bucket, true],
  ['a pattern matches none of it', { Resource: 'arn:aws:s3:::data/*' }, bucket, false],
  ['a pattern matches a part of it', { Resource: 'arn:aws:s3:::logs/a*' }, bucket, [workspaceUnknown]],
  [
    'a variable without a value needs no resource',
    { Resource: 'arn:aws:s3:::${aws:username}' },
    undefined,
    false,
  ],
])('of a resource: %s', (_, statement, resource, expected) => {
  expect(answer(statement, username, resource)).toEqual(expected);
});

test('missing values are named for the resource and for the conditions, unless one of them decides', () => {
  const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'ops' } };
  const statement = { Resource: 'arn:aws:s3:::logs/*', Condition };
  expect(answer(statement, {})).toEqual([option, { kind: 'key', key: 'aws:PrincipalTag/team' }]);
  expect(answer(statement, { 'aws:principaltag/team': { kind: 'absent' } })).toBe(false);
  expect(answer(statement, {}, 'arn:aws:s3:::other/x')).toBe(false);
  expect(answer(statement, { 'aws:principaltag/team': { kind: 'values', values: ['ops'] } })).toEqual([
    option,
  ]);
});
