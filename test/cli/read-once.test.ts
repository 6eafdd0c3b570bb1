import * as yaml from '../../modules/config/text/parse-yaml.js';
import * as chat from '../../modules/policy/chatbot/compile.js';
import * as scp from '../../modules/policy/scp/compile.js';
import * as json from '../../modules/policy/text/parse-json.js';
import { runHere } from '../support/in-process.js';
import { smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

jest.mock('../../modules/config/text/parse-yaml.js', () =>
  counted('../../modules/config/text/parse-yaml.js'),
);
jest.mock('../../modules/policy/chatbot/compile.js', () =>
  counted('../../modules/policy/chatbot/compile.js'),
);
jest.mock('../../modules/policy/scp/compile.js', () => counted('../../modules/policy/scp/compile.js'));
jest.mock('../../modules/policy/text/parse-json.js', () =>
  counted('../../modules/policy/text/parse-json.js'),
);

/** A module whose functions count their calls. */
function counted(path: string): object {
  const actual = jest.requireActual<Record<string, () => unknown>>(path);
  return Object.fromEntries(Object.entries(actual).map(([name, run]) => [name, jest.fn(run)]));
}

const folder = temporaryFolder();
const rollout = `waves: [first, second, third]
wave: first
chatPolicies:
  - { name: slack-only, targets: { first: Lab, third: root }, default: disabled }
  - { name: private-only, targets: { second: root }, slack: { channelTypes: private } }
guardrails:
  - { name: no-drops, targets: { first: Lab, second: root }, deny: rds:DeleteDBCluster }
  - { name: own, targets: root, document: own.json }
`;
const own = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'rds:StopDBCluster', Resource: '*' }],
});
const template = `Resources:
  Own:
    Type: AWS::Organizations::Policy
    Properties: { Name: own, Type: SERVICE_CONTROL_POLICY, TargetIds: [r-ab12], Content: ${JSON.stringify(own)} }
`;
const configuration = `organization: organization.json
chatPolicies:
  - { name: slack-only, targets: root, default: disabled, slack: { client: enabled, workspaces: T0COMPANY1 } }
  - { name: private-only, targets: root, slack: { channelTypes: private } }
guardrails:
  - name: no-drops
    targets: root
    deny: rds:DeleteDBCluster
    exceptFrom: { configurations: [ops], reason: On call, owner: sre, until: 2027-01-20 }
  - { name: no-stops, targets: root, deny: rds:StopDBCluster }
`;
const files = {
  'chat-guardrails.yaml': configuration,
  'organization.json': JSON.stringify(smallOrganizationFile()),
};
const denial =
  'User: arn:aws:sts::111111111111:assumed-role/chat/ops is not authorized to perform: rds:DeleteDBCluster with an explicit deny in a service control policy';

const commands: readonly (readonly string[])[] = [
  ['check'],
  ['plan'],
  ['export', '-o', 'module'],
  ['exceptions'],
  ['drift'],
  ['impact'],
  ['effective', '--account', '111111111111'],
  ['report', '-o', 'page.html'],
  ['explain', denial],
];

describe('A configuration', () => {
  test.each(commands)('is parsed once, and each of its policies compiled once, by %s', async (...words) => {
    jest.clearAllMocks();
    const { status, stderr } = await runHere({ folder: folder(), files }, ...words);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(counts(configuration)).toEqual({ parsed: 1, chatPolicies: 2, guardrails: 2 });
  });

  test('is parsed and compiled once for all waves, its documents too', async () => {
    jest.clearAllMocks();
    const { stdout } = await runHere(
      { folder: folder(), files: { 'a.yaml': rollout, 'own.json': own } },
      'check',
      'a.yaml',
    );
    expect(stdout).toContain('a.yaml');
    expect(counts(rollout)).toEqual({ parsed: 1, chatPolicies: 2, guardrails: 1 });
    expect(timesParsed(json.parseJson, own)).toBe(1);
  });
});

test('import parses a template once, and the policy in it', async () => {
  jest.clearAllMocks();
  const words = ['import', 'template.yaml', '-o', 'imported'];
  const { stdout } = await runHere({ folder: folder(), files: { 'template.yaml': template } }, ...words);
  expect(stdout).toContain('imported/policies/own.json');
  expect([timesParsed(yaml.parseYaml, template), timesParsed(json.parseJson, own)]).toEqual([1, 1]);
});

function counts(text: string): Readonly<Record<string, number>> {
  return {
    parsed: timesParsed(yaml.parseYaml, text),
    chatPolicies: jest.mocked(chat.compileChatPolicy).mock.calls.length,
    guardrails: jest.mocked(scp.compileGuardrail).mock.calls.length,
  };
}

function timesParsed(parse: (text: string) => unknown, text: string): number {
  return jest.mocked(parse).mock.calls.filter(([parsed]) => parsed === text).length;
}
