import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonValue } from '../../modules/policy/text/json';
import {
  type EffectivePolicyAnswers,
  effectivePolicyServer,
  Refusal,
} from '../support/effective-policy-server';
import { runCli } from '../support/run-cli';
import { smallOrganizationFile } from '../support/small-organization';

const folder = mkdtempSync(join(tmpdir(), 'verify-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const slack = (workspaces: readonly string[]): JsonValue => ({
  chatbot: { platforms: { slack: { client: 'enabled', workspaces } } },
});
const assigned = {
  chatbot: {
    platforms: { slack: { client: { '@@assign': 'enabled' }, workspaces: { '@@assign': ['T1', 'T2'] } } },
  },
};

beforeAll(() => {
  const policy = (name: string, content: JsonValue, on: readonly string[]) => ({
    name,
    type: 'CHATBOT_POLICY',
    content,
    on,
  });
  const prod = { chatbot: { platforms: { slack: { workspaces: { '@@remove': ['T2'] } } } } };
  const organization = smallOrganizationFile([
    policy('company', assigned, ['r-ab12']),
    policy('prod', prod, ['ou-ab12-prod0001']),
  ]);
  writeFileSync(join(folder, 'organization.json'), JSON.stringify(organization));
});

/** What AWS has where it agrees with the prediction. */
const agreed = (accountId: string) => slack(accountId === '222222222222' ? ['T1'] : ['T2', 'T1']);

async function verify(answers: EffectivePolicyAnswers, ...words: readonly string[]) {
  const server = await effectivePolicyServer(answers);
  try {
    const environment = {
      AWS_ENDPOINT_URL_ORGANIZATIONS: server.endpoint,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_REGION: 'us-east-1',
    };
    const line = ['verify', '--organization', 'organization.json', '--format', 'json', ...words];
    const { status, stdout, stderr } = await runCli(line, { cwd: folder, environment });
    return { status, stderr, stdout, log: [...server.log].sort() };
  } finally {
    await server.close();
  }
}

test('where AWS agrees, one account of each group is asked, and nothing more', async () => {
  const { status, stdout, log } = await verify({ effective: agreed });
  expect(JSON.parse(stdout)).toEqual({
    state: 'current',
    accounts: { total: 3, asked: 2, agree: 2, differ: 0, unknown: 0 },
    differences: [],
    facts: {},
    invalid: [],
    channels: [],
    missing: [],
  });
  expect(status).toBe(0);
  expect(log).toEqual([
    'DescribeEffectivePolicy 111111111111',
    'DescribeEffectivePolicy 222222222222',
    'DescribeOrganization',
    'ListAccountsWithInvalidEffectivePolicy',
  ]);
});

test('a difference names the setting, the accounts and the policies behind the prediction', async () => {
  const { status, stdout } = await verify({
    effective: (id) => (id === '111111111111' ? slack(['T1', 'T9']) : agreed(id)),
  });
  expect(JSON.parse(stdout)).toMatchObject({
    accounts: { agree: 1, differ: 1 },
    differences: [
      {
        accounts: ['111111111111'],
        standsFor: ['333333333333'],
        path: ['chatbot', 'platforms', 'slack', 'workspaces'],
        predicted: ['T1', 'T2'],
        found: ['T1', 'T9'],
        causes: [{ policy: 'p-policy0000', level: 'r-ab12' }],
        contradicts: ['attached-policies-apply'],
      },
    ],
    facts: { 'attached-policies-apply': { fact: expect.any(String), evidence: expect.any(String) } },
  });
  expect(status).toBe(1);
});

test('an account without an effective policy differs from a prediction that has one', async () => {
  const { status, stdout } = await verify({ effective: () => undefined }, '--accounts', 'shop');
  expect(JSON.parse(stdout)).toMatchObject({
    accounts: { total: 3, asked: 1, differ: 1 },
    differences: [
      { path: ['chatbot', 'platforms', 'slack', 'client'], predicted: 'enabled', found: null },
      { path: ['chatbot', 'platforms', 'slack', 'workspaces'], predicted: ['T1'], found: null },
    ],
  });
  expect(status).toBe(1);
});

test('keys in another case and lists in another order do not differ', async () => {
  const upper = { chatbot: { Platforms: { SLACK: { Client: 'enabled', workspaces: ['T2', 'T1', 'T1'] } } } };
  const { status } = await verify({ effective: (id) => (id === '222222222222' ? agreed(id) : upper) });
  expect(status).toBe(0);
});

test.each([
  ['every account', ['--every', 'account'], ['111111111111', '222222222222', '333333333333']],
  [
    'given accounts',
    ['--accounts', '333333333333,shop', '--accounts', 'shop'],
    ['222222222222', '333333333333'],
  ],
])('%s is one request each, beside two about the organization', async (_name, words, accounts) => {
  const { log } = await verify({ effective: agreed }, ...words);
  expect(log).toEqual([
    ...accounts.map((id) => `DescribeEffectivePolicy ${id}`),
    'DescribeOrganization',
    'ListAccountsWithInvalidEffectivePolicy',
  ]);
});

test('a run that was interrupted resumes: the second asks only about the rest', async () => {
  const words = ['--every', 'account', '--journal', 'journal'];
  const refusing = new Refusal('ExpiredTokenException');
  const before = (request: string) =>
    request.endsWith('222222222222') ? new Promise<void>((done) => setTimeout(done, 500)) : undefined;
  const first = await verify(
    { before, effective: (id) => (id === '222222222222' ? refusing : agreed(id)) },
    ...words,
  );
  expect(first.status).toBe(2);
  expect(first.stderr).toContain('the same command resumes where it stopped');
  const second = await verify({ effective: agreed }, ...words);
  expect(second.stderr).toContain('resuming with 2 answers');
  expect(JSON.parse(second.stdout)).toMatchObject({ accounts: { asked: 3, agree: 3, unknown: 0 } });
  expect(second.log.filter((entry) => entry.startsWith('DescribeEffectivePolicy'))).toEqual([
    'DescribeEffectivePolicy 222222222222',
  ]);
  expect(existsSync(join(folder, 'journal'))).toBe(false);
});

test('an answer that differs is asked for again by the next run', async () => {
  const words = ['--every', 'account', '--journal', 'journal-2', '--deadline', '2s'];
  const never = new Promise<void>(() => undefined);
  const before = (request: string) => (request.endsWith('222222222222') ? never : undefined);
  const first = await verify(
    { before, effective: (id) => (id === '333333333333' ? slack(['T9']) : agreed(id)) },
    ...words,
  );
  expect(JSON.parse(first.stdout)).toMatchObject({ accounts: { agree: 1, differ: 1, unknown: 1 } });
  const second = await verify({ effective: agreed }, ...words);
  expect(second.log.filter((entry) => entry.startsWith('DescribeEffectivePolicy'))).toEqual([
    'DescribeEffectivePolicy 222222222222',
    'DescribeEffectivePolicy 333333333333',
  ]);
  expect(second.status).toBe(0);
});

test('AWS that answers slowly is waited for', async () => {
  const before = () => new Promise<void>((done) => setTimeout(done, 700));
  const { status, log } = await verify({ before, effective: agreed });
  expect(status).toBe(0);
  expect(log).toHaveLength(4);
});

test('an account that became valid while the errors were read is listed without errors', async () => {
  const { stdout } = await verify({
    effective: agreed,
    invalid: { '222222222222': [] },
    refused: { ListEffectivePolicyValidationErrors: new Refusal('EffectivePolicyNotFoundException') },
  });
  expect(JSON.parse(stdout)).toMatchObject({
    invalid: [{ accountId: '222222222222', errors: [] }],
    missing: [{ what: 'validation-errors', id: '222222222222' }],
  });
});

test('where AWS reports that chat policies are not enabled, no account agrees', async () => {
  const message = 'The specified policy type is not enabled. Enable that policy type and then retry.';
  const refusal = new Refusal('EffectivePolicyNotFoundException', 400, message);
  const { status, stdout, stderr } = await verify({ effective: () => refusal });
  expect(JSON.parse(stdout)).toMatchObject({ accounts: { agree: 0, unknown: 2 } });
  expect(stderr).toContain('enable chat policies on the root');
  expect(status).toBe(2);
});

test('invalid effective policies are listed with the errors of AWS, page by page', async () => {
  const error = {
    ErrorCode: 'ELEMENTS_TOO_MANY',
    ErrorMessage: 'too many',
    PathToError: 'chatbot/platforms',
    ContributingPolicies: ['p-policy0000'],
  };
  const { status, stdout, log } = await verify({
    effective: agreed,
    invalid: { '222222222222': [error], '333333333333': [] },
  });
  expect(JSON.parse(stdout).invalid).toEqual([
    {
      accountId: '222222222222',
      errors: [{ code: 'ELEMENTS_TOO_MANY', path: 'chatbot/platforms', policies: ['p-policy0000'] }],
    },
    { accountId: '333333333333', errors: [] },
  ]);
  expect(log).toContain('ListAccountsWithInvalidEffectivePolicy 1');
  expect(status).toBe(1);
});

test('an account that AWS does not answer for is unknown, with the reason, and exit is 2', async () => {
  const refusal = new Refusal('AccessDeniedException');
  const { status, stdout } = await verify({
    effective: (id) => (id === '222222222222' ? refusal : agreed(id)),
  });
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ accounts: { agree: 1, differ: 0, unknown: 1 }, differences: [] });
  expect(answer.missing).toEqual([
    {
      what: 'effective-policy',
      id: '222222222222',
      reason: expect.stringContaining('DescribeEffectivePolicy: AccessDenied'),
    },
  ]);
  expect(status).toBe(2);
});

test('a permission that is missing for invalid policies is listed, and the rest is verified', async () => {
  const refused = { ListAccountsWithInvalidEffectivePolicy: new Refusal('AccessDeniedException') };
  const { status, stdout } = await verify({ effective: agreed, refused });
  expect(JSON.parse(stdout)).toMatchObject({
    accounts: { agree: 2 },
    missing: [{ what: 'invalid-policies' }],
  });
  expect(status).toBe(0);
});

test('a throttled request is sent again', async () => {
  const busy = new Refusal('TooManyRequestsException');
  const { status, log } = await verify(
    { effective: (id, nth) => (nth < 3 ? busy : agreed(id)) },
    '--accounts',
    '222222222222',
  );
  expect(status).toBe(0);
  expect(log.filter((entry) => entry.startsWith('DescribeEffectivePolicy'))).toHaveLength(3);
});

test('a change that has not arrived yet is waited for', async () => {
  const late = { effective: (id: string, nth: number) => (nth < 2 ? slack([]) : agreed(id)) };
  expect((await verify(late, '--accounts', '222222222222', '--wait', '30s')).status).toBe(0);
  expect((await verify(late, '--accounts', '222222222222')).status).toBe(1);
});

test('credentials of another organization are refused', async () => {
  const { status, stdout, stderr } = await verify({ organizationId: 'o-otherorg01', effective: agreed });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('o-otherorg01');
});

test('text and Markdown begin with the verdict, and list the facts that are contradicted', async () => {
  const text = await verify({ effective: () => slack(['T9']) }, '--format', 'text');
  expect(text.stdout).toContain(
    'Effective policies in AWS differ from the prediction. Asked about 2 of 3 accounts: 0 agree, 2 differ, 0 unknown.',
  );
  expect(text.stdout).toContain('predicted  ["T1"], from company at r-ab12');
  expect(text.stdout).toContain('contradicts attached-policies-apply: a policy applies to every account');
  const markdown = await verify({ effective: agreed }, '--format', 'markdown');
  expect(markdown.stdout).toBe(
    '### Chat guardrails: verification\n\n**Effective policies in AWS match the prediction. Asked about 2 of 3 accounts: 2 agree, 0 differ, 0 unknown.**\n',
  );
  const differing = await verify({ effective: () => slack(['T9']) }, '--format', 'markdown');
  expect(differing.stdout).toContain('  - contradicts attached-policies-apply:');
});

test('the least permissions are printed without AWS', async () => {
  const { stdout } = await runCli(['verify', '--print-iam-policy'], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({
    Statement: [{ Action: expect.arrayContaining(['organizations:DescribeEffectivePolicy']) }],
  });
});
