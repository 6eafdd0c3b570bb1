import { checkChannels } from '../../modules/analysis/check-channels.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { smallOrganization } from '../support/small-organization.js';

const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const copyIn = (account: string): string => `arn:aws:iam::${account}:policy/chat`;
const ops = { accountId: '222222222222', platform: 'slack', name: 'ops', workspaceId: 'T1' };

function check(...channels: readonly JsonObject[]) {
  return checkChannels(smallOrganization([], { channels: channels.map((one) => ({ ...ops, ...one })) })).map(
    ({ kind, severity, path, facts }) => ({ kind, severity, path, facts }),
  );
}
const facts = { account: '222222222222', configuration: 'ops' };
const at = { severity: 'warning', path: ['channels', 0] };

test('a disabled chat configuration is reported with the reason of AWS', () => {
  const kind = 'disabled-chat-configuration';
  expect(check({ state: 'DISABLED' })).toEqual([{ kind, ...at, facts }]);
  const found = 'Channel was archived';
  expect(check({ state: 'DISABLED', stateReason: found })).toEqual([
    { kind, ...at, facts: { ...facts, found } },
  ]);
  expect(check({ state: 'ENABLED' }, { name: 'b' })).toEqual([]);
});

test('AdministratorAccess as a guardrail policy is reported, a policy of the account that is called so is not', () => {
  expect(check({ guardrailPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', admin] })).toEqual([
    { kind: 'default-guardrail-policy', ...at, facts: { ...facts, found: admin } },
  ]);
  expect(check({ guardrailPolicyArns: ['arn:aws:iam::222222222222:policy/AdministratorAccess'] })).toEqual(
    [],
  );
});

test('required user roles without a member are reported only where the members are known', () => {
  const kind = 'user-roles-without-users';
  expect(check({ userRoleRequired: true, users: [] })).toEqual([{ kind, ...at, facts }]);
  expect(check({ userRoleRequired: true })).toEqual([]);
  expect(check({ userRoleRequired: false, users: [] })).toEqual([]);
  expect(check({ userRoleRequired: true, users: [{ userId: 'U1' }] })).toEqual([]);
});

test('the preferences of an account require user roles in all its channels', () => {
  const organization = smallOrganization([], { channels: [{ ...ops, users: [] }] });
  expect(checkChannels(organization)).toEqual([]);
  const file = JSON.stringify({ ...ops, accountId: '111111111111', users: [] });
  const root = {
    ...{ id: 'r-ab12', policies: [], organizationalUnits: [] },
    accounts: [{ id: '111111111111', userRoleRequired: true }],
  };
  const required = smallOrganization([], { root, channels: [JSON.parse(file)] });
  expect(checkChannels(required).map(({ kind }) => kind)).toEqual(['user-roles-without-users']);
});

test('one channel with different guardrail policies in two accounts is reported at the second', () => {
  const shared = { channelId: 'C1', guardrailPolicyArns: [copyIn('222222222222')] };
  const other = { ...shared, accountId: '333333333333' };
  expect(check(shared, { ...other, guardrailPolicyArns: [copyIn('333333333333')] })).toEqual([]);
  expect(check(shared, { ...other, guardrailPolicyArns: [] })).toEqual([
    {
      ...{ kind: 'different-guardrail-policies', severity: 'warning', path: ['channels', 1] },
      facts: {
        ...{ channel: 'C1', account: '333333333333', configuration: 'ops' },
        ...{ otherAccount: '222222222222', otherConfiguration: 'ops' },
      },
    },
  ]);
  expect(check(shared, { ...other, channelId: 'C2', guardrailPolicyArns: [] })).toEqual([]);
  expect(check(shared, { ...other, workspaceId: 'T2', guardrailPolicyArns: [] })).toEqual([]);
});

test('messages name the chat configuration, its account and what to do', () => {
  const words = checkChannels(
    smallOrganization([], {
      channels: [
        { ...ops, state: 'DISABLED', stateReason: 'Channel was archived' },
        { ...ops, name: 'b', guardrailPolicyArns: [admin], userRoleRequired: true, users: [] },
      ],
    }),
  ).map(({ message }) => message);
  expect(words).toEqual([
    'the chat configuration `ops` in `222222222222` is disabled: `Channel was archived`',
    `the guardrail policy of \`b\` in \`222222222222\` is \`${admin}\`, which limits nothing`,
    '`b` in `222222222222` requires user roles, and no member has chosen one; no commands can run',
  ]);
});
