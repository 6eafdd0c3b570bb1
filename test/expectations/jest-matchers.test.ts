import '../../modules/expectations/jest/index.js';
import { guardedPolicies } from '../support/guarded-small-organization.js';
import { smallOrganization } from '../support/small-organization.js';

const organization = smallOrganization(guardedPolicies);
const fromSlack = { platform: 'slack', workspace: 'T1' } as const;

test('a request that is denied is denied', () => {
  expect(organization).toDeny({ accountId: '222222222222', from: fromSlack, action: 'rds:DeleteDBCluster' });
});

test('a request that is allowed is allowed', () => {
  expect(organization).toAllow({ accountId: '333333333333', from: fromSlack, action: 'rds:DeleteDBCluster' });
  expect(organization).toAllow({ accountId: '222222222222', from: 'console', action: 'rds:DeleteDBCluster' });
});

test('a failed expectation prints the decision and its reasons', () => {
  expect(() =>
    expect(organization).toAllow({
      accountId: '222222222222',
      from: fromSlack,
      action: 'rds:DeleteDBCluster',
    }),
  ).toThrow(/expected rds:DeleteDBCluster to be allowed; it is denied\n.*NoDatabaseDrops/);
});

test('an unknown decision is neither allowed nor denied, and names the missing member of the request', () => {
  const request = {
    accountId: '333333333333',
    from: { platform: 'slack' },
    action: 'ec2:StopInstances',
  } as const;
  expect(() => expect(organization).toAllow(request)).toThrow(/it is unknown\n.*`workspace`/);
  expect(() => expect(organization).toDeny(request)).toThrow('it is unknown');
});

test('a request that contradicts itself is a mistake of the test', () => {
  const from = { platform: 'slack', tenant: 'x' } as const;
  expect(() => expect(organization).toDeny({ accountId: '222222222222', from, action: 'rds:*' })).toThrow(
    TypeError,
  );
  expect(() =>
    expect(organization).toDeny({ accountId: '999999999999', from: 'console', action: 'a:B' }),
  ).toThrow('no account 999999999999');
});
