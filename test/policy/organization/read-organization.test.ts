import { awsLimits } from '../../../modules/policy/limits.js';
import { readOrganization } from '../../../modules/policy/organization/read-organization.js';
import type { Finding } from '../../../modules/policy/problems/problem.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';
import { decider } from '../../../modules/simulator/decide/decide.js';
import { root, type SmallPolicy, smallOrganizationFile } from '../../support/small-organization.js';

function said({ kind, severity, path, message, help }: Finding): string {
  const advice = help === undefined ? '' : ` | ${help}`;
  return `${severity} ${kind} ${path.join('.')}: ${message}${advice}`;
}

/** What is found in an organization file, a line each. */
function findingsIn(file: JsonObject): readonly string[] {
  return readOrganization(file).findings.map(said);
}

function policies(count: number, policy: Omit<SmallPolicy, 'name'>): readonly SmallPolicy[] {
  return Array.from({ length: count }, (_, index) => ({ name: `policy ${index}`, ...policy }));
}

const account = '222222222222';
const chat = { type: 'CHATBOT_POLICY', on: [root] };
const scp = { type: 'SERVICE_CONTROL_POLICY', content: { Version: '2012-10-17', Statement: [] } };
const advice = 'check the program that wrote the file';

describe('policies on one target', () => {
  it.each([
    ['root', root, 'root'],
    ['an account', account, 'root.organizationalUnits.0.organizationalUnits.0.accounts.0'],
  ])('more than AWS attaches are a warning, on %s', (_, on, path) => {
    expect(findingsIn(smallOrganizationFile(policies(6, { on: [on] })))).toEqual([
      `warning too-many-attachments ${path}.policies: 6 chat policies attached here; AWS allows 5 | ${advice}`,
    ]);
    expect(findingsIn(smallOrganizationFile(policies(11, { ...scp, on: [on] })))).toEqual([
      `warning too-many-attachments ${path}.policies: 11 service control policies attached here; AWS allows 10 | ${advice}`,
    ]);
  });

  it('ten times more than AWS attaches are an error', () => {
    expect(findingsIn(smallOrganizationFile(policies(51, chat)))).toEqual([
      `error too-many-attachments root.policies: 51 chat policies attached here; AWS allows 5 | ${advice}`,
    ]);
    expect(findingsIn(smallOrganizationFile(policies(100, { ...scp, on: [root] })))).toEqual([
      `warning too-many-attachments root.policies: 100 service control policies attached here; AWS allows 10 | ${advice}`,
    ]);
  });

  it('are counted by type, and inherited ones are not', () => {
    const both = [...policies(5, chat), ...policies(10, { ...scp, on: [root] })];
    const below = policies(5, { on: [account] }).map((policy) => ({
      ...policy,
      name: `${policy.name} below`,
    }));
    expect(findingsIn(smallOrganizationFile([...both, ...below]))).toEqual([]);
  });

  it('may be more where AWS has raised the limit', () => {
    const limits = { ...awsLimits, chatPolicy: { ...awsLimits.chatPolicy, attachmentsPerTarget: 6 } };
    const { findings } = readOrganization(smallOrganizationFile(policies(6, chat)), limits);
    expect(findings).toEqual([]);
  });
});

describe('an organization file in which something is missing', () => {
  /** The file with one account of Workloads/Prod, and a chat configuration of it. */
  const around = (accounts: readonly (JsonObject | null)[], changes: JsonObject = {}): JsonObject => {
    const small = smallOrganizationFile();
    const channels = [{ accountId: account, platform: 'slack', name: 'ops', userRoleRequired: true }];
    return { ...small, root: { ...(small['root'] as JsonObject), accounts }, channels, ...changes };
  };
  const management = { id: '111111111111', name: 'management', policies: [] };

  it('reports an empty ID once', () => {
    const empty = (path: string) =>
      `error invalid-organization ${path}.id: found an empty string; expected an ID`;
    const plain = { id: '', name: '', policies: [] };
    expect(findingsIn(around([management, plain, { id: '' }]))).toEqual([
      empty('root.accounts.1'),
      empty('root.accounts.2'),
    ]);
    const units = [{ ...plain }, { ...plain }];
    const top = { ...plain, accounts: [management], organizationalUnits: units };
    expect(findingsIn({ ...around([]), root: top, channels: [] })).toEqual([
      empty('root'),
      empty('root.organizationalUnits.0'),
      empty('root.organizationalUnits.1'),
    ]);
  });

  it('reports an empty ID of a management account and of a chat configuration', () => {
    const channels = [
      { accountId: account, platform: '', name: 'ops' },
      { platform: 'slack', name: 'ops' },
      { accountId: '', platform: 'chime', name: 'ops' },
    ];
    const empty = { managementAccountId: '', channels };
    expect(findingsIn(around([management], empty))).toEqual([
      'error invalid-organization managementAccountId: found an empty string; expected an account ID of 12 digits',
      'error invalid-value channels.0.platform: found an empty string; expected `slack`, `microsoft_teams` or `chime`',
      'error missing-key channels.1.accountId: missing; expected a string',
      'error invalid-organization channels.2.accountId: an empty string is not an account of the organization',
    ]);
  });

  it('reports a missing ID once', () => {
    const nameless = { name: '', policies: [] };
    expect(findingsIn(around([management, nameless, nameless]))).toEqual([
      expect.stringMatching(/^error missing-key root\.accounts\.1\.id: missing; expected a string/),
      expect.stringMatching(/^error missing-key root\.accounts\.2\.id: missing; expected a string/),
    ]);
  });

  it.each(['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY', 'TAG_POLICY'])(
    'says that the content of a %s is missing',
    (type) => {
      const nothing =
        'missing-key policies.p-policy0000.content: missing; expected a policy document as JSON';
      const without = { 'p-policy0000': { name: 'a', type } };
      expect(findingsIn(smallOrganizationFile([], { policies: without }))).toEqual([`error ${nothing}`]);
      const missing = [{ what: 'policy', id: 'p-policy0000', reason: 'AccessDenied' }];
      expect(findingsIn(smallOrganizationFile([], { policies: without, missing }))).toEqual([]);
    },
  );

  it('reports each value that is not an object once', () => {
    const none = (path: string) => `error wrong-type ${path}: found \`null\`; expected an object`;
    const nothing = { policies: { 'p-policy0000': null, 'p-policy0001': null }, missing: [null] };
    expect(findingsIn(around([management, null], { ...nothing, channels: [null] }))).toEqual([
      none('missing.0'),
      none('policies.p-policy0000'),
      none('policies.p-policy0001'),
      none('root.accounts.1'),
      none('channels.0'),
    ]);
  });

  it.each([null, 'none', { id: root, accounts: 'none' }])(
    'says nothing of accounts that a tree does not have because it cannot be read: %j',
    (tree) => {
      expect(findingsIn({ ...around([]), root: tree })).toEqual([
        expect.stringContaining('error wrong-type root'),
      ]);
    },
  );

  it('reports a management account and the account of a chat configuration that the tree lacks', () => {
    const bare = { id: root, policies: ['p-policy0000'] };
    expect(findingsIn({ ...around([]), root: bare })).toEqual([
      expect.stringContaining('unknown-policy'),
      expect.stringContaining('the management account `111111111111` is not among the accounts'),
      expect.stringContaining(`\`${account}\` is not an account of the organization`),
    ]);
  });

  it('reports a sixth level of OUs, and nothing about the accounts in it', () => {
    const inside = { id: account, name: 'deep', policies: [] };
    const nested = (level: number): JsonObject => ({
      id: level === 0 ? root : `ou-ab12-level00${level}`,
      accounts: level === 0 ? [management] : level >= 5 ? [{ ...inside, id: `22222222222${7 - level}` }] : [],
      organizationalUnits: level === 6 ? [] : [nested(level + 1)],
    });
    const sixth = `root${'.organizationalUnits.0'.repeat(5)}.organizationalUnits`;
    const channels = [account, '222222222221'].map((accountId) => ({
      accountId,
      platform: 'slack',
      name: 'ops',
    }));
    expect(findingsIn({ ...around([]), root: nested(0), channels })).toEqual([
      `error invalid-organization ${sixth}: organizational units nested 6 levels deep; AWS allows 5`,
    ]);
  });
});

describe('a type of policies', () => {
  const misspelt = (type: string) =>
    `\`${type}\` is not a policy type that this tool reads; it is ignored | did you mean`;

  it.each([
    ['chatbot_policy', 'CHATBOT_POLICY'],
    ['CHATBOT', 'CHATBOT_POLICY'],
    ['ChatbotPolicy', 'CHATBOT_POLICY'],
    ['CHATBOT_POLICIES', 'CHATBOT_POLICY'],
    ['CHATBT_POLICY', 'CHATBOT_POLICY'],
    ['CHATBOT_POLICY ', 'CHATBOT_POLICY'],
    ['service-control-policy', 'SERVICE_CONTROL_POLICY'],
    ['SERVICE_CONTROL', 'SERVICE_CONTROL_POLICY'],
    ['SERVICES_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'],
  ])('that is nearly one of ours is a warning: `%s`', (type, near) => {
    const of = (path: string) => `warning invalid-organization ${path}: ${misspelt(type)} \`${near}\`?`;
    const enabledPolicyTypes = ['TAG_POLICY', type];
    expect(findingsIn(smallOrganizationFile([{ name: 'a', type }], { enabledPolicyTypes }))).toEqual([
      of('policies.p-policy0000.type'),
      of('enabledPolicyTypes.1'),
    ]);
  });

  it.each([
    'CHATBOT_POLICY',
    'SERVICE_CONTROL_POLICY',
    'RESOURCE_CONTROL_POLICY',
    'TAG_POLICY',
    'BACKUP_POLICY',
    'AISERVICES_OPT_OUT_POLICY',
    'DECLARATIVE_POLICY_EC2',
    'SECURITYHUB_POLICY',
    'INSPECTOR_POLICY',
    'BEDROCK_POLICY',
    'S3_POLICY',
    'UPGRADE_ROLLOUT_POLICY',
    'NETWORK_SECURITY_DIRECTOR_POLICY',
  ])('that AWS has is none: `%s`', (type) => {
    const file = smallOrganizationFile([{ name: 'a', type }], { enabledPolicyTypes: [type] });
    expect(findingsIn(file)).toEqual([]);
  });
});

describe('targets without `policies`', () => {
  const bare = (types: readonly string[], changes: JsonObject = {}): JsonObject => ({
    ...smallOrganizationFile(),
    enabledPolicyTypes: types,
    root: {
      id: root,
      name: 'Root',
      accounts: [
        { id: '111111111111', name: 'management', policies: [] },
        { id: account, name: 'shop' },
      ],
      organizationalUnits: [],
    },
    ...changes,
  });

  it('are one warning with their number where service control policies are enabled', () => {
    expect(findingsIn(bare(['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY']))).toEqual([
      'warning invalid-organization root: no `policies` at 2 targets, the first of them `r-ab12`; AWS always has at least one service control policy on a target | list the attached policies, such as "policies": ["p-FullAWSAccess"]; without one, everything is denied there',
    ]);
  });

  it('are accepted where only chat policies are enabled, or where they could not be read', () => {
    const missing = [root, account].map((id) => ({ what: 'attachments', id, reason: 'AccessDenied' }));
    expect(findingsIn(bare(['CHATBOT_POLICY']))).toEqual([]);
    expect(findingsIn(bare(['SERVICE_CONTROL_POLICY'], { missing }))).toEqual([]);
  });
});

describe('a file that attaches no service control policy', () => {
  const outcome = (policies: readonly SmallPolicy[], changes: JsonObject = {}): string | undefined => {
    const { organization } = readOrganization(smallOrganizationFile(policies, changes));
    if (organization === undefined) throw new Error('the file cannot be read');
    const request = { accountId: '222222222222', action: 'rds:DeleteDBCluster', from: 'console' } as const;
    return decider(organization)(request)?.gates.find(({ gate }) => gate === 'service-control-policy')
      ?.outcome;
  };
  const type = 'SERVICE_CONTROL_POLICY';
  const content = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const full = { name: 'FullAWSAccess', type, awsManaged: true, content };

  it.each([
    ['has no policies at all', []],
    ['has only chat policies', [{ name: 'slack', on: [root] }]],
    ['has one that is attached nowhere', [full]],
  ])('leaves what they decide unknown where it %s', (_, policies) => {
    expect(outcome(policies)).toBe('unknown');
  });

  it('is complete where the type is not enabled', () => {
    expect(outcome([], { enabledPolicyTypes: ['CHATBOT_POLICY'] })).toBe('allowed');
  });

  it('denies at a target without one where others have one', () => {
    expect(outcome([{ ...full, on: [root] }])).toBe('denied');
  });
});
