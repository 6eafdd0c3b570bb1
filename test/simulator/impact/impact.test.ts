import fc from 'fast-check';
import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import {
  accountsOf,
  type ChatChannel,
  type Organization,
} from '../../../modules/policy/organization/organization.js';
import { readOrganization } from '../../../modules/policy/organization/read-organization.js';
import type { Plan, PlannedPolicy } from '../../../modules/policy/plan/plan.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../modules/policy/text/json.js';
import { applyPlan } from '../../../modules/simulator/apply-plan.js';
import { decide } from '../../../modules/simulator/decide/decide.js';
import type { ChatOrigin } from '../../../modules/simulator/decide/decision-request.js';
import { effectiveChatPolicy } from '../../../modules/simulator/effective/effective-policy.js';
import { actionClasses, actionPatternsIn } from '../../../modules/simulator/impact/action-classes.js';
import { equivalentAccounts } from '../../../modules/simulator/impact/equivalent-accounts.js';
import type { ActionChange, Change, Impact } from '../../../modules/simulator/impact/impact.js';
import { impactOf } from '../../../modules/simulator/impact/impact-of.js';
import { touchedClasses } from '../../../modules/simulator/impact/touched-classes.js';
import { patience, runs, seed } from '../../support/effort.js';
import { organizationFileOf } from '../../support/organization-file.js';
import { randomOrganization, randomPolicy } from '../../support/random-organization.js';

const catalogue = loadActionCatalogue();

const denial = (actions: JsonObject, arn: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Deny', ...actions, Resource: '*', Condition: { ArnLike: { 'aws:ChatbotSourceArn': arn } } },
  ],
});

const serviceControlPolicy = fc
  .tuple(
    fc.constantFrom<JsonObject>(
      { Action: 'rds:Delete*' },
      { Action: ['rds:DeleteDBCluster', 'lambda:*'] },
      { NotAction: ['ssm:StartAutomationExecution', 'lambda:InvokeFunction'] },
      { Action: 's3:*' },
    ),
    fc.constantFrom(
      'arn:aws:chatbot::*:*',
      'arn:aws:chatbot::*:chat-configuration/slack-channel/*',
      'arn:aws:chatbot::*:chat-configuration/slack-channel/ops',
      'arn:aws:chatbot::000000000002:*',
    ),
  )
  .map(([actions, arn]) => denial(actions, arn));

/** Up to four policies, some of which the organization has already under the same name. */
function randomPlan(organization: Organization): fc.Arbitrary<Plan> {
  const units = [...accountsOf(organization)].flatMap(({ account, units: way }) => [
    account.id,
    ...way.map(({ id }) => id),
  ]);
  const places = [...new Set([organization.root.id, ...units])];
  const names = [...organization.policies.values()]
    .filter(({ awsManaged }) => !awsManaged)
    .map(({ name }) => name);
  const policy = (
    type: PlannedPolicy['type'],
    content: fc.Arbitrary<JsonObject>,
  ): fc.Arbitrary<PlannedPolicy> =>
    fc
      .tuple(
        fc.constantFrom('new-a', 'new-b', ...names),
        content,
        fc.subarray(places, { minLength: 1, maxLength: Math.min(3, places.length) }),
      )
      .map(([name, document, targets]) => ({
        id: `${type}-${name}`,
        name,
        type,
        description: '',
        tags: {},
        content: document,
        text: JSON.stringify(document),
        targets: targets.map((id) => ({ kind: 'id', id })),
        retention: { skipDestroy: false, preventDestroy: false },
        attachAfter: [],
      }));
  return fc
    .tuple(
      fc.array(policy('CHATBOT_POLICY', randomPolicy), { maxLength: 2 }),
      fc.array(policy('SERVICE_CONTROL_POLICY', serviceControlPolicy), { maxLength: 2 }),
    )
    .map((policies) => {
      const distinct = new Map(policies.flat().map((each) => [each.id, each]));
      return { policies: [...distinct.values()] };
    });
}

/** A random organization with `FullAWSAccess` everywhere, and a random plan for it. */
const organizationAndPlan = randomOrganization.chain((short) => {
  const file = organizationFileOf(short);
  const withAccess = (node: JsonObject): JsonObject => ({
    ...node,
    policies: ['p-FullAWSAccess', ...(node['policies'] as readonly JsonValue[])],
    ...('accounts' in node
      ? {
          accounts: (node['accounts'] as readonly JsonObject[]).map(withAccess),
          organizationalUnits: (node['organizationalUnits'] as readonly JsonObject[]).map(withAccess),
        }
      : {}),
  });
  const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  const access = {
    name: 'FullAWSAccess',
    type: 'SERVICE_CONTROL_POLICY',
    awsManaged: true,
    content: everything,
  };
  const { organization, findings } = readOrganization({
    ...file,
    enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
    root: withAccess(file['root'] as JsonObject),
    policies: { ...(file['policies'] as JsonObject), 'p-FullAWSAccess': access },
  });
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return randomPlan(organization).map((plan) => ({ organization, plan }));
});

describe(`impact (seed ${seed})`, () => {
  it(
    'is the difference of two independent looks at every account',
    () => {
      const property = fc.property(organizationAndPlan, ({ organization, plan }) => {
        const after = applyPlan(organization, plan);
        const impact = impactOf(organization, after, catalogue);
        for (const { account } of accountsOf(organization)) {
          const changes = changesOf(impact, account.id);
          const open = orderDependent(organization, after, account.id);
          const isSettled = (path: string): boolean => !open.has(path) && !path.endsWith('/tenants');
          expect(settingsIn(changes).filter(isSettled)).toEqual(
            differingSettings(organization, after, account.id).filter(isSettled),
          );
          expect(actionsIn(changes)).toEqual(differingActions(organization, after, account.id));
        }
      });
      fc.assert(property, { seed, numRuns: runs(1_000) });
    },
    patience,
  );

  it(
    'leaves out only actions that are decided alike before and after',
    () => {
      const property = fc.property(organizationAndPlan, ({ organization, plan }) => {
        const after = applyPlan(organization, plan);
        const classes = actionClasses(catalogue, patternsIn(organization, after));
        const touched = touchedClasses(organization, after, classes);
        for (const [accountId, { paths }] of equivalentAccounts(organization, after)) {
          const kept = new Set(touched(paths));
          for (const { actions } of classes.filter((each) => !kept.has(each))) {
            for (const platform of platforms) {
              const request = { accountId, from: { platform }, action: actions[0] ?? '' };
              const gates = [organization, after].map((each) =>
                decide(each, request)?.gates.filter(({ gate }) => gate !== 'chat-policy'),
              );
              expect(gates[1]?.map(({ outcome }) => outcome)).toEqual(
                gates[0]?.map(({ outcome }) => outcome),
              );
            }
          }
        }
      });
      fc.assert(property, { seed, numRuns: runs(300) });
    },
    patience,
  );

  it(
    'finds what each chat configuration gains as if every action was decided for it',
    () => {
      const property = fc.property(organizationAndPlan, ({ organization: bare, plan }) => {
        const organization = { ...bare, channels: channelsIn(bare) };
        const after = applyPlan(organization, plan);
        const { channels } = impactOf(organization, after, catalogue);
        for (const channel of organization.channels) {
          const { accountId, platform, name } = channel;
          const origin = { platform, configuration: name, role: 'channel_role' } as const;
          const expected = probes.filter((action) => {
            const [old, now] = [organization, after].map((each) =>
              outcomeOf(each, accountId, origin, action),
            );
            return strictness.indexOf(now ?? '') < strictness.indexOf(old ?? '');
          });
          const gains = channels.find((impact) => impact.channel === channel)?.gains ?? [];
          const found = gains.filter(({ effect }) => effect === 'gain');
          expect(probes.filter((action) => found.some((change) => covers(change, action)))).toEqual(expected);
        }
      });
      fc.assert(property, { seed, numRuns: runs(500) });
    },
    patience,
  );

  it(
    'of a plan on its own result is none',
    () => {
      const property = fc.property(organizationAndPlan, ({ organization, plan }) => {
        const after = applyPlan(organization, plan);
        expect(impactOf(after, applyPlan(after, plan), catalogue).groups).toEqual([]);
        expect(impactOf(organization, applyPlan(organization, { policies: [] }), catalogue).groups).toEqual(
          [],
        );
      });
      fc.assert(property, { seed, numRuns: runs(1_000) });
    },
    patience,
  );

  it(
    'of two plans in turn is the union of both where they do not touch the same value',
    () => {
      const property = fc.property(organizationAndTwoPlans, ({ organization, slack, teams }) => {
        const both = impactOf(organization, applyPlan(applyPlan(organization, slack), teams), catalogue);
        const each = [slack, teams].map((plan) =>
          impactOf(organization, applyPlan(organization, plan), catalogue),
        );
        for (const { account } of accountsOf(organization)) {
          const union = each.flatMap((impact) => factsOf(changesOf(impact, account.id))).sort();
          expect(factsOf(changesOf(both, account.id))).toEqual(union);
        }
      });
      fc.assert(property, { seed, numRuns: runs(1_000) });
    },
    patience,
  );
});

/** One plan that touches Slack's settings alone, one that touches those of Microsoft Teams and guardrails. */
const organizationAndTwoPlans = organizationAndPlan.chain(({ organization }) =>
  fc
    .tuple(randomPolicy, randomPolicy, serviceControlPolicy, fc.nat(), fc.nat())
    .map(([first, second, guardrail, ...numbers]) => {
      const places = [
        organization.root.id,
        ...[...accountsOf(organization)].map(({ account }) => account.id),
      ];
      const [here, there] = numbers.map((number) => places[number % places.length] ?? organization.root.id);
      const plan = (
        name: string,
        type: PlannedPolicy['type'],
        content: JsonObject,
        id = here,
      ): PlannedPolicy => ({
        id: name,
        name,
        type,
        description: '',
        tags: {},
        content,
        text: JSON.stringify(content),
        targets: [{ kind: 'id', id: id ?? organization.root.id }],
        retention: { skipDestroy: false, preventDestroy: false },
        attachAfter: [],
      });
      const slack = { policies: [plan('new-slack', 'CHATBOT_POLICY', onlyPlatform(first, 'slack'))] };
      const ofTeams = plan('new-teams', 'CHATBOT_POLICY', onlyPlatform(second, 'microsoft_teams'), there);
      const teams = { policies: [ofTeams, plan('new-scp', 'SERVICE_CONTROL_POLICY', guardrail, there)] };
      return { organization, slack, teams };
    }),
);

/** What a chat policy says of one platform, without the operators on what all platforms share. */
function onlyPlatform(policy: JsonObject, platform: string): JsonObject {
  const below = (node: JsonValue | undefined, key: string): JsonValue | undefined =>
    isJsonObject(node) ? Object.entries(node).find(([name]) => name.toLowerCase() === key)?.[1] : undefined;
  const found = below(below(below(policy, 'chatbot'), 'platforms'), platform);
  return { chatbot: { platforms: found === undefined ? {} : { [platform]: found } } };
}

/** What changes, without who causes it. */
function factsOf(changes: readonly Change[]): readonly string[] {
  return changes.map(({ causes: _, ...change }) => JSON.stringify(change)).sort();
}

function patternsIn(...organizations: readonly Organization[]): readonly string[] {
  return organizations
    .flatMap(({ policies }) => [...policies.values()])
    .filter(({ type }) => type === 'SERVICE_CONTROL_POLICY')
    .flatMap(({ content }) => actionPatternsIn(content));
}

function changesOf({ groups }: Impact, accountId: string): readonly Change[] {
  return groups.filter(({ accounts }) => accounts.includes(accountId)).flatMap(({ changes }) => changes);
}

function settingsIn(changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change) => (change.kind === 'chat-policy' ? change.path.join('/') : [])).sort();
}

/** Paths of leaves that differ between the two printed documents. */
function differingSettings(before: Organization, after: Organization, accountId: string): readonly string[] {
  const old = leaves(effectiveChatPolicy(before, accountId)?.effective ?? {});
  const now = leaves(effectiveChatPolicy(after, accountId)?.effective ?? {});
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .sort();
}

/** The settings of an account that depend on an attachment order in one of two organizations. */
function orderDependent(before: Organization, after: Organization, accountId: string): ReadonlySet<string> {
  const policies = [before, after].map((each) => effectiveChatPolicy(each, accountId));
  return new Set(
    policies.flatMap((each) => each?.dependsOnAttachmentOrder.map((path) => path.join('/')) ?? []),
  );
}

function leaves(node: JsonValue, path: readonly string[] = []): ReadonlyMap<string, string> {
  if (!isJsonObject(node)) {
    const words = Array.isArray(node) ? [...new Set(node.map(String))].sort() : node;
    return new Map([[path.join('/'), JSON.stringify(words)]]);
  }
  return new Map(Object.entries(node).flatMap(([key, value]) => [...leaves(value, [...path, key])]));
}

const probes = [
  'rds:DeleteDBCluster',
  'rds:DescribeDBClusters',
  'lambda:InvokeFunction',
  'lambda:ListFunctions',
  's3:ListAllMyBuckets',
  's3:PutObject',
  'ssm:StartAutomationExecution',
  'ec2:DescribeInstances',
  'iam:CreateUser',
];
const platforms = ['slack', 'microsoft_teams'] as const;

function actionsIn(changes: readonly Change[]): readonly string[] {
  const actions = changes.filter((change): change is ActionChange => change.kind === 'action');
  const found = platforms.flatMap((platform) =>
    probes.flatMap((probe) =>
      actions
        .filter(
          (change) =>
            (change.platform ?? platform) === platform &&
            change.before !== change.after &&
            covers(change, probe),
        )
        .map((change) => `${platform} ${probe} ${change.before} ${change.after}`),
    ),
  );
  return found.sort();
}

function covers({ action, except = [] }: ActionChange, probe: string): boolean {
  const matches = (pattern: string): boolean => pattern === probe || pattern === `${probe.split(':')[0]}:*`;
  return action === '*' ? !except.some(matches) : matches(action);
}

/** What `decide` answers before and after, the chat policy left aside. */
function differingActions(before: Organization, after: Organization, accountId: string): readonly string[] {
  const found = platforms.flatMap((platform) =>
    probes.flatMap((action) => {
      const [old, now] = [before, after].map((each) => outcomeOf(each, accountId, { platform }, action));
      return old === now ? [] : [`${platform} ${action} ${old} ${now}`];
    }),
  );
  return found.sort();
}

const strictness = ['allowed', 'unknown', 'denied'];

function outcomeOf(organization: Organization, accountId: string, from: ChatOrigin, action: string): string {
  const gates = decide(organization, { accountId, from, action })?.gates ?? [];
  const outcomes = gates.filter(({ gate }) => gate !== 'chat-policy').map(({ outcome }) => outcome);
  return strictness.findLast((outcome) => outcomes.some((each) => each === outcome)) ?? 'allowed';
}

/** Two chat configurations of Slack and one of Microsoft Teams for each account. */
function channelsIn(organization: Organization): readonly ChatChannel[] {
  return [...accountsOf(organization)].flatMap(({ account: { id } }) =>
    (
      [
        ['slack', 'ops'],
        ['slack', 'dev'],
        ['microsoft_teams', 'ops'],
      ] as const
    ).map(([platform, name]) => ({
      ...{ accountId: id, platform, name, userRoleRequired: false, guardrailPolicyArns: [] },
    })),
  );
}
