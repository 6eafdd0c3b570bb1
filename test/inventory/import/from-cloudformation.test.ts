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
  read(text).problems.map(({ kind, line, path, message }) => [kind, line, path.at(-1), message]);

test('name, description, tags and targets are taken, accounts with their leading zeros', () => {
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

test('content may be a text of JSON', () => {
  const text = template(`      Content: '{"chatbot":{}}'\n`);
  expect(read(text).policies).toMatchObject([{ content: { chatbot: {} } }]);
});

test.each([
  ['Content', '      Content: !Sub "{}"\n', '`!Sub`'],
  ['Content', '      Content: { chatbot: { platforms: { "Fn::If": [a, {}, {}] } } }\n', '`Fn::If`'],
  ['Content', '      Content: { Ref: Document }\n', '`Ref`'],
])('a policy whose %s is filled in is not imported: %s', (key, properties, call) => {
  expect(read(template(properties)).policies).toEqual([]);
  expect(told(template(properties))).toEqual([
    ['not-imported', 7, key, `\`Chat\`: CloudFormation fills in \`${key}\` with ${call}`],
  ]);
});

test('a target that is filled in is left out and told, and the others stay', () => {
  const text = template(`${content}      TargetIds: [r-ab12, !Ref Unit]\n`);
  expect(read(text).policies[0]?.targets).toEqual([{ written: 'r-ab12' }]);
  expect(told(text)).toEqual([
    ['import-gap', 8, 1, 'CloudFormation fills in the target with `!Ref`, which is left out'],
  ]);
});

test('targets that are filled in as a whole are not known', () => {
  const text = template(`${content}      TargetIds: !Ref Units\n`);
  expect(read(text).policies[0]?.targets).toBeUndefined();
  expect(told(text)).toMatchObject([['import-gap', 8, 'TargetIds', expect.any(String)]]);
});

test('a policy that hangs on a condition is told', () => {
  expect(told(template(content, '    Condition: IsProd\n'))).toMatchObject([
    ['import-gap', 2, 'Chat', '`Chat` exists only where the condition `IsProd` holds'],
  ]);
});

test('other resources are no business of ours, and policies of other types are left alone', () => {
  const text = `Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Tags: { Type: AWS::Organizations::Policy, Properties: { Type: TAG_POLICY, Name: tags, Content: {} } }
`;
  expect(told(text)).toMatchObject([['left-alone', 3, 'Tags', expect.stringContaining('`TAG_POLICY`')]]);
});

test('a document that AWS would refuse is refused at its place', () => {
  const text = template('      Content:\n        chatbot:\n          platform: {}\n');
  expect(told(text)).toMatchObject([['unknown-key', 9, 'platform', expect.any(String)]]);
});

test('text that is no YAML is refused with its place', () => {
  expect(read('Resources: {\n').problems).toMatchObject([{ kind: 'yaml-syntax', file: 'template.yaml' }]);
});
