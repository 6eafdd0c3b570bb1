import { fromCloudFormation } from '../../../modules/inventory/import/from-cloudformation.js';

const read = (text: string) => fromCloudFormation({ text, file: 'template.yaml' });
const template = (properties: string, around = '') => `Resources:
  Chat:
    Type: AWS::Organizations::Policy
${around}    Properties:
      Type: CHATBOT_POLICY
      Name: slack-only
${properties}`;
const content = '      Content: { chatbot: { default: { client: { "@@assign": disabled } } } }\n';
const told = (text: string) =>
  read(text).problems.map(({ kind, line, path, facts }) => [kind, line, path.at(-1), facts]);

test('name, description, tags and targets are imported, accounts with their leading zeros', () => {
  const rest = `      Description: by hand
      Tags: [{ Key: team, Value: 007 }]
      TargetIds: [r-ab12, 012345678901]
`;
  expect(read(template(content + rest))).toMatchObject({
    problems: [],
    policies: [
      {
        type: 'CHATBOT_POLICY',
        name: 'slack-only',
        description: 'by hand',
        tags: { team: '007' },
        targets: [{ written: 'r-ab12' }, { written: '012345678901' }],
        skipDestroy: false,
        place: { line: 2, column: 3, path: ['Resources', 'Chat'] },
      },
    ],
  });
});

test.each([
  ['', false],
  ['    DeletionPolicy: Delete\n', false],
  ['    DeletionPolicy: Retain\n', true],
  ['    DeletionPolicy: RetainExceptOnCreate\n', true],
])('%s decides on `skip_destroy`', (around, skipDestroy) => {
  expect(read(template(content, around)).policies).toMatchObject([{ skipDestroy }]);
});

test('content may be a string of JSON', () => {
  const text = template(`      Content: '{"chatbot":{}}'\n`);
  expect(read(text).policies).toMatchObject([{ content: { chatbot: {} } }]);
});

test.each([
  ['Content', '      Content: !Sub "{}"\n', '!Sub'],
  ['Content', '      Content: { chatbot: { platforms: { "Fn::If": [a, {}, {}] } } }\n', 'Fn::If'],
  ['Content', '      Content: { Ref: Document }\n', 'Ref'],
  ['Content', "      Content: '{{resolve:ssm:doc}}'\n", '{{resolve:ssm:doc}}'],
])('a policy whose %s a function makes is not imported: %s', (key, properties, call) => {
  expect(read(template(properties)).policies).toEqual([]);
  expect(told(template(properties))).toEqual([
    ['not-imported', 7, key, { rule: 'function', resource: 'Chat', key, found: call }],
  ]);
});

test('a target that a function makes is left out and reported, and the others stay', () => {
  const text = template(`${content}      TargetIds: [r-ab12, !Ref Unit]\n`);
  expect(read(text).policies[0]?.targets).toEqual([{ written: 'r-ab12' }]);
  expect(told(text)).toEqual([['import-gap', 8, 1, { rule: 'target', found: '!Ref' }]]);
});

test('targets are unknown where a function makes the whole list', () => {
  const text = template(`${content}      TargetIds: !Ref Units\n`);
  expect(read(text).policies[0]?.targets).toBeUndefined();
  expect(told(text)).toMatchObject([
    ['import-gap', 8, 'TargetIds', { rule: 'function', key: 'TargetIds', found: '!Ref' }],
  ]);
});

test('a policy that depends on a condition is reported', () => {
  expect(told(template(content, '    Condition: IsProd\n'))).toMatchObject([
    ['import-gap', 2, 'Chat', { rule: 'condition', policy: 'slack-only', found: 'IsProd' }],
  ]);
});

test.each(['the production OU', '{{resolve:ssm:unit}}', 'ou-ab12', '12345678901', '{ Unit: x }', 'null'])(
  'a target that is not an id is left out: %s',
  (target) => {
    const text = template(
      `${content}      TargetIds: [r-ab12, ${/^[{]{2}/.test(target) ? `'${target}'` : target}]\n`,
    );
    expect(read(text).policies[0]?.targets).toEqual([{ written: 'r-ab12' }]);
    expect(told(text)).toMatchObject([['import-gap', 8, 1, { rule: 'target' }]]);
  },
);

test.each(["''", 'null', '[a]', '"{{ Name }}"', `"${'n'.repeat(129)}"`])(
  '%s is not the name of a policy',
  (name) => {
    const text = template(content).replace('slack-only', name);
    expect(read(text).policies).toEqual([]);
    expect(told(text)).toMatchObject([['not-imported', 6, 'Name', { rule: 'name', resource: 'Chat' }]]);
  },
);

test('other resources are ignored, and policies of other types are left alone', () => {
  const text = `Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Tags: { Type: AWS::Organizations::Policy, Properties: { Type: TAG_POLICY, Name: tags, Content: {} } }
`;
  expect(told(text)).toMatchObject([
    ['left-alone', 3, 'Tags', { rule: 'policy-type', policy: 'Tags', type: 'TAG_POLICY' }],
  ]);
});

test('a document that AWS would refuse is refused at its place', () => {
  const text = template('      Content:\n        chatbot:\n          platform: {}\n');
  expect(told(text).map((each) => each.slice(0, 3))).toEqual([['unknown-key', 9, 'platform']]);
});

test('text that is not YAML is refused with its place', () => {
  expect(read('Resources: {\n').problems).toMatchObject([{ kind: 'yaml-syntax', file: 'template.yaml' }]);
});
