import { checkTemplate } from '../../../modules/config/check/cloudformation-template.js';

const lines = (text: string) =>
  checkTemplate({ text, file: 't' }).map(
    ({ line, column, severity, kind, path }) =>
      `${line}:${column} ${severity} ${kind} ${path.slice(4).join('.')}`,
  );

function template(type: string, content: string): string {
  return `Resources:
  Policy:
    Type: AWS::Organizations::Policy
    Properties:
      Type: ${type}
      Name: a
      Content: ${content}
`;
}

test.each([
  [
    'a good chat policy',
    template('CHATBOT_POLICY', '{ chatbot: { default: { client: { "@@assign": enabled } } } }'),
    [],
  ],
  [
    'what AWS would refuse stands at its place in the template',
    template('CHATBOT_POLICY', '{ chatbot: { platforms: { default: {} } } }'),
    ['7:42 error unknown-key chatbot.platforms.default'],
  ],
  [
    'a document as a text',
    template('CHATBOT_POLICY', `'{"chatbot": {},}'`),
    ['7:16 error json-trailing-comma '],
  ],
  [
    'a service control policy',
    template(
      'SERVICE_CONTROL_POLICY',
      '{ Version: 2012-10-17, Statement: { Effect: Deny, Acton: "*", Resource: "*" } }',
    ),
    ['7:50 error missing-key Statement', '7:66 error unknown-key Statement.Acton'],
  ],
  [
    'a document that CloudFormation fills in cannot be judged',
    template('CHATBOT_POLICY', '!Sub "{}"'),
    ['7:21 warning unconfirmed '],
  ],
  [
    'nor one with a long function inside',
    template('CHATBOT_POLICY', '{ chatbot: { "Fn::Transform": {} } }'),
    ['7:16 warning unconfirmed '],
  ],
  [
    'what is wrong beside a function is an error, what is wrong in it is not',
    template(
      'CHATBOT_POLICY',
      '{ chatbot: { platforms: { slack: { workspaces: { "@@assign": [!Ref W] } }, chimes: {} } } }',
    ),
    ['7:16 warning unconfirmed ', '7:91 error unknown-key chatbot.platforms.chimes'],
  ],
  [
    'nor is it known how long a document with a function gets',
    template('CHATBOT_POLICY', `{ chatbot: {}, "@@assign": !Ref ${'a'.repeat(10_001)} }`),
    ['7:16 warning unconfirmed '],
  ],
  ['a type that CloudFormation fills in', template('!Ref Type', '{}'), ['5:18 warning unconfirmed ']],
  ['a type that is none', template('CHATBOT', '{ chatbot: {} }'), ['5:13 error invalid-value ']],
  [
    'a policy without a type',
    template('CHATBOT_POLICY', '{}').replace('      Type: CHATBOT_POLICY\n', ''),
    ['5:7 error missing-key '],
  ],
  ['policies of other types are left alone', template('TAG_POLICY', '{ tags: 1 }'), []],
  [
    'a policy without a document',
    template('CHATBOT_POLICY', '').replace('      Content: \n', ''),
    ['5:7 error missing-key '],
  ],
  [
    'a template without policies is a note',
    'Resources: { Bucket: { Type: AWS::S3::Bucket } }',
    ['1:12 note unknown-document '],
  ],
  ['a template without resources', 'Resources: {}', ['1:12 error unknown-document ']],
  ['an object that is no template', '{}', ['1:1 error unknown-document ']],
  ['a list that is no template', '[]', ['1:1 error unknown-document ']],
  ['a template that is no YAML', 'Resources: {', ['1:12 error yaml-syntax ']],
])('%s', (_, text, expected) => {
  expect(lines(text)).toEqual(expected);
});

test('figure 4 of the blog has nothing wrong', () => {
  const content = {
    chatbot: {
      default: { client: { '@@assign': 'disabled' } },
      platforms: {
        slack: {
          client: { '@@assign': 'enabled' },
          default: { supported_role_settings: { '@@assign': ['user_role'] } },
          workspaces: { '@@assign': ['T12341234'] },
        },
      },
    },
  };
  const Properties = { Type: 'CHATBOT_POLICY', Name: 'a', Content: content };
  const Policy = { DeletionPolicy: 'Retain', Type: 'AWS::Organizations::Policy', Properties };
  expect(lines(JSON.stringify({ Resources: { Policy } }))).toEqual([]);
});
