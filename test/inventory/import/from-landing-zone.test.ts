import {
  fromLandingZone,
  type Replacements,
  readReplacements,
} from '../../../modules/inventory/import/from-landing-zone.js';
import { smallOrganization } from '../../support/small-organization.js';

const files: Readonly<Record<string, string>> = {
  'chat.json': '{ "chatbot": {} }',
  'filled.json': '{ "chatbot": { "platforms": "${ACCELERATOR_PREFIX}" } }',
  'variable.json':
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::${aws:username}"}}',
  'wrong.json': '{\n  "chat": {} }',
  'workspace.json':
    '{ "chatbot": { "platforms": { "slack": { "workspaces": { "@@assign": ["{{ Workspace }}"] } } } } }',
};

function read(policies: string, replacements: Replacements = new Map(), organization = smallOrganization()) {
  const text = `enable: true
organizationalUnits:
  - name: Workloads
  - name: Workloads/Prod
${policies}`;
  const { policies: found, problems } = fromLandingZone(
    { text, file: 'organization-config.yaml' },
    {
      organization,
      replacements,
      readFile: (path) =>
        files[path] === undefined ? { reason: 'there is no such file' } : { text: files[path], file: path },
    },
  );
  return { found, told: problems.map(({ kind, file, line, facts }) => [kind, file, line, facts]) };
}

const chat = (policy: string, targets: string) => `chatbotPolicies:
  - name: ChatbotPolicy
    description: who may chat
    policy: ${policy}
    deploymentTargets: ${targets}
`;

test('a chat policy has its description and its organizational units, `Root` is the root', () => {
  const { found, told } = read(chat('chat.json', '{ organizationalUnits: [Root, Workloads/Prod] }'));
  expect(told).toEqual([]);
  expect(found).toMatchObject([
    {
      ...{
        type: 'CHATBOT_POLICY',
        name: 'ChatbotPolicy',
        description: 'who may chat',
        content: { chatbot: {} },
      },
      targets: [{ written: 'root' }, { written: 'Workloads/Prod' }],
      place: { file: 'organization-config.yaml', line: 6 },
    },
  ]);
});

test('accounts are reported and left out, since the accelerator uses names of its own', () => {
  const { found, told } = read(chat('chat.json', '{ organizationalUnits: [], accounts: [shop] }'));
  expect(found[0]?.targets).toEqual([]);
  expect(told).toEqual([
    [
      'import-gap',
      'organization-config.yaml',
      9,
      { rule: 'account', policy: 'ChatbotPolicy', account: 'shop', nearest: '222222222222' },
    ],
  ]);
});

test('a document with variables of the accelerator is not imported, one with variables of IAM is', () => {
  expect(read(chat('filled.json', '{}')).told).toEqual([
    [
      'not-imported',
      'organization-config.yaml',
      8,
      { rule: 'variable', policy: 'ChatbotPolicy', found: '${ACCELERATOR_PREFIX}', file: 'filled.json' },
    ],
  ]);
  const scps = 'serviceControlPolicies:\n  - { name: own, type: customerManaged, policy: variable.json }\n';
  expect(read(scps)).toMatchObject({ found: [{ name: 'own', type: 'SERVICE_CONTROL_POLICY' }], told: [] });
});

test('a file that is missing, and one that AWS refuses, are reported with their places', () => {
  expect(read(chat('gone.json', '{}')).told).toMatchObject([
    ['not-imported', expect.any(String), 8, { rule: 'unreadable-file', file: 'gone.json' }],
  ]);
  const places = read(chat('wrong.json', '{}')).told.map((each) => each.slice(0, 3));
  expect(places).toContainEqual(['unknown-key', 'wrong.json', 2]);
});

test('what the accelerator does beside policies is reported', () => {
  const { told } = read(`quarantineNewAccounts:
  enable: true
  scpPolicyName: Quarantine
serviceControlPolicies:
  - { name: FullAWSAccess, type: awsManaged, policy: x }
  - { name: own, policy: variable.json, strategy: allow-list, deploymentTargets: { excludedAccounts: [shop] } }
`);
  expect(told.map(([kind, , line]) => [kind, line])).toEqual([
    ['left-alone', 9],
    ['import-gap', 10],
    ['import-gap', 10],
    ['import-gap', 5],
  ]);
});

const units = (list: string): string => chat('chat.json', `\n      organizationalUnits: ${list}`);

test.each(['{{ Units }}', '[Root, {{ Unit }}]', "['{{ Unit }}', Root]"])(
  'a target with a variable of unknown value is left out: %s',
  (list) => {
    const { found, told } = read(units(list));
    expect(found[0]?.targets).toEqual(list.includes('Root') ? [{ written: 'root' }] : []);
    const gap = [
      'import-gap',
      'organization-config.yaml',
      expect.any(Number),
      expect.objectContaining({ rule: 'target' }),
    ];
    expect(told).toEqual([gap]);
  },
);

test('variables have the values of `replacements-config.yaml`, in targets, names and documents', () => {
  const text = `globalReplacements:
  - { key: Units, type: StringList, value: [Root, Workloads] }
  - { key: Unit, value: Workloads/Prod }
  - { key: Workspace, value: T0COMPANY1 }
  - { key: Secret, type: SSM, path: /secret }
`;
  const { replacements, problems } = readReplacements({ text, file: 'replacements-config.yaml' });
  expect(problems).toEqual([]);
  const written = (list: string) =>
    read(units(list), replacements).found[0]?.targets?.map((one) => one.written);
  expect(written('{{ Units }}')).toEqual(['root', 'Workloads']);
  expect(written('[ {{ Units }}, {{ Unit }} ]')).toEqual(['root', 'Workloads', 'Workloads/Prod']);
  const { found, told } = read(chat('workspace.json', '{}'), replacements);
  expect(JSON.stringify(found[0]?.content)).toContain('T0COMPANY1');
  expect(told).toEqual([]);
  expect(read(chat('workspace.json', '{}')).told).toMatchObject([
    ['not-imported', 'organization-config.yaml', 8, { rule: 'variable', found: '{{ Workspace }}' }],
  ]);
});

test('a name with a variable of unknown value is not imported', () => {
  const named = chat('chat.json', '{}').replace('name: ChatbotPolicy', 'name: {{ Prefix }}-chat');
  expect(read(named)).toMatchObject({
    found: [],
    told: [['not-imported', 'organization-config.yaml', 6, { rule: 'name', found: '{{ Prefix }}-chat' }]],
  });
  expect(read(named, new Map([['Prefix', 'acme']])).found).toMatchObject([{ name: 'acme-chat' }]);
});
