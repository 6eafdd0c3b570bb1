import fc from 'fast-check';
import { decider } from '../../../modules/simulator/decide/decide.js';
import { type ChatAccess, whoCan } from '../../../modules/simulator/decide/who-can.js';
import { originOf } from '../../../modules/simulator/impact/channel-impacts.js';
import { patience, runs, seed } from '../../support/effort.js';
import { randomPolicy } from '../../support/random-organization.js';
import { fullAccess, prod, root, sandbox, smallOrganization } from '../../support/small-organization.js';

const accounts = ['111111111111', '222222222222', '333333333333'];
const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';
const otherTenant = '1a1b2c3d-4e5f-4789-abcd-ef0123456789';
const team = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const otherTeam = 'baaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

const sources = [
  'arn:aws:chatbot::*:*',
  'arn:*',
  '*',
  'arn:aws:chatbot::222222222222:*',
  'arn:aws:chatbot::2*:chat-configuration/*/ops-*',
  'arn:aws:chatbot::*:chat-configuration/slack-channel/ops-a',
  'arn:aws:chatbot::*:chat-configuration/slack-channel/*-a',
  'arn:aws:chatbot::*:chat-configuration/*a',
  'arn:aws:chatbot::*:chat-configuration/microsoft-teams-channel/Ops-?',
  'arn:aws:chatbot::${aws:PrincipalAccount}:chat-configuration/slack-channel/ops-b',
];
const operators = [
  'ArnLike',
  'StringLike',
  'StringEquals',
  'StringNotLike',
  'ArnNotLike',
  'StringEqualsIgnoreCase',
];
const roles = ['arn:aws:iam::*:role/a*', 'arn:aws:iam::222222222222:role/b', '*'];
const valuesOf = (values: readonly string[]) =>
  fc.tuple(fc.constantFrom(...operators), fc.subarray([...values], { minLength: 1, maxLength: 2 }));

const scp = fc
  .record({ source: valuesOf(sources), role: fc.option(valuesOf(roles)) })
  .map(({ source, role }) => {
    const condition: Record<string, Record<string, readonly string[]>> = {
      [source[0]]: { 'aws:ChatbotSourceArn': source[1] },
    };
    if (role !== null) condition[role[0]] = { ...condition[role[0]], 'AWS:principalArn': role[1] };
    return {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'rds:*', Resource: '*', Condition: condition }],
    };
  });

const channel = fc.record({
  accountId: fc.constantFrom(...accounts),
  name: fc.constantFrom('ops-a', 'ops-b', 'OPS-A', 'dev', 'a'),
  userRoleRequired: fc.boolean(),
  roleArn: fc.constantFrom('a1', 'b').map((name) => `arn:aws:iam::222222222222:role/${name}`),
  place: fc.oneof(
    fc.record({
      platform: fc.constant('slack'),
      workspaceId: fc.constantFrom('T1', 'T2', 'T9'),
      channelType: fc.constantFrom('public', 'private'),
    }),
    fc.record({
      platform: fc.constant('microsoft_teams'),
      tenantId: fc.constantFrom(tenant, otherTenant),
      teamId: fc.constantFrom(team, otherTeam),
    }),
  ),
});
const attachment = fc.constantFrom(root, prod, sandbox, '222222222222');
const attached = <T>(content: fc.Arbitrary<T>) => fc.array(fc.tuple(attachment, content), { maxLength: 3 });

/** True if a list of an answer contains a name. */
const lists = (
  listed: readonly string[],
  except: readonly string[] = [],
  ...words: readonly string[]
): boolean => {
  const wider = words.length === 2 ? [`${words[0]}/*`, `*/${words[1]}`] : [];
  const all = [words.join('/'), ...wider, '*'];
  const place = all.find((word) => listed.includes(word) || except.includes(word)) ?? '';
  return listed.includes(place);
};

test(
  `who-can names exactly the channels that decide does not deny (seed ${seed})`,
  () => {
    const given = fc.record({
      scps: attached(scp),
      chatPolicies: attached(randomPolicy),
      channels: fc.uniqueArray(channel, {
        minLength: 1,
        maxLength: 6,
        selector: ({ accountId, name, place }) => [accountId, place.platform, name].join(),
      }),
    });
    fc.assert(
      fc.property(given, ({ scps, chatPolicies, channels }) => {
        const organization = smallOrganization(
          [
            fullAccess,
            ...scps.map(([on, content], n) => ({
              name: `s${n}`,
              type: 'SERVICE_CONTROL_POLICY',
              content,
              on: [on],
            })),
            ...chatPolicies.map(([on, content], n) => ({ name: `c${n}`, content, on: [on] })),
          ],
          {
            channels: channels.map(({ place, ...more }) => ({ ...more, ...place, guardrailPolicyArns: [] })),
          },
        );
        const action = 'rds:DeleteDBCluster';
        const groups = whoCan(organization, { action });
        const decide = decider(organization, {
          gates: ['chat-policy', 'chat-service', 'service-control-policy'],
        });
        for (const accountId of accounts) {
          for (const one of organization.channels.filter((each) => each.accountId === accountId)) {
            const from = originOf(one);
            const expected = decide({ accountId, action, from })?.decision;
            if (expected === undefined) continue;
            const covers = (access: ChatAccess): boolean =>
              access.platform === one.platform &&
              access.roles.some((role) => role === from.role) &&
              (access.channelTypes?.some((type) => type === one.channelType) ?? true) &&
              lists(access.configurations, access.exceptConfigurations, one.name) &&
              (one.platform === 'slack'
                ? lists(access.workspaces ?? [], access.exceptWorkspaces, one.workspaceId ?? '')
                : lists(access.teams ?? [], access.exceptTeams, one.tenantId ?? '', one.teamId ?? ''));
            const found = groups.filter((group) => group.accounts.includes(accountId) && covers(group));
            expect(found.map(({ decision }) => decision)).toEqual(expected === 'denied' ? [] : [expected]);
          }
        }
      }),
      { seed, numRuns: runs(5_000) },
    );
  },
  patience,
);
