import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import type { Organization } from '../../../modules/policy/organization/organization.js';
import { readOrganization } from '../../../modules/policy/organization/read-organization.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';
import { actionNames } from '../../../modules/report/action-names.js';
import { renderImpact } from '../../../modules/report/impact-text.js';
import { removePolicies } from '../../../modules/simulator/apply-plan.js';
import { impactOf } from '../../../modules/simulator/impact/impact-of.js';
import { policyId, root, smallOrganization } from '../../support/small-organization.js';

const catalogue = loadActionCatalogue();
const [development, research] = ['ou-ab12-develop01', 'ou-ab12-research1'] as const;

/** Two units with two accounts each, all alike but for the targets of one guardrail. */
function guardedAt(...targets: readonly string[]): Organization {
  const node = (id: string, more: JsonObject = {}): JsonObject => ({
    id,
    name: `called ${id}`,
    policies: ['p-FullAWSAccess', ...(targets.includes(id) ? ['p-guardrail1'] : [])],
    ...more,
  });
  const unit = (id: string, ...accounts: string[]): JsonObject =>
    node(id, { accounts: accounts.map((account) => node(account)), organizationalUnits: [] });
  const policy = (name: string, awsManaged: boolean, statement: JsonObject): JsonObject => ({
    name,
    type: 'SERVICE_CONTROL_POLICY',
    awsManaged,
    content: { Version: '2012-10-17', Statement: [{ ...statement, Resource: '*' }] },
  });
  const { organization, findings } = readOrganization({
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '999999999999',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
    root: node('r-ab12', {
      accounts: [node('999999999999')],
      organizationalUnits: [
        unit(development, '111111111111', '222222222222'),
        unit(research, '333333333333', '444444444444'),
      ],
    }),
    policies: {
      'p-FullAWSAccess': policy('FullAWSAccess', true, { Effect: 'Allow', Action: '*' }),
      'p-guardrail1': policy('no queues', false, { Effect: 'Deny', Action: 'sqs:SendMessage' }),
    },
  });
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
}

/** For each group of accounts, where the policy works that changes what they can do. */
function levels(before: Organization, after: Organization): readonly string[] {
  return impactOf(before, after, catalogue).groups.map(({ accounts, changes }) => {
    const causes = changes.flatMap((change) =>
      change.causes.map(({ policy, level, change: how = '' }) => `${how} ${policy} at ${level}`.trim()),
    );
    return `${accounts.join(', ')}: ${causes.join(', ')}`;
  });
}

/** The same line for a guardrail that is detached. */
function detached(line: string): string {
  return line.replace('no queues', 'detached no queues');
}

describe('what the impact names as the cause', () => {
  it('is the unit of the account, where a like unit gets or loses the same guardrail', () => {
    const expected = [
      `111111111111, 222222222222: no queues at ${development}`,
      `333333333333, 444444444444: no queues at ${research}`,
    ];
    expect(levels(guardedAt(), guardedAt(development, research))).toEqual(expected);
    expect(levels(guardedAt(development, research), guardedAt())).toEqual(expected.map(detached));
  });

  it('is the account itself, where its like neighbour gets or loses the same guardrail', () => {
    const expected = ['111111111111: no queues at 111111111111', '222222222222: no queues at 222222222222'];
    const guarded = guardedAt('111111111111', '222222222222');
    expect(levels(guardedAt(), guarded)).toEqual(expected);
    expect(levels(guarded, guardedAt())).toEqual(expected.map(detached));
  });

  it('is the one of two like units or accounts that changes, where the other one does not', () => {
    expect(levels(guardedAt(development), guardedAt(development, research))).toEqual([
      `333333333333, 444444444444: no queues at ${research}`,
    ]);
    expect(levels(guardedAt('111111111111'), guardedAt('111111111111', '222222222222'))).toEqual([
      '222222222222: no queues at 222222222222',
    ]);
  });

  it('is the removal of a policy that the organization no longer has, which the impact also lists', () => {
    const before = guardedAt(development);
    const after = removePolicies(before, new Set(['p-guardrail1']));
    expect(levels(before, after)).toEqual([
      `111111111111, 222222222222: removed no queues at ${development}`,
    ]);
    expect(impactOf(before, after, catalogue).removedPolicies).toEqual(['no queues']);
    expect(impactOf(before, before, catalogue).removedPolicies).toBeUndefined();
    const text = renderImpact(impactOf(before, after, catalogue), after, actionNames(catalogue), {
      colour: false,
      columns: 140,
    });
    expect(text).toContain('1 policy is removed: no queues.');
    expect(text).toContain('removal of no queues at');
  });

  it('is the removal of a chat policy for the settings that it made', () => {
    const content = { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T1'] } } } } };
    const before = smallOrganization([{ name: 'old-chat', content, on: [root] }]);
    const after = removePolicies(before, new Set([policyId(0)]));
    const [group] = impactOf(before, after, catalogue).groups;
    expect(group?.changes).toMatchObject([
      { effect: 'gain', causes: [{ policy: 'old-chat', level: root, change: 'removed' }] },
    ]);
  });
});
