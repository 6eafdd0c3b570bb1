import { fromLandingZone } from '../../../modules/inventory/import/from-landing-zone.js';
import { smallOrganization } from '../../support/small-organization.js';

const files: Readonly<Record<string, string>> = {
  'chat.json': '{ "chatbot": {} }',
  'filled.json': '{ "chatbot": { "platforms": "${ACCELERATOR_PREFIX}" } }',
  'variable.json':
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::${aws:username}"}}',
  'wrong.json': '{\n  "chat": {} }',
};

function read(policies: string, organization = smallOrganization()) {
  const text = `enable: true
organizationalUnits:
  - name: Workloads
  - name: Workloads/Prod
${policies}`;
  const { policies: found, problems } = fromLandingZone(
    { text, file: 'organization-config.yaml' },
    {
      organization,
      readFile: (path) =>
        files[path] === undefined ? { reason: 'there is no such file' } : { text: files[path], file: path },
    },
  );
  return { found, told: problems.map(({ kind, file, line, message }) => [kind, file, line, message]) };
}

const chat = (policy: string, targets: string) => `chatbotPolicies:
  - name: ChatbotPolicy
    description: who may chat
    policy: ${policy}
    deploymentTargets: ${targets}
`;

test('a chat policy is taken with its description and its units, `Root` is the root', () => {
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

test('accounts are told and not taken, since the names of the accelerator are its own', () => {
  const { found, told } = read(chat('chat.json', '{ organizationalUnits: [], accounts: [shop] }'));
  expect(found[0]?.targets).toEqual([]);
  expect(told).toEqual([
    [
      'import-gap',
      'organization-config.yaml',
      9,
      "`ChatbotPolicy`: the account `shop` is left out: the accelerator's names are its own",
    ],
  ]);
});

test('a document with variables of the accelerator is not imported, one with variables of IAM is', () => {
  expect(read(chat('filled.json', '{}')).told).toEqual([
    [
      'not-imported',
      'organization-config.yaml',
      8,
      '`ChatbotPolicy`: the accelerator fills in `${ACCELERATOR_PREFIX}` in `filled.json`',
    ],
  ]);
  const scps = 'serviceControlPolicies:\n  - { name: own, type: customerManaged, policy: variable.json }\n';
  expect(read(scps)).toMatchObject({ found: [{ name: 'own', type: 'SERVICE_CONTROL_POLICY' }], told: [] });
});

test('a file that is missing, and one that AWS would refuse, are told with their places', () => {
  expect(read(chat('gone.json', '{}')).told).toMatchObject([
    ['not-imported', expect.any(String), 8, expect.any(String)],
  ]);
  expect(read(chat('wrong.json', '{}')).told).toContainEqual([
    'unknown-key',
    'wrong.json',
    2,
    expect.any(String),
  ]);
});

test('what the accelerator does beside policies is told', () => {
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
