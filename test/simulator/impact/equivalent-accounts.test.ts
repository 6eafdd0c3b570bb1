import type { Organization } from '../../../modules/policy/organization/organization.js';
import { readOrganization } from '../../../modules/policy/organization/read-organization.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import {
  equivalentAccounts,
  mayMatchSomeAccounts,
} from '../../../modules/simulator/impact/equivalent-accounts.js';

const fullAccess = 'p-FullAWSAccess';

/** Five accounts in one unit; one of them is the management account. */
function organizationWith(statement: JsonObject, own: Readonly<Record<string, string>> = {}): Organization {
  const policy = (name: string, content: JsonValue, awsManaged = false): JsonObject => ({
    name,
    type: 'SERVICE_CONTROL_POLICY',
    awsManaged,
    content: { Version: '2012-10-17', Statement: [content] },
  });
  const accounts = [1, 2, 3, 4, 5].map((number) => {
    const id = String(number).padStart(12, '0');
    return {
      id,
      name: `account ${number}`,
      policies: [fullAccess, ...(own[id] === undefined ? [] : [own[id]])],
    };
  });
  const { organization, findings } = readOrganization({
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '000000000001',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
    root: {
      id: 'r-ab12',
      name: 'Root',
      policies: [fullAccess, 'p-guardrail1'],
      accounts,
      organizationalUnits: [],
    },
    policies: {
      [fullAccess]: policy('FullAWSAccess', { Effect: 'Allow', Action: '*', Resource: '*' }, true),
      'p-guardrail1': policy('guardrail', statement),
      'p-guardrail2': policy('of one account', { Effect: 'Deny', Action: 'sqs:*', Resource: '*' }),
    },
  });
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
}

/** Account numbers that share a situation, joined. */
function sharedIn(before: Organization, after = before): readonly string[] {
  const groups = new Map<unknown, string>();
  for (const [id, situation] of equivalentAccounts(before, after)) {
    groups.set(situation, `${groups.get(situation) ?? ''}${Number(id)}`);
  }
  return [...groups.values()];
}

const denial = { Effect: 'Deny', Action: 'rds:*', Resource: '*' };

describe('accounts that all policies treat alike', () => {
  it('are those of one unit, but for the management account', () => {
    expect(sharedIn(organizationWith(denial))).toEqual(['1', '2345']);
  });

  it('are not those to which a policy of their own is attached', () => {
    expect(sharedIn(organizationWith(denial, { '000000000003': 'p-guardrail2' }))).toEqual(['1', '245', '3']);
  });

  it('are not those to which a policy of their own is attached in one picture only', () => {
    const own = { '000000000003': 'p-guardrail2', '000000000004': 'p-guardrail2' };
    const [without, withOwn] = [organizationWith(denial), organizationWith(denial, own)];
    expect(sharedIn(without, withOwn)).toEqual(['1', '25', '3', '4']);
    expect(sharedIn(withOwn, without)).toEqual(['1', '25', '3', '4']);
  });

  it('are not those that a policy names', () => {
    const Condition = { StringEquals: { 'aws:PrincipalAccount': '000000000004' } };
    expect(sharedIn(organizationWith({ ...denial, Condition }))).toEqual(['1', '235', '4']);
  });

  it('are none where a policy has a pattern for account ids', () => {
    const Condition = { StringLike: { 'aws:PrincipalAccount': '00000000000?' } };
    expect(sharedIn(organizationWith({ ...denial, Condition }))).toEqual(['1', '2', '3', '4', '5']);
  });

  it.each([
    ['"1234*"', true],
    ['"arn:aws:iam::12??:role/x"', true],
    ['"*5"', true],
    ['"m5.*"', false],
    ['"arn:aws:s3:::logs-2024*"', false],
    ['"arn:aws:chatbot::123456789012:*"', false],
  ])('%s may match some account ids and not others: %s', (document, expected) => {
    expect(mayMatchSomeAccounts(document)).toBe(expected);
  });
});
