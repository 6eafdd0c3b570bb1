import { changeVerdict, organizationVerdict } from '../../modules/report/verdict.js';
import type { Change, Impact } from '../../modules/simulator/impact/impact.js';
import {
  prod,
  root,
  type SmallPolicy,
  sandbox,
  smallOrganization,
  workloads,
} from '../support/small-organization.js';

const chat = (on: string, platforms: object): SmallPolicy => ({
  name: `chat at ${on}`,
  on: [on],
  content: JSON.parse(JSON.stringify({ chatbot: { platforms } })),
});
const slackIn = (...ids: readonly string[]) => ({
  slack: { client: { '@@assign': 'enabled' }, workspaces: { '@@assign': ids } },
});
const off = { client: { '@@assign': 'disabled' } };
const guardrail = (on: string, condition: object = { StringLike: { 'AWS:ChatbotSourceArn': '*' } }) => ({
  name: `guardrail at ${on}`,
  type: 'SERVICE_CONTROL_POLICY',
  on: [on],
  content: JSON.parse(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'rds:*', Resource: '*', Condition: condition }],
    }),
  ),
});

/** The sentences about an organization with these policies. */
const verdict = (policies: readonly SmallPolicy[], changes = {}): readonly string[] =>
  organizationVerdict(smallOrganization(policies, changes)).map(({ text }) => text);

describe('the verdict of an organization', () => {
  it.each([
    ['without policies any workspace and team', [], 'Slack: any workspace in every account'],
    ['off everywhere', [chat(root, { slack: off })], 'Slack: off in every account'],
    ['workspaces everywhere', [chat(root, slackIn('T1', 'T2'))], 'Slack: 2 workspaces in every account'],
    [
      'the workspaces of all accounts together, each once',
      [chat(prod, slackIn('T1', 'T2')), chat(sandbox, slackIn('T2', 'T3')), chat(root, { slack: off })],
      'Slack: up to 2 of 3 workspaces in 2 accounts, off in 1 account',
    ],
    [
      'that some accounts allow fewer workspaces than the root',
      [chat(root, slackIn('T1', 'T2')), chat(prod, { slack: { workspaces: { '@@remove': ['T2'] } } })],
      'Slack: up to 2 workspaces in every account',
    ],
    [
      'the most open accounts first, an account by its number',
      [chat(prod, slackIn('T1'))],
      'Slack: any workspace in 2 accounts, 1 workspace in 1 account',
    ],
  ])('has of Slack %s', (_, policies, text) => {
    expect(verdict(policies)[0]).toBe(text);
  });

  it('names an OU that contains exactly the accounts', () => {
    const account = (id: string, name: string) => ({ id, name, policies: [] });
    const accounts = [account('444444444444', 'a'), account('555555555555', 'b')];
    const unit = { id: 'ou-ab12-labs0001', name: 'Labs', policies: ['p-policy0000'], accounts };
    const units = [{ ...unit, organizationalUnits: [] }];
    const top = { id: root, name: 'Root', policies: [], accounts: [account('111111111111', 'm')] };
    const [slack] = verdict([chat('nothing', { slack: off })], {
      root: { ...top, organizationalUnits: units },
    });
    expect(slack).toBe('Slack: any workspace in 1 account, off in Labs (2 accounts)');
  });

  it('counts teams, and a tenant whose teams are all allowed', () => {
    const uuid = (digit: string): string => `${digit.repeat(8)}-1111-4111-8111-111111111111`;
    const teamIds = ['1', '2'].map(uuid);
    const tenants = { [uuid('a')]: { '@@assign': teamIds }, [uuid('b')]: { '@@assign': ['*'] } };
    const [, teams] = verdict([chat(root, { microsoft_teams: { tenants } })]);
    expect(teams).toBe('Microsoft Teams: 2 teams and all teams of 1 tenant in every account');
  });

  it('ignores chat policies where their type is not enabled, and does not guess where one is missing', () => {
    const policies = [chat(root, { slack: off })];
    expect(verdict(policies, { enabledPolicyTypes: [] })[0]).toBe('Slack: any workspace in every account');
    const missing = [{ what: 'policy', id: 'p-policy0000', reason: 'access denied' }];
    expect(verdict(policies, { missing })[0]).toBe('Slack: unknown in every account');
  });

  it.each([
    ['none', [], {}, 'No guardrails'],
    [
      'no policy outside chat',
      [guardrail(root, { Bool: { 'aws:ViaAWSService': 'false' } })],
      {},
      'No guardrails',
    ],
    [
      'those of the root',
      [guardrail(root)],
      {},
      '1 guardrail in every account except the management account',
    ],
    ['those of OUs', [guardrail(prod), guardrail(workloads)], {}, '2 guardrails in 1 of 3 accounts'],
    [
      'only accounts that are not exempt',
      [
        guardrail(root, {
          ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' },
          ArnNotLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::222222222222:*' },
        }),
      ],
      {},
      '1 guardrail in 1 of 3 accounts',
    ],
    ['none in the management account', [guardrail('111111111111')], {}, 'No guardrails'],
    ['none where the type is not enabled', [guardrail(root)], { enabledPolicyTypes: [] }, 'No guardrails'],
    [
      'at least the known ones',
      [guardrail(prod)],
      { missing: [{ what: 'attachments', id: sandbox, reason: 'access denied' }] },
      'At least 1 guardrail in 1 of 3 accounts',
    ],
  ])('counts as guardrails %s', (_, policies, changes, text) => {
    expect(verdict(policies, changes)[2]).toBe(text);
  });

  const exemption = (daysLeft: number) => ({ kind: 'exemption', daysLeft }) as const;
  it.each([
    [[], 'No exemptions'],
    [[exemption(90), exemption(12), exemption(40)], '3 exemptions, one ends in 12 days'],
    [[exemption(31)], '1 exemption'],
    [
      [exemption(12), { kind: 'exemption' } as const],
      '2 exemptions, one ends in 12 days, 1 without an end date',
    ],
    [[exemption(0), exemption(0), exemption(-1)], '3 exemptions, 1 expired, 2 end today'],
    [
      [exemption(1), { kind: 'acknowledgement', daysLeft: 60 } as const],
      '1 exemption, one ends in 1 day; 1 acknowledged problem',
    ],
  ])('says of exceptions when the next ends', (exceptions, text) => {
    expect(organizationVerdict(smallOrganization(), exceptions).at(-1)).toEqual({
      about: 'exceptions',
      text,
    });
  });

  it('has no sentence about exceptions where there is no configuration', () => {
    expect(organizationVerdict(smallOrganization()).map(({ about }) => about)).toEqual([
      'slack',
      'microsoft_teams',
      'guardrails',
    ]);
  });
});

describe('the verdict of a change', () => {
  const change = (effect: Change['effect']): Change => ({
    kind: 'chat-policy',
    path: ['chatbot', 'platforms', 'slack', 'client'],
    before: null,
    after: 'enabled',
    effect,
    causes: [],
  });
  const impact = (...groups: readonly (readonly [number, Change['effect']])[]): Impact => ({
    accounts: { total: 12_000, changed: groups.reduce((sum, [size]) => sum + size, 0) },
    groups: groups.map(([size, effect]) => ({
      accounts: Array.from({ length: size }, (_, index) => String(index)),
      changes: [change(effect)],
    })),
    channels: [],
  });
  const texts = (of: Impact): readonly string[] => changeVerdict(of).map(({ text }) => text);

  it.each([
    [impact(), ['No account changes']],
    [impact([1, 'gain']), ['1 of 12,000 accounts changes: 1 gains access']],
    [
      impact([1_500, 'loss'], [2, 'gain'], [1, 'both'], [3, 'none']),
      [
        '1,506 of 12,000 accounts change: 2 gain access, 1 gains and loses access, 1,500 lose access, 3 have changed settings without effect',
      ],
    ],
    [impact([12, 'none']), ['No account gains or loses access; 12 have changed settings without effect']],
  ])('counts the accounts by effect, gains first', (of, sentences) => {
    expect(texts(of)).toEqual(sentences);
  });

  it('counts the channels that stop working, and no others', () => {
    const channel = {
      accountId: '1',
      platform: 'slack',
      name: 'c',
      userRoleRequired: true,
      guardrailPolicyArns: [],
    } as const;
    const channelImpact = (effect: 'gain' | 'loss') =>
      ({ channel, before: 'allowed', after: 'allowed', effect, gains: [], causes: [] }) as const;
    const channels = [channelImpact('loss'), channelImpact('loss'), channelImpact('gain')];
    expect(texts({ ...impact(), channels })).toEqual(['No account changes', '2 channels stop working']);
    expect(texts({ ...impact(), channels: channels.slice(1) })[1]).toBe('1 channel stops working');
    const open = { ...channelImpact('loss'), after: 'unknown' } as const;
    expect(texts({ ...impact(), channels: [open, ...channels] }).slice(1)).toEqual([
      '2 channels stop working',
      '1 channel may stop working',
    ]);
  });
});
