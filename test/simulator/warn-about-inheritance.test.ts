import type { JsonObject } from '../../modules/policy/json.js';
import type { Organization } from '../../modules/policy/organization.js';
import { warnAboutInheritance } from '../../modules/simulator/warn-about-inheritance.js';
import { policyId, prod, root, smallOrganization, workloads } from '../support/small-organization.js';
import { type WorkspacesPolicy, workspacesPolicies } from '../support/workspaces-policies.js';

const control = '@@operators_allowed_for_child_policies';

function messages(...policies: readonly WorkspacesPolicy[]): readonly string[] {
  return of(smallOrganization(workspacesPolicies(policies)));
}

/** What is said of the whole organization; of the account `shop` alone it is the same. */
function of(organization: Organization): readonly string[] {
  const all = warnAboutInheritance(organization);
  expect(warnAboutInheritance(organization, '222222222222')).toEqual(all);
  return all.map(({ message }) => message);
}

describe('peers that assign one setting', () => {
  const one: WorkspacesPolicy = ['one', prod, { '@@assign': ['T1'] }];
  const said =
    '`two` and `one` both assign `chatbot.platforms.slack.workspaces` at `Prod` (ou-ab12-prod0001): the one attached first wins';

  it('are named, though another one removes what the first assigned', () => {
    expect(
      messages(one, ['two', prod, { '@@assign': ['T2'], '@@append': ['T3'], '@@remove': ['T1'] }]),
    ).toEqual([said]);
  });

  it('are named, though what is left comes from a third', () => {
    expect(
      messages(
        one,
        ['two', prod, { '@@assign': ['T2'] }],
        ['three', prod, { '@@append': ['T3'], '@@remove': ['T1'] }],
      ),
    ).toEqual([said]);
  });
});

describe('an operator that a policy above forbids', () => {
  it('is told with every policy that forbids it', () => {
    const lock = { [control]: ['@@none'] };
    const [first] = messages(
      ['lock', root, { '@@assign': ['T1'], ...lock }],
      ['own', prod, { '@@append': ['T2'] }],
    );
    expect(first).toMatch(/: `lock` at `Root` \(r-ab12\) forbids it$/);
    const [both] = messages(
      ['lock', root, { '@@assign': ['T1'], ...lock }],
      ['more', workloads, lock],
      ['own', prod, { '@@append': ['T2'] }],
    );
    expect(both).toMatch(
      /: `lock` at `Root` \(r-ab12\) and `more` at `Workloads` \(ou-ab12-workload1\) forbid it$/,
    );
  });

  it('is found by a path with the keys that the document has', () => {
    const types = (operators: JsonObject) => ({
      Chatbot: { platforms: { slack: { overrides: { T1: { supported_channel_types: operators } } } } },
    });
    const organization = smallOrganization([
      { name: 'lock', on: [root], content: types({ [control]: ['@@none'] }) },
      { name: 'own', on: [prod], content: types({ '@@Assign': ['private'] }) },
    ]);
    const [finding] = warnAboutInheritance(organization);
    const keys = ['Chatbot', 'platforms', 'slack', 'overrides', 'T1', 'supported_channel_types', '@@Assign'];
    expect(finding?.path).toEqual(['policies', policyId(1), 'content', ...keys]);
    expect(finding?.message).toContain('`Chatbot.platforms.slack.overrides.T1.supported_channel_types`');
  });
});
