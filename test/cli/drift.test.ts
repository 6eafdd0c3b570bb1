import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { root, type SmallPolicy, sandbox, smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const slackOnly: SmallPolicy = {
  name: 'slack-only',
  content: { chatbot: { platforms: { slack: { client: { '@@assign': 'enabled' } } } } },
  on: [root],
};

function drift(policies: readonly SmallPolicy[], ...words: readonly string[]) {
  const configuration = 'chatPolicies:\n  - { name: slack-only, targets: root, slack: enabled }\n';
  writeFileSync(join(folder(), 'chat-guardrails.yaml'), configuration);
  writeFileSync(join(folder(), 'org.json'), JSON.stringify(smallOrganizationFile(policies)));
  const options = ['--organization', 'org.json', ...words];
  const run = commandLine(folder(), 'drift', ...options);
  return {
    ...run,
    kinds: [...run.stdout.matchAll(/"kind": "([a-z-]+-(?:missing|changed|unmanaged|disabled))"/g)].map(
      ([, kind]) => kind,
    ),
  };
}

test('no drift is exit 0, and an empty list', () => {
  const { status, stdout } = drift([slackOnly], '--format', 'json', '--exit-code');
  expect(JSON.parse(stdout)).toMatchObject({ differences: [], unknown: [] });
  expect(status).toBe(0);
});

test('a drift is exit 0, and exit 1 with `--exit-code`', () => {
  expect(drift([])).toMatchObject({ status: 0, stdout: expect.stringContaining('1 difference') });
  expect(drift([], '--exit-code').status).toBe(1);
});

test('a policy created by hand is reported even if the plan is invalid because of it', () => {
  const byHand = { ...slackOnly, name: 'by-hand' };
  const { status, kinds, stdout } = drift([slackOnly, byHand], '--format', 'json');
  expect(kinds).toEqual(['policy-unmanaged']);
  expect(JSON.parse(stdout).problems).toMatchObject([
    { kind: 'name-taken', severity: 'warning' },
    { kind: 'peers-assign-same-value' },
    { kind: 'enabled-without-list' },
  ]);
  expect(status).toBe(1);
});

test('service control policies that do not concern chat are reported with --all-policies, apart from ignored ones', () => {
  const towers = { name: 'aws-guardrails-abc', type: 'SERVICE_CONTROL_POLICY', on: [sandbox], content: {} };
  const all = ['--exit-code', '--format', 'json', '--all-policies'];
  expect(drift([slackOnly, towers], '--exit-code')).toMatchObject({ status: 0, kinds: [] });
  expect(drift([slackOnly, towers], ...all)).toMatchObject({ status: 1, kinds: ['policy-unmanaged'] });
  const { status, kinds } = drift([slackOnly, towers], ...all, '--ignore', 'aws-guardrails-*');
  expect([status, kinds]).toEqual([0, []]);
});

test('without an organization there is nothing to compare with: exit 2', () => {
  const { status, stderr } = drift([], '--organization', 'nowhere.json');
  expect(stderr).toContain('cannot read `nowhere.json`: there is no such file');
  expect(status).toBe(2);
});
