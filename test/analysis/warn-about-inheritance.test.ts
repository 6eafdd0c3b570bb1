import { warnAboutInheritance } from '../../modules/analysis/warn-about-inheritance.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { undotted } from '../support/dotted.js';
import {
  policyId,
  prod,
  root,
  type SmallPolicy,
  sandbox,
  smallOrganization,
  smallOrganizationFile,
  workloads,
} from '../support/small-organization.js';
import { type WorkspacesPolicy, workspacesPolicies } from '../support/workspaces-policies.js';

const control = '@@operators_allowed_for_child_policies';

function factsOf(...policies: readonly WorkspacesPolicy[]): readonly object[] {
  return allFacts(smallOrganization(workspacesPolicies(policies)));
}

/** The facts of the problems of the whole organization; those of the account `shop` alone are the same. */
function allFacts(organization: Organization): readonly object[] {
  const all = warnAboutInheritance(organization);
  expect(warnAboutInheritance(organization, '222222222222')).toEqual(all);
  return all.map(({ facts }) => facts);
}

describe('peers that assign one setting', () => {
  const one: WorkspacesPolicy = ['one', prod, { '@@assign': ['T1'] }];
  const facts = {
    ...{ rule: 'organization-file', policy: 'two', others: ['one'], target: 'Prod' },
    setting: 'chatbot.platforms.slack.workspaces',
  };

  it('are named, though another one removes what the first assigned', () => {
    expect(
      factsOf(one, ['two', prod, { '@@assign': ['T2'], '@@append': ['T3'], '@@remove': ['T1'] }]),
    ).toEqual([facts]);
  });

  it('are named, though what is left comes from a third', () => {
    expect(
      factsOf(
        one,
        ['two', prod, { '@@assign': ['T2'] }],
        ['three', prod, { '@@append': ['T3'], '@@remove': ['T1'] }],
      ),
    ).toEqual([facts]);
  });
});

describe('an operator that a policy above forbids', () => {
  it('has every policy that forbids it among its facts', () => {
    const lock = { [control]: ['@@none'] };
    const [first] = factsOf(
      ['lock', root, { '@@assign': ['T1'], ...lock }],
      ['own', prod, { '@@append': ['T2'] }],
    );
    expect(first).toEqual({
      ...{ operator: '@@append', policy: 'own', target: 'Prod' },
      setting: 'chatbot.platforms.slack.workspaces',
      parents: ['lock'],
      parentTargets: ['Root'],
    });
    const [both] = factsOf(
      ['lock', root, { '@@assign': ['T1'], ...lock }],
      ['more', workloads, lock],
      ['own', prod, { '@@append': ['T2'] }],
    );
    expect(both).toMatchObject({ parents: ['lock', 'more'], parentTargets: ['Root', 'Workloads'] });
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
    const setting = 'Chatbot.platforms.slack.overrides.T1.supported_channel_types';
    expect(finding?.facts).toMatchObject({ setting });
  });
});

const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';
const team = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const shop = '222222222222';

/** Severity, kind, number of the policy and place in its document of what is said of the whole organization. */
function places(policies: readonly SmallPolicy[], changes: JsonObject = {}): readonly string[] {
  return warnAboutInheritance(smallOrganization(policies, changes)).map(({ severity, kind, path }) => {
    const [top, policy, content, ...keys] = path;
    expect([top, content]).toEqual(['policies', 'content']);
    return `${severity} ${kind} ${Number(String(policy).slice(-4))} ${keys.join('.')}`;
  });
}

/** A policy of which the settings have paths below `platforms` for keys. */
function says(on: string | readonly string[], settings: JsonObject): SmallPolicy {
  return { name: `on ${on}`, on: [on].flat(), content: { chatbot: { platforms: undotted(settings) } } };
}

const none = { [control]: ['@@none'] };
const slack = 'chatbot.platforms.slack';
const teams = 'chatbot.platforms.microsoft_teams';
const forbidden = 'warning operator-forbidden-by-parent';
const peers = 'warning peers-assign-same-value';

describe('an operator without effect is reported with its position', () => {
  it.each<readonly [string, readonly SmallPolicy[], readonly string[]]>([
    [
      'every operator that a control forbids, and none that it allows',
      [
        says(root, { 'slack.workspaces': { '@@assign': ['T1'], [control]: ['@@append'] } }),
        says(prod, { 'slack.workspaces': { '@@assign': ['T2'], '@@append': ['T3'], '@@remove': ['T1'] } }),
      ],
      [`${forbidden} 1 ${slack}.workspaces.@@assign`, `${forbidden} 1 ${slack}.workspaces.@@remove`],
    ],
    [
      'an append that a control forbids',
      [
        says(root, { 'slack.workspaces': { '@@assign': ['T1'], [control]: ['@@assign', '@@remove'] } }),
        says(shop, { 'slack.workspaces': { '@@append': ['T2'] } }),
      ],
      [`${forbidden} 1 ${slack}.workspaces.@@append`],
    ],
    [
      'a client of Microsoft Teams that is locked',
      [
        says(workloads, { 'microsoft_teams.client': { '@@assign': 'disabled', ...none } }),
        says(prod, { 'microsoft_teams.client': { '@@assign': 'enabled' } }),
      ],
      [`${forbidden} 1 ${teams}.client.@@assign`],
    ],
    [
      'a tenant that is new below a lock',
      [
        says(root, { 'microsoft_teams.tenants': none }),
        says(prod, { [`microsoft_teams.tenants.${tenant}`]: { '@@append': [team] } }),
      ],
      [`${forbidden} 1 ${teams}.tenants.${tenant}.@@append`],
    ],
    [
      'the override of a team that is new below a lock further up',
      [
        says(root, { 'microsoft_teams.overrides': none }),
        says(shop, {
          [`microsoft_teams.overrides.${tenant}.${team}.supported_role_settings`]: {
            '@@assign': ['user_role'],
          },
        }),
      ],
      [`${forbidden} 1 ${teams}.overrides.${tenant}.${team}.supported_role_settings.@@assign`],
    ],
    [
      'a policy on two units below a lock, once for each',
      [
        says(root, { 'slack.client': { '@@assign': 'enabled', ...none } }),
        says([prod, sandbox], { 'slack.client': { '@@assign': 'disabled' } }),
      ],
      [`${forbidden} 1 ${slack}.client.@@assign`, `${forbidden} 1 ${slack}.client.@@assign`],
    ],
    [
      'every peer after the first that assigns, the same value too',
      [
        says(shop, { 'slack.workspaces': { '@@assign': ['T1'] } }),
        says(shop, { 'slack.workspaces': { '@@assign': ['T1'] } }),
        says(shop, { 'Slack.WorkSpaces': { '@@ASSIGN': ['T2'] } }),
      ],
      [`${peers} 1 ${slack}.workspaces.@@assign`, `${peers} 2 chatbot.platforms.Slack.WorkSpaces.@@ASSIGN`],
    ],
    [
      'peers that assign the teams of one tenant',
      [
        says(root, { [`microsoft_teams.tenants.${tenant}`]: { '@@assign': ['*'] } }),
        says(root, { [`microsoft_teams.tenants.${tenant}`]: { '@@assign': [team] } }),
      ],
      [`${peers} 1 ${teams}.tenants.${tenant}.@@assign`],
    ],
    [
      'an assign of peers that a control forbids to both, and not as one of peers',
      [
        says(root, { 'slack.client': { '@@assign': 'enabled', ...none } }),
        says(prod, { 'slack.client': { '@@assign': 'disabled' } }),
        says(prod, { 'slack.client': { '@@assign': 'disabled' } }),
      ],
      [`${forbidden} 1 ${slack}.client.@@assign`, `${forbidden} 2 ${slack}.client.@@assign`],
    ],
  ])('%s', (_, policies, lines) => {
    expect(places(policies)).toEqual(lines);
  });

  it('peers on a target whose order is not known', () => {
    const policies = ['T1', 'T2'].map((id) => says(root, { 'slack.workspaces': { '@@assign': [id] } }));
    const tree = smallOrganizationFile(policies)['root'] as JsonObject;
    expect(places(policies, { root: { ...tree, attachmentOrderKnown: false } })).toEqual([
      `${peers} 1 ${slack}.workspaces.@@assign`,
    ]);
  });

  it('at its own level once, whatever levels below do to the setting, and for an account below too', () => {
    const policies = [
      says(root, { 'slack.workspaces': { '@@assign': ['T1'] } }),
      says(root, { 'slack.workspaces': { '@@assign': ['T2'], [control]: ['@@append'] } }),
      says(workloads, { 'slack.workspaces': { '@@remove': ['T1'] } }),
      says(prod, { 'slack.workspaces': { '@@append': ['T3'] } }),
      says(shop, { 'slack.workspaces': { '@@append': ['T4'] } }),
    ];
    expect(places(policies)).toEqual([
      `${peers} 1 ${slack}.workspaces.@@assign`,
      `${forbidden} 2 ${slack}.workspaces.@@remove`,
    ]);
    expect(allFacts(smallOrganization(policies))).toHaveLength(2);
  });

  it('with one policy above to change, or with several', () => {
    const lock = says(root, { 'slack.workspaces': { '@@assign': ['T1'], ...none } });
    const more = says(workloads, { 'slack.workspaces': none });
    const own = says(prod, { 'slack.workspaces': { '@@append': ['T2'] } });
    const help = (...policies: readonly SmallPolicy[]) =>
      warnAboutInheritance(smallOrganization(policies)).map((finding) => finding.help);
    expect(help(lock, own)).toEqual(['remove it, or allow it in the policy above']);
    expect(help(lock, more, own)).toEqual(['remove it, or allow it in the policies above']);
  });
});

describe('a near miss of an operator without effect is not reported', () => {
  it.each<readonly [string, readonly SmallPolicy[]]>([
    [
      'an operator that the control above allows',
      [
        says(root, { 'slack.workspaces': { '@@assign': ['T1'], [control]: ['@@append'] } }),
        says(prod, { 'slack.workspaces': { '@@append': ['T2'] } }),
      ],
    ],
    [
      'an operator that a peer forbids',
      [says(prod, { 'slack.workspaces': none }), says(prod, { 'slack.workspaces': { '@@assign': ['T1'] } })],
    ],
    [
      'an operator that a policy below forbids',
      [says(prod, { 'slack.workspaces': { '@@assign': ['T1'] } }), says(shop, { 'slack.workspaces': none })],
    ],
    [
      'an operator that a policy beside the way forbids',
      [
        says(sandbox, { 'slack.workspaces': none }),
        says(prod, { 'slack.workspaces': { '@@assign': ['T1'] } }),
      ],
    ],
    [
      'a setting that stands in a locked container already',
      [
        says(root, { 'slack.workspaces': { '@@assign': ['T1'] }, slack: none }),
        says(prod, { 'slack.workspaces': { '@@assign': ['T2'] } }),
      ],
    ],
    [
      'a new key where the control above leaves one to append',
      [
        says(root, { 'microsoft_teams.tenants': { [control]: ['@@append'] } }),
        says(prod, { [`microsoft_teams.tenants.${tenant}`]: { '@@assign': ['*'] } }),
      ],
    ],
    [
      'levels that assign one after the other',
      [
        says(root, { 'slack.workspaces': { '@@assign': ['T1'] } }),
        says(prod, { 'slack.workspaces': { '@@assign': ['T2'] } }),
      ],
    ],
    [
      'peers that append, remove or assign, each something else',
      [
        says(prod, { 'slack.workspaces': { '@@append': ['T1'] } }),
        says(prod, { 'slack.workspaces': { '@@append': ['T1'] } }),
        says(prod, { 'slack.workspaces': { '@@remove': ['T1', 'T9'] } }),
        says(prod, { 'slack.workspaces': { '@@assign': ['T2'] }, 'slack.client': { '@@assign': 'enabled' } }),
        says(prod, { 'microsoft_teams.client': { '@@assign': 'enabled' } }),
      ],
    ],
    [
      'operators that name nothing',
      [
        says(root, { 'slack.workspaces': { '@@assign': ['T1'] } }),
        says(prod, { 'slack.workspaces': { '@@append': [], '@@remove': [] } }),
      ],
    ],
    [
      'two tenants of peers',
      [
        says(prod, { [`microsoft_teams.tenants.${tenant}`]: { '@@assign': ['*'] } }),
        says(prod, { 'microsoft_teams.tenants.*': { '@@assign': ['*'] } }),
      ],
    ],
  ])('%s', (_, policies) => {
    expect(places(policies)).toEqual([]);
  });

  it('problems on the path of another account are not reported for this one', () => {
    const organization = smallOrganization([
      says(root, { 'slack.client': { '@@assign': 'enabled', ...none } }),
      says([prod, sandbox], { 'slack.client': { '@@assign': 'disabled' } }),
      says(sandbox, { 'slack.workspaces': { '@@assign': ['T1'] } }),
      says(sandbox, { 'slack.workspaces': { '@@assign': ['T2'] } }),
    ]);
    const problems = (account: string) =>
      warnAboutInheritance(organization, account).map(({ kind, facts }) => ({ kind, ...facts }));
    expect(problems(shop)).toEqual([
      expect.objectContaining({ kind: 'operator-forbidden-by-parent', target: 'Prod' }),
    ]);
    expect(problems('333333333333')).toEqual([
      expect.objectContaining({ kind: 'operator-forbidden-by-parent', target: 'Sandbox' }),
      expect.objectContaining({
        ...{ kind: 'peers-assign-same-value', target: 'Sandbox' },
        setting: 'chatbot.platforms.slack.workspaces',
      }),
    ]);
    expect(problems('111111111111')).toEqual([]);
  });
});
