import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, commandWith } from '../support/command-line';
import { smallOrganizationFile } from '../support/small-organization';
import { temporaryFolder } from '../support/temporary-folder';

const folderOf = temporaryFolder();
let folder = '';
const arn = 'arn:aws:organizations::111111111111:policy/o-exampleorgid/service_control_policy/p-policy0000';
const message =
  'User: arn:aws:sts::222222222222:assumed-role/chat/chatbot-session is not authorized to perform: rds:DeleteDBCluster on resource: arn:aws:rds:eu-west-1:222222222222:cluster:orders with an explicit deny in a service control policy';

beforeEach(() => {
  folder = folderOf();
  const content = {
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
  };
  const tags = { 'chat-guardrails:environment': 'default' };
  const organization = smallOrganizationFile(
    [{ name: 'no-drops', type: 'SERVICE_CONTROL_POLICY', content, on: ['r-ab12'], tags }],
    {
      channels: [
        {
          accountId: '222222222222',
          platform: 'slack',
          name: 'ops',
          workspaceId: 'T0COMPANY1',
          userRoleRequired: false,
          guardrailPolicyArns: [],
          roleArn: 'arn:aws:iam::222222222222:role/chat',
        },
      ],
    },
  );
  writeFileSync(join(folder, 'organization.json'), JSON.stringify(organization));
  writeFileSync(
    join(folder, 'chat-guardrails.yaml'),
    'organization: organization.json\nguardrails:\n  - name: no-drops\n    deny: [rds:DeleteDBCluster]\n    targets: [root]\n',
  );
});

test('a denial leads to the line of the guardrail and to an exemption to paste', () => {
  const { status, stdout } = commandLine(folder, 'explain', `${message}: ${arn}`);
  expect(stdout).toBe(`denied by the guardrail \`no-drops\`

  principal      arn:aws:sts::222222222222:assumed-role/chat/chatbot-session
  account        222222222222 (shop)
  configuration  ops
  action         rds:DeleteDBCluster
  resource       arn:aws:rds:eu-west-1:222222222222:cluster:orders
  policy         \`no-drops\` (p-policy0000)
  guardrail      \`no-drops\`, chat-guardrails.yaml:3
  statement      NoDrops
  applies to     1 chat configuration of the organization

To exempt this session and no other, add to the guardrail:
    exceptFrom:
      configurations: ['ops']
      reason: WHY
      owner: WHO
      until: YYYY-MM-DD
`);
  expect(status).toBe(0);
});

test('standard input is read, and JSON has the facts', () => {
  const { status, stdout } = commandWith(
    { input: `${message}: ${arn}\n` },
    folder,
    'explain',
    '--format',
    'json',
  );
  expect(JSON.parse(stdout)).toEqual({
    kind: 'service-control-policy',
    effect: 'explicit',
    policy: { id: 'p-policy0000', name: 'no-drops' },
    managed: true,
    guardrail: { name: 'no-drops', file: 'chat-guardrails.yaml', line: 3 },
    statements: ['NoDrops'],
    request: {
      principal: 'arn:aws:sts::222222222222:assumed-role/chat/chatbot-session',
      accountId: '222222222222',
      action: 'rds:DeleteDBCluster',
      resource: 'arn:aws:rds:eu-west-1:222222222222:cluster:orders',
    },
    others: [],
    configurations: ['ops'],
    exemption: { exceptFrom: { configurations: ['ops'] } },
  });
  expect(status).toBe(0);
});

test('a text without a denial is exit 2', () => {
  const { status, stdout, stderr } = commandLine(folder, 'explain', 'hello there');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('the input contains no access-denied message');
});

test('a denial of unknown kind is recognised, with the command that decodes it', () => {
  const { status, stdout } = commandLine(
    folder,
    'explain',
    'You are not authorized to perform this operation. Encoded authorization failure message: abc',
  );
  expect(status).toBe(0);
  expect(stdout).toContain('aws sts decode-authorization-message');
});

test('a configuration with errors does not keep the message from being explained', () => {
  writeFileSync(join(folder, 'broken.yaml'), 'guardrails:\n  - { name: x, den: [a:b], targets: [root] }\n');
  const { status, stdout, stderr } = commandLine(
    folder,
    'explain',
    '--config',
    'broken.yaml',
    '--organization',
    'organization.json',
    `${message}: ${arn}`,
  );
  expect(status).toBe(0);
  expect(stderr).toContain('unknown-key');
  expect(stdout).toContain('The configuration does not manage this policy.');
});

test('with `--fail-on` the problems of the configuration decide on the exit code', () => {
  writeFileSync(join(folder, 'broken.yaml'), 'guardrails:\n  - { name: x, den: [a:b], targets: [root] }\n');
  const line = [
    'explain',
    '--config',
    'broken.yaml',
    '--organization',
    'organization.json',
    `${message}: ${arn}`,
  ];
  const { status, stdout } = commandLine(folder, ...line, '--fail-on', 'error');
  expect(status).toBe(1);
  expect(stdout).toContain('The configuration does not manage this policy.');
});
