import type { JsonObject } from '../../../modules/policy/text/json.js';
import { effectiveChatPolicy } from '../../../modules/simulator/effective/effective-policy.js';
import { settingChanges } from '../../../modules/simulator/impact/setting-changes.js';
import { prod, root, smallOrganization, workloads } from '../../support/small-organization.js';
import { type WorkspacesPolicy, workspacesPolicies } from '../../support/workspaces-policies.js';

const base: WorkspacesPolicy = ['base', root, { '@@assign': ['T1', 'T2'] }];
const more: WorkspacesPolicy = ['more', prod, { '@@append': ['T3'] }];

/** Who causes the change of a list between two sets of policies. */
function causes(before: readonly WorkspacesPolicy[], after: readonly WorkspacesPolicy[]): readonly string[] {
  const policyOf = (policies: readonly WorkspacesPolicy[]) => {
    const organization = smallOrganization(workspacesPolicies(policies));
    const policy = effectiveChatPolicy(organization, '222222222222');
    if (policy === undefined) throw new Error('the account is not there');
    return { organization, policy };
  };
  const [old, now] = [policyOf(before), policyOf(after)];
  const nameOf = (id: string): string => now.organization.policies.get(id)?.name ?? id;
  const changes = settingChanges(old.policy, now.policy);
  return changes.flatMap((change) => change.causes.map(({ policy }) => nameOf(policy)));
}

describe('the cause of a change', () => {
  it('is who removes some of a list, not who brought it', () => {
    expect(causes([base], [base, ['less', workloads, { '@@remove': ['T1'] }]])).toEqual(['less']);
  });

  it('is who empties a list, though something is in it again further down', () => {
    const less: WorkspacesPolicy = ['less', workloads, { '@@remove': ['T1', 'T2'] }];
    expect(causes([base, more], [base, more, less])).toEqual(['less']);
  });

  it('is every policy that adds or removes', () => {
    const less: WorkspacesPolicy = ['less', workloads, { '@@remove': ['T2', 'T9'] }];
    expect(causes([base], [base, less, more])).toEqual(['more', 'less']);
  });

  it('a policy that removes what was not set before is not a cause', () => {
    const less: WorkspacesPolicy = ['less', workloads, { '@@remove': ['T8', 'T9'] }];
    const other: WorkspacesPolicy = ['base', root, { '@@assign': ['T1', 'T2', 'T7', 'T8'] }];
    expect(causes([base, less], [other, less])).toEqual(['base']);
  });

  it('is who no longer brings something', () => {
    expect(causes([base, more], [base, ['more', prod, { '@@append': [] }]])).toEqual(['more']);
  });
});

describe('the first list of a tenant', () => {
  const tenant = '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b';
  const changes = (before: JsonObject, after: JsonObject) => {
    const [old, now] = [before, after].map((tenants) => {
      const content = { chatbot: { platforms: { microsoft_teams: { tenants } } } };
      return effectiveChatPolicy(smallOrganization([{ name: 'teams', content, on: [root] }]), '222222222222');
    });
    if (old === undefined || now === undefined) throw new Error('the account is missing');
    return settingChanges(old, now).map(({ path, before, after, effect }) => [
      path.at(-1),
      before,
      after,
      effect,
    ]);
  };
  const teams = { '@@assign': ['*'] };

  it('denies all other tenants', () => {
    expect(changes({}, { [tenant]: teams })).toEqual([
      ['tenants', null, [tenant], 'loss'],
      [tenant, null, ['*'], 'none'],
    ]);
  });

  it('allows all other tenants again when it is removed', () => {
    expect(changes({ [tenant]: teams }, {})).toEqual([
      ['tenants', [tenant], null, 'gain'],
      [tenant, ['*'], null, 'none'],
    ]);
  });

  it('denies no other tenant if all tenants are listed too', () => {
    expect(changes({}, { '*': teams, [tenant]: teams })).toEqual([
      ['*', null, ['*'], 'none'],
      [tenant, null, ['*'], 'none'],
    ]);
  });
});
