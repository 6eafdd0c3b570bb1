import { runHere } from '../support/in-process.js';
import { fullAccess, smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const tenant = '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b';
const team = '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
const folder = temporaryFolder();
const files = {
  'organization.json': smallOrganizationFile([fullAccess]),
  'chat-guardrails.yaml': `organization: organization.json
aliases: { company: T0COMPANY1, partner: T0PARTNERS, Acme Corp: ${tenant}, sre: ${team} }
chatPolicies:
  - name: chat
    targets: root
    slack: { client: enabled, workspaces: company }
    microsoftTeams: { client: enabled, tenants: { Acme Corp: [sre] } }
`,
};
const asked = { account: '222222222222', action: 'rds:DeleteDBCluster' };
const asOptions = (question: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(question).flatMap(([key, value]) => [`--${key}`, value]);
const inSlack = { platform: 'slack', 'channel-type': 'private', role: 'user_role' };
const inTeams = { platform: 'microsoft_teams', role: 'user_role' };

/** What the three ways of asking answer: options, a line of a batch, an expectation. */
async function answers(place: Readonly<Record<string, string>>, expected = 'may') {
  const run = (around: object, ...words: readonly string[]) =>
    runHere({ folder: folder(), files: { ...files, ...around } }, ...words);
  const alone = await run({}, 'decide', '--format', 'json', ...asOptions({ ...asked, ...place }));
  const batch = await run(
    { 'batch.jsonl': JSON.stringify({ ...asked, ...place }) },
    ...['decide', '--batch', 'batch.jsonl'],
  );
  const from = Object.fromEntries(
    Object.entries(place).map(([key, value]) => [key.replace('-t', 'T'), value]),
  );
  const one = { name: 'a', accounts: asked.account, from, [expected]: asked.action };
  const tested = await run({ 'expectations.yaml': { expectations: [one] } }, 'test', 'expectations.yaml');
  return { alone, batch, tested };
}

test.each([
  ['a workspace', { ...inSlack, workspace: 'company' }, 'allowed'],
  ['another workspace', { ...inSlack, workspace: 'partner' }, 'denied'],
  ['a tenant and a team', { ...inTeams, tenant: 'Acme Corp', team: 'sre' }, 'allowed'],
  ['an alias and an ID', { ...inTeams, tenant, team: 'sre' }, 'allowed'],
])('%s by its alias has the answer of its ID, however it is asked', async (_, place, decision) => {
  const { alone, batch, tested } = await answers(place, decision === 'allowed' ? 'may' : 'mayNot');
  expect([alone.stderr, JSON.parse(alone.stdout).decision]).toEqual(['', decision]);
  expect(JSON.parse(batch.stdout).decision).toBe(decision);
  expect([tested.status, tested.stderr]).toEqual([0, '']);
});

test.each([
  [
    'an unknown alias',
    { ...inSlack, workspace: 'compny' },
    '`compny` is neither an ID nor an alias',
    'did you mean `company`?',
  ],
  [
    'an alias of another kind',
    { ...inTeams, tenant: 'company' },
    '`company` is the alias of `T0COMPANY1`, which is not valid here',
    'use the alias of a workspace for Slack',
  ],
  [
    'a team that looks like nothing',
    { ...inTeams, tenant, team: 'zzzzzzzzzz' },
    '`zzzzzzzzzz` is neither an ID nor an alias',
    'define it in `aliases`, or write the ID',
  ],
])('%s is an error with what to do, however it is asked', async (_, place, message, help) => {
  const { alone, batch, tested } = await answers(place);
  expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining(`${message}; ${help}`)]);
  expect([batch.status, JSON.parse(batch.stdout).error]).toEqual([
    2,
    expect.stringContaining(`${message}; ${help}`),
  ]);
  expect([tested.status, tested.stderr]).toEqual([1, expect.stringContaining('error unknown-alias')]);
  expect(tested.stderr).toMatch(/expectations\.yaml:1:\d+ /);
  expect(tested.stderr).toContain(help);
});
