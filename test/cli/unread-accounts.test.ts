import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unreadAccounts } from '../../modules/policy/organization/missing-parts.js';
import { commandLine } from '../support/command-line.js';
import { prod, smallOrganization, smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const missing = [{ what: 'accounts', id: prod, reason: 'AccessDenied' }];
const unread = `accounts could not be read below \`${prod}\` (AccessDenied)`;

beforeEach(() => {
  const organization = smallOrganizationFile([], { missing });
  writeFileSync(join(folder(), 'organization.json'), JSON.stringify(organization));
  const guardrail = '{ name: a, targets: root, deny: rds:DeleteDBCluster }';
  writeFileSync(join(folder(), 'chat-guardrails.yaml'), `guardrails:\n  - ${guardrail}\n`);
});

test.each([
  ['effective', '--all'],
  ['impact'],
  ['impact', '--format', 'json'],
  ['report', '-o', 'review.html'],
])('%s %s says that it answers without the accounts that could not be read', (...words) => {
  const { status, stderr } = commandLine(folder(), ...words, '--organization', 'organization.json');
  expect(status).toBe(0);
  expect(stderr).toContain(`warning: ${unread}; this answer is without them\n`);
});

test.each([['effective'], ['decide', '--platform', 'slack', '--action', 'rds:DeleteDBCluster']])(
  '%s says of an account that is not there that it may be one of those',
  (...words) => {
    const asked = ['--organization', 'organization.json', '--account', '444444444444'];
    const { status, stderr } = commandLine(folder(), ...words, ...asked);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `chat-guardrails: no account \`444444444444\` in the organization\n  help: ${unread}; the organization has 3 accounts; collect it again if the account is new\n`,
    );
  },
);

test('accounts could not be read below a unit whose list is missing, and where a place is', () => {
  const parts = (...what: readonly string[]) =>
    what.map((word, index) => ({ what: word, id: `ou-${index}`, reason: 'no\u001b[2J' }));
  const said = (...what: readonly string[]) =>
    unreadAccounts(smallOrganization([], { missing: parts(...what) }));
  expect(said('tags', 'policy', 'attachments', 'policies', 'channels', 'constructor')).toBeUndefined();
  expect(said('organizationalUnits', 'place')).toBe(
    'accounts could not be read below `ou-0` (no\\u{1b}[2J), at `ou-1` (no\\u{1b}[2J)',
  );
  expect(said(...Array.from({ length: 12 }, () => 'accounts'))).toMatch(/`ou-9` \(.*\) and 2 more$/);
});
