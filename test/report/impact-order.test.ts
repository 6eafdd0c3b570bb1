import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { actionNames } from '../../modules/report/action-names.js';
import { renderImpactMarkdown } from '../../modules/report/impact-markdown.js';
import { renderImpact } from '../../modules/report/impact-text.js';
import { renderPage } from '../../modules/report/page/render-page.js';
import type { Change, ChannelImpact, Impact } from '../../modules/simulator/impact/impact.js';
import { impactOf } from '../../modules/simulator/impact/impact-of.js';

const catalogue = loadActionCatalogue();
const names = actionNames(catalogue);
const terminal = { colour: false, columns: 140 };
const root = 'r-pn10';
const workspaces = ['T0PINE0001', 'T0PINE0002'];

const idOf = (number: number): string => String(620_000_000_000 + number);

/** SCPs are attached to the account that `at` names; the first two accounts have a channel each. */
function organizationOf(
  accounts: number,
  allowed: readonly string[],
  policies: JsonObject = {},
): Organization {
  const attachedTo = (target: string) =>
    Object.entries(policies).flatMap(([id, policy]) =>
      (policy as { readonly at: string }).at === target ? [id] : [],
    );
  const numbers = Array.from({ length: accounts }, (_, index) => index + 1);
  const { organization, findings } = readOrganization({
    version: 1,
    id: 'o-pinewood001',
    managementAccountId: '610000000001',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
    root: {
      id: root,
      name: 'Root',
      policies: ['p-full000001', 'p-chat000001'],
      accounts: [
        { id: '610000000001', name: 'head-office', policies: ['p-full000001'] },
        ...numbers.map((number) => ({
          id: idOf(number),
          name: `account-${number}`,
          policies: ['p-full000001', ...attachedTo(idOf(number))],
        })),
      ],
      organizationalUnits: [],
    },
    policies: {
      'p-full000001': scp('FullAWSAccess', '*', 'Allow', true),
      'p-chat000001': {
        name: 'base',
        type: 'CHATBOT_POLICY',
        awsManaged: false,
        content: { chatbot: { platforms: { slack: { workspaces: { '@@assign': [...allowed] } } } } },
      },
      ...Object.fromEntries(
        Object.entries(policies).map(([id, policy]) => {
          const { name, action } = policy as { readonly name: string; readonly action: string };
          return [id, scp(name, action)];
        }),
      ),
    },
    channels: numbers.slice(0, 2).map((number) => ({
      accountId: idOf(number),
      platform: 'slack',
      name: `channel-${number}`,
      workspaceId: workspaces[number - 1] ?? '',
      channelType: 'private',
      userRoleRequired: true,
      guardrailPolicyArns: [],
    })),
  });
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
}

function scp(name: string, action: string, effect = 'Deny', awsManaged = false): JsonObject {
  const Statement = [{ Effect: effect, Action: action, Resource: '*' }];
  return { name, type: 'SERVICE_CONTROL_POLICY', awsManaged, content: { Version: '2012-10-17', Statement } };
}

/** Positions of texts in a longer one, all of them present. */
function positions(text: string, ...parts: readonly string[]): readonly number[] {
  const found = parts.map((part) => text.indexOf(part));
  expect(found).not.toContain(-1);
  return found;
}

function expectOrder(text: string, ...parts: readonly string[]): void {
  const found = positions(text, ...parts);
  expect(found).toEqual([...found].sort((a, b) => a - b));
}

describe('an impact lists first what a reviewer must not miss', () => {
  const before = organizationOf(5, workspaces, {
    'p-sensitive1': { name: 'sensitive', action: 'batch:*', at: idOf(5) },
  });
  const after = organizationOf(5, ['T0PINE0001'], {
    ...Object.fromEntries(
      [1, 2, 3].map((number) => [
        `p-tables000${number}`,
        { name: 'no-tables', action: 'dynamodb:DeleteTable', at: idOf(number) },
      ]),
    ),
  });
  const impact = impactOf(before, after, catalogue);

  it('groups that gain access, however few accounts they have', () => {
    expect(impact.groups[0]?.accounts).toEqual([idOf(5)]);
    expect(impact.groups[0]?.changes.map(({ effect }) => effect)).toContain('gain');
    expect(impact.groups[1]?.accounts.length).toBeGreaterThan(1);
  });

  it('channels that stop working, before all groups, in text and Markdown', () => {
    expect(impact.channels.map(({ channel, effect }) => [channel.name, effect])).toEqual([
      ['channel-2', 'loss'],
    ]);
    const parts = ['channel-2', `account-5 (${idOf(5)})`, `account-1 (${idOf(1)})`];
    expectOrder(renderImpact(impact, after, names, terminal), ...parts);
    expectOrder(renderImpactMarkdown(impact, after, names), ...parts);
  });

  it('in the same order on the page', () => {
    const page = renderPage({
      organization: before,
      planned: { organization: after, impact, names },
      problems: [],
      exceptions: [],
    });
    const story = page.slice(page.indexOf('<section id="channels"'));
    expectOrder(story, 'channel-2', `account-5 (${idOf(5)})`, `account-1 (${idOf(1)})`);
  });
});

describe('a comment that would be too long', () => {
  const organization = organizationOf(3_000, workspaces);
  const change = (action: string, effect: 'gain' | 'loss'): Change => {
    const [was, is] = effect === 'gain' ? (['denied', 'allowed'] as const) : (['allowed', 'denied'] as const);
    const causes = [{ policy: 'rule', level: root }];
    return { kind: 'action', action, before: was, after: is, effect, causes };
  };
  const impactWith = (gaining: number, losing: number, channels: number): Impact => ({
    accounts: { total: 3_001, changed: gaining + losing },
    groups: Array.from({ length: gaining + losing }, (_, index) => ({
      accounts: [idOf(index + 1)],
      changes: [change(`batch:Action${index}`, index < gaining ? 'gain' : 'loss')],
    })),
    channels: Array.from({ length: channels }, (_, index): ChannelImpact => {
      const [channel] = organization.channels;
      if (channel === undefined) throw new Error('no channel');
      return {
        channel: { ...channel, name: `stopped-${index}` },
        before: 'allowed',
        after: 'denied',
        effect: 'loss',
        gains: [],
        causes: [],
      };
    }),
  });

  it('counts more than 1,000 channels that stop by workspace, and leaves none out', () => {
    const impact = impactWith(0, 1, 1_200);
    const comment = renderImpactMarkdown(impact, organization, names);
    const text = renderImpact(impact, organization, names, terminal);
    for (const output of [comment, text]) {
      expect(output).toMatch(/1,200 chat configurations \(Slack .*works before, blocked after/);
      expect(output.length).toBeLessThan(10_000);
    }
  });

  it.each([
    ['few groups gain', 3, 2_900, 2],
    ['many groups gain and many channels stop', 250, 2_000, 100],
  ])('names all groups that gain and all channels that stop, where %s', (_, gaining, losing, channels) => {
    const comment = renderImpactMarkdown(impactWith(gaining, losing, channels), organization, names);
    expect(comment.length).toBeLessThan(65_536);
    for (let number = 1; number <= gaining; number++) expect(comment).toContain(`(${idOf(number)})`);
    for (let number = 0; number < channels; number++) expect(comment).toContain(`stopped-${number} `);
    expect(comment).toMatch(/\n_Not shown: [\d,]+ groups of accounts\. Run `[^`]+` for all of them\._\n$/);
  });

  it('names what does not fit even in a few words by its accounts', () => {
    const comment = renderImpactMarkdown(impactWith(700, 0, 100), organization, names);
    expect(comment.length).toBeLessThan(65_536);
    for (let number = 1; number <= 700; number++) expect(comment).toContain(`(${idOf(number)})`);
  });

  it('stays below 60 lines as text, with all gains and channels', () => {
    const text = renderImpact(impactWith(3, 397, 2), organization, names, terminal);
    expect(text.split('\n').length).toBeLessThan(60);
    for (const part of ['account-3 (', 'stopped-1 ']) expect(text).toContain(part);
    expect(text).toMatch(/For the changes of 400 groups of accounts, use --details/);
  });

  it('merges gains of many accounts that end up alike', () => {
    const groups = Array.from({ length: 400 }, (_, index) => ({
      accounts: [idOf(index + 1)],
      changes: [
        {
          kind: 'chat-policy',
          path: ['chatbot', 'platforms', 'slack', 'workspaces'],
          before: [`T0PINE${index}`],
          after: ['*'],
          effect: 'gain',
          causes: [{ policy: 'wide', level: root }],
        },
      ] as const,
    }));
    const impact = { accounts: { total: 3_001, changed: 400 }, groups, channels: [] };
    const text = renderImpact(impact, organization, names, terminal);
    expect(text.split('\n').length).toBeLessThan(60);
    expect(text.replace(/\s+/g, ' ')).toContain('T0PINE0, T0PINE1 and 398 more');
  });
});

describe('a long impact in a terminal', () => {
  const change = (number: number, effect: Change['effect']): Change => ({
    kind: 'chat-policy',
    path: ['chatbot', 'platforms', 'slack', 'overrides', `t${number}`, 'supported_role_settings'],
    before: null,
    after: ['user_role'],
    effect,
    causes: [],
  });
  const impactWith = (losses: number, others: number): Impact => ({
    accounts: { total: 1, changed: 1 },
    groups: [
      {
        accounts: [idOf(1)],
        changes: [
          ...Array.from({ length: losses }, (_, index) => change(index, 'loss')),
          ...Array.from({ length: others }, (_, index) => change(1000 + index, 'none')),
        ],
      },
    ],
    channels: [],
  });
  const textOf = (losses: number, others: number, details = false): string =>
    renderImpact(impactWith(losses, others), organizationOf(1, ['*']), names, { ...terminal, details });

  it('shows every loss by a chat policy before a setting without effect', () => {
    const text = textOf(50, 40);
    expect(text.match(/^- {2}/gm)).toHaveLength(50);
    expect(text).toMatch(/\nNo effective change: 40 settings; --details lists all of them\n/);
  });

  it('names the option that lists what is cut', () => {
    expect(textOf(60, 3)).toMatch(/ {3}and \d+ more settings; --details lists all of them\n/);
    expect(textOf(60, 3, true)).not.toContain('lists all of them');
  });
});
