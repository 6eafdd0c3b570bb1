import * as yaml from '../../modules/config/text/parse-yaml.js';
import * as chat from '../../modules/policy/chatbot/compile.js';
import * as scp from '../../modules/policy/scp/compile.js';
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

/** A module whose functions count their calls. */
function counted(path: string): object {
  const actual = jest.requireActual<Record<string, () => unknown>>(path);
  return Object.fromEntries(Object.entries(actual).map(([name, run]) => [name, jest.fn(run)]));
}

const folder = temporaryFolder();
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
];

describe('A configuration', () => {
  test.each(commands)('is parsed once, and each of its policies compiled once, by %s', async (...words) => {
    jest.clearAllMocks();
    const { status, stderr } = await runHere({ folder: folder(), files }, ...words);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect({
      parsed: timesParsed(),
      chatPolicies: jest.mocked(chat.compileChatPolicy).mock.calls.length,
      guardrails: jest.mocked(scp.compileGuardrail).mock.calls.length,
    }).toEqual({ parsed: 1, chatPolicies: 2, guardrails: 2 });
  });

  test('is parsed once by explain, which compiles each guardrail again to look at it alone', async () => {
    jest.clearAllMocks();
    await runHere({ folder: folder(), files }, 'explain', denial);
    expect(timesParsed()).toBe(1);
  });
});

function timesParsed(): number {
  return jest.mocked(yaml.parseYaml).mock.calls.filter(([text]) => text === configuration).length;
}
