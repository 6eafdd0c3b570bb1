import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import {
  chatNamesIn,
  namesById,
  withChatName,
  withNames,
} from '../../modules/policy/organization/chat-names.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { actionNames } from '../../modules/report/action-names.js';
import { questionOf } from '../../modules/report/decision-words.js';
import { renderExplanation } from '../../modules/report/effective-text.js';
import { impactRows } from '../../modules/report/impact-rows.js';
import { effectiveChatPolicy } from '../../modules/simulator/effective/effective-policy.js';
import { root, smallOrganization } from '../support/small-organization.js';

const team = '00000000-0000-4000-8000-00000000000a';
const slack = {
  client: { '@@assign': 'enabled' },
  workspaces: { '@@assign': ['T0COMPANY1', 'T0OTHER'] },
  overrides: { T0COMPANY1: { supported_channel_types: { '@@assign': ['private'] } } },
};
const organization: Organization = smallOrganization(
  [{ name: 'chat', on: [root], content: { chatbot: { platforms: { slack } } } }],
  {
    workspaces: [{ id: 'T0COMPANY1', name: 'company' }, { id: 'T0BARE' }],
    teams: [{ tenantId: 't', id: team, name: 'Platform' }],
    channels: [
      {
        accountId: '222222222222',
        platform: 'slack',
        name: 'ops',
        workspaceId: 'T0SHOP',
        workspaceName: 'shop',
      },
    ],
  },
);

test('names come from channels, workspaces and teams; IDs without a name stay as they are', () => {
  const names = chatNamesIn(organization);
  const shown = ['T0COMPANY1', 't0company1', 'T0SHOP', team, 'T0BARE', '*'].map((id) =>
    withChatName(names, id),
  );
  expect(shown).toEqual([
    'T0COMPANY1 (company)',
    't0company1 (company)',
    'T0SHOP (shop)',
    `${team} (Platform)`,
    'T0BARE',
    '*',
  ]);
});

test('an explanation of an effective policy names workspaces in values and in settings', () => {
  const policy = effectiveChatPolicy(organization, '222222222222');
  const text = policy && renderExplanation(organization, policy, { colour: false, columns: undefined });
  expect(text).toContain('T0COMPANY1 (company), T0OTHER');
  expect(text).toContain('slack.overrides.t0company1.supported_channel_types (company)');
});

test('the question of `decide` names the workspace', () => {
  const request = {
    accountId: '222222222222',
    from: { workspace: 'T0SHOP' },
    action: 'sqs:ListQueues',
    context: {},
  };
  expect(questionOf('sqs:ListQueues', request, organization)).toContain('T0SHOP (shop)');
});

test('a change of an impact names workspaces in values and in settings', () => {
  const change = {
    ...({ kind: 'chat-policy', effect: 'gain', causes: [], before: null, after: ['T0SHOP', '*'] } as const),
    path: ['chatbot', 'platforms', 'slack', 'overrides', 't0company1'],
  };
  const places = { places: chatNamesIn(organization), unknownPolicies: new Map<string, string>() };
  const setting = { ...change, path: [...change.path, 'supported_channel_types'] };
  const rows = impactRows([change, setting], places, actionNames(loadActionCatalogue()));
  expect(rows).toMatchObject([
    { what: 'slack.overrides.t0company1 (company)', after: 'T0SHOP (shop), *' },
    {
      what: 'Slack channel types in T0COMPANY1 (company) (slack.overrides.t0company1.supported_channel_types)',
    },
  ]);
});

test('names stand after the ID, code or quotation that has them, once', () => {
  const names = new Map([
    ['t0company1', 'company'],
    ['222222222222', 'payments'],
    [team, 'Platform'],
    ['tops', 'operations'],
  ]);
  const texts: readonly (readonly [text: string, shown: string])[] = [
    ['T0COMPANY1 and T0OTHER', 'T0COMPANY1 (company) and T0OTHER'],
    ['did you mean `T0COMPANY1`?', 'did you mean `T0COMPANY1` (company)?'],
    [`of \`222222222222/${team}\`.`, `of \`222222222222/${team}\` (payments, Platform).`],
    [
      '`overrides.t0company1.supported_role_settings` is',
      '`overrides.t0company1.supported_role_settings` (company) is',
    ],
    ['["T0COMPANY1","T0B"]', '["T0COMPANY1" (company),"T0B"]'],
    ['T0COMPANY1: not allowed', 'T0COMPANY1 (company): not allowed'],
    // Near misses: named already, part of an ARN or of another word, not an ID.
    ['T0COMPANY1 (company)', 'T0COMPANY1 (company)'],
    ['payments (222222222222)', 'payments (222222222222)'],
    ['arn:aws:iam::222222222222:role/chat', 'arn:aws:iam::222222222222:role/chat'],
    ['XT0COMPANY1 T0COMPANY1_ T0COMPANY1-2', 'XT0COMPANY1 T0COMPANY1_ T0COMPANY1-2'],
    ['at `shop` (222222222222): the policies', 'at `shop` (222222222222): the policies'],
    ['the tops of TOPS', 'the tops of TOPS (operations)'],
  ];
  expect(texts.map(([text]) => withNames(names, text))).toEqual(texts.map(([, shown]) => shown));
  expect(withNames(new Map(), 'T0COMPANY1')).toBe('T0COMPANY1');
  expect(withNames(names, "quote it: 'T0COMPANY1'")).toBe("quote it: 'T0COMPANY1'");
});

test('aliases take precedence over the names of AWS, and accounts have names', () => {
  const names = namesById({ ...organization, chatNames: new Map([['t0shop', 'our shop']]) });
  expect(withNames(names, 'T0SHOP T0COMPANY1')).toBe('T0SHOP (our shop) T0COMPANY1 (company)');
  expect(names.get('222222222222')).toBeDefined();
});
