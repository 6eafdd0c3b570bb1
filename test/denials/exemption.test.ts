import fc from 'fast-check';
import { exemptionFor } from '../../modules/denials/exemption';
import type { ChatSessions, GuardrailIntent, GuardrailRule } from '../../modules/policy/intent';
import type { ChatChannel } from '../../modules/policy/organization/organization';
import { compileGuardrail } from '../../modules/policy/scp/compile';
import { decider } from '../../modules/simulator/decide/decide';
import { runs, seed } from '../support/effort';
import { prod, root, sandbox, smallOrganization } from '../support/small-organization';

const platforms = ['slack', 'microsoft_teams', 'chime'] as const;
const accounts = ['222222222222', '333333333333'];
const names = ['ops', 'ops-2', 'dev'];

const channel: fc.Arbitrary<ChatChannel> = fc
  .record({
    platform: fc.constantFrom(...platforms),
    accountId: fc.constantFrom(...accounts),
    name: fc.constantFrom(...names),
  })
  .map((session) => ({ ...session, userRoleRequired: false, guardrailPolicyArns: [] }));
const channels = fc.uniqueArray(channel, {
  minLength: 1,
  maxLength: 8,
  selector: ({ platform, accountId, name }) => `${platform} ${accountId} ${name}`,
});
const sessions: fc.Arbitrary<ChatSessions> = fc.record({
  platforms: fc.subarray([...platforms]),
  configurations: fc.subarray([...names, 'ops*', '*-2']),
  accounts: fc.subarray(accounts),
});
const isNarrow = (part: ChatSessions): boolean => Object.values(part).some((values) => values.length > 0);
const rule: fc.Arbitrary<GuardrailRule> = fc
  .record({ from: sessions, exceptFrom: fc.option(sessions.filter(isNarrow), { nil: undefined }) })
  .map(({ from, exceptFrom }) => ({
    statements: [{ effect: 'deny', actions: ['rds:DeleteDBCluster'], resources: ['*'], conditions: {} }],
    from,
    ...(exceptFrom === undefined ? {} : { exceptFrom }),
    partition: 'aws',
  }));

function guardrail(written: GuardrailRule, except: readonly string[] = []): GuardrailIntent {
  return {
    name: 'no-drops',
    description: '',
    tags: {},
    targets: [],
    except,
    retention: { skipDestroy: false, preventDestroy: false },
    path: ['guardrails', 0],
    rule: written,
  };
}

/** What each channel may do under a guardrail, by the simulator. */
function decisions({ rule: written, except }: GuardrailIntent, all: readonly ChatChannel[]) {
  if ('content' in written) throw new Error('a rule is expected');
  const allowAll = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  };
  const organization = smallOrganization([
    { name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', content: allowAll, on: everywhere },
    {
      name: 'no-drops',
      type: 'SERVICE_CONTROL_POLICY',
      content: compileGuardrail(written, { except, sid: 'NoDrops' }),
      on: [root],
    },
  ]);
  const decide = decider(organization, { gates: ['service-control-policy'] });
  return all.map(
    ({ accountId, platform, name }) =>
      decide({
        accountId,
        from: { platform, configuration: name },
        action: 'rds:DeleteDBCluster',
        resource: 'arn:aws:rds:eu-west-1:222222222222:cluster:orders',
      })?.decision,
  );
}
const everywhere = [root, 'ou-ab12-workload1', prod, sandbox, ...accounts];

test(`an exemption allows the denied session and changes no other (seed ${seed})`, () => {
  let proposed = 0;
  fc.assert(
    fc.property(channels, rule, fc.subarray(accounts, { maxLength: 1 }), (all, written, except) => {
      const before = guardrail(written, except);
      const answers = decisions(before, all);
      const at = answers.indexOf('denied');
      const session = all[at];
      if (session === undefined) return;
      const exemption = exemptionFor(before, session, all);
      if (exemption === undefined) {
        expect(written.exceptFrom).toBeDefined();
        return;
      }
      proposed++;
      const exceptFrom = { platforms: [], configurations: [], accounts: [], ...exemption };
      const after = decisions(guardrail({ ...written, exceptFrom }, except), all);
      expect(after).toEqual(answers.map((answer, index) => (index === at ? 'allowed' : answer)));
    }),
    { numRuns: runs(20_000), seed },
  );
  expect(proposed).toBeGreaterThan(runs(20_000) / 10);
});

const ops = {
  accountId: '222222222222',
  platform: 'slack',
  name: 'ops',
  userRoleRequired: false,
  guardrailPolicyArns: [],
} as const;
const everyone: GuardrailRule = {
  statements: [{ effect: 'deny', actions: ['rds:*'], resources: ['*'], conditions: {} }],
  from: { platforms: [], configurations: [], accounts: [] },
  partition: 'aws',
};

test('an exemption names the account only where another account has a configuration of that name', () => {
  expect(exemptionFor(guardrail(everyone), ops, [ops])).toEqual({ configurations: ['ops'] });
  const twin = { ...ops, accountId: '333333333333' };
  expect(exemptionFor(guardrail(everyone), ops, [ops, twin])).toEqual({
    configurations: ['ops'],
    accounts: ['222222222222'],
  });
});

test('an exemption names the platform only where the account has a configuration of that name on another one', () => {
  const twin = { ...ops, platform: 'microsoft_teams' } as const;
  expect(exemptionFor(guardrail(everyone), ops, [ops, twin])).toEqual({
    platforms: ['slack'],
    configurations: ['ops'],
  });
});

test('an exemption keeps those that are exempt already, or there is none', () => {
  const other = { ...ops, name: 'dba' };
  const byName = { ...everyone, exceptFrom: { platforms: [], configurations: ['dba'], accounts: [] } };
  expect(exemptionFor(guardrail(byName), ops, [ops, other])).toEqual({ configurations: ['dba', 'ops'] });
  const elsewhere = { ...other, accountId: '333333333333' };
  const byAccount = {
    ...everyone,
    exceptFrom: { platforms: [], configurations: [], accounts: ['333333333333'] },
  };
  expect(exemptionFor(guardrail(byAccount), ops, [ops, other, elsewhere])).toBeUndefined();
});

test('a policy document of the user has no exemption', () => {
  const own = { ...guardrail(everyone), rule: { content: {}, file: 'own.json' } };
  expect(exemptionFor(own, ops, [ops])).toBeUndefined();
});
