import fc from 'fast-check';
import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import { decider } from '../../../modules/simulator/decide/decide.js';
import type { DecisionRequest } from '../../../modules/simulator/decide/decision-request.js';
import {
  combineOpinions,
  type Simulation,
  secondOpinion,
  simulationOf,
} from '../../../modules/simulator/second-opinion/simulation.js';
import { runs, seed } from '../../support/effort.js';
import { naiveDecide } from '../../support/naive-decide.js';
import { accountId, organizationOfLevels } from '../../support/organization-of-levels.js';
import { randomKeys, randomLevels, randomRequest } from '../../support/random-scp.js';
import { root, type SmallPolicy, smallOrganization } from '../../support/small-organization.js';

const catalogue = loadActionCatalogue();

/** AWS as far as a naive evaluator is AWS: it sees what was sent, and nothing else. */
function naiveAws(simulation: Simulation) {
  if (!('input' in simulation)) return simulation;
  const { levels, resource, keys } = simulation.input;
  const context = Object.fromEntries(keys.map(({ name, values }) => [name, values]));
  const documents = levels.map((level) => level.map((text) => JSON.parse(text)));
  return {
    decision: naiveDecide(documents, { action: simulation.action, resource, context }) ? 'allowed' : 'denied',
  } as const;
}

const asked = fc.tuple(randomLevels, randomRequest).map(([levels, { action, resource, context }]) => {
  const request: DecisionRequest = {
    accountId,
    from: 'console',
    action,
    resource,
    context: Object.fromEntries(randomKeys.map((key) => [key, context[key] ?? []])),
  };
  return { organization: organizationOfLevels(levels), request };
});

test(`the request for the simulator has the same decision as the organization (seed ${seed})`, () => {
  let sent = 0;
  fc.assert(
    fc.property(asked, ({ organization, request }) => {
      const decision = decider(organization)(request);
      const simulation = simulationOf(organization, request, catalogue);
      if (decision === undefined || !('input' in simulation)) return;
      sent++;
      expect(secondOpinion(decision, naiveAws(simulation))).toMatchObject({ agrees: true });
    }),
    { seed, numRuns: runs(20_000) },
  );
  expect(sent).toBeGreaterThan(runs(20_000) / 2);
});

test(`a fault in our evaluation is a disagreement (seed ${seed})`, () => {
  // With this fault a key of several values is compared like one of a single value.
  const conditionKeys = { conditionKey: () => undefined };
  let disagreements = 0;
  fc.assert(
    fc.property(asked, ({ organization, request }) => {
      const faulty = decider(organization, { conditionKeys })({
        ...request,
        action: request.action.replace('Delete', 'Describe'),
      });
      if (faulty === undefined) return;
      if (secondOpinion(faulty, naiveAws(simulationOf(organization, request, catalogue))).agrees === false)
        disagreements++;
    }),
    { seed, numRuns: 2_000 },
  );
  expect(disagreements).toBeGreaterThan(0);
});

const scp = (condition: object = {}, more: Partial<SmallPolicy> = {}): SmallPolicy => ({
  name: 'scp',
  type: 'SERVICE_CONTROL_POLICY',
  content: JSON.parse(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'rds:*', Resource: '*', Condition: condition }],
    }),
  ),
  ...more,
});
const everywhere = [root, 'ou-ab12-workload1', 'ou-ab12-prod0001', '222222222222'];
const request: DecisionRequest = {
  accountId: '222222222222',
  from: { platform: 'slack', configuration: 'ops' },
  action: 'rds:DeleteDBCluster',
  resource: 'arn:aws:rds:eu-west-1:222222222222:cluster:orders',
};
const chat = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } };
const simulated = (policies: readonly SmallPolicy[], changes: Partial<DecisionRequest> = {}) =>
  simulationOf(smallOrganization(policies), { ...request, ...changes }, catalogue);

test('every level is sent in its order, with the keys that are mentioned', () => {
  expect(simulated([scp(chat, { on: everywhere })])).toEqual({
    action: 'rds:DeleteDBCluster',
    input: {
      levels: everywhere.map(() => [JSON.stringify(scp(chat).content)]),
      policies: [expect.stringContaining('Allow')],
      resource: request.resource,
      keys: [
        {
          name: 'aws:ChatbotSourceArn',
          type: 'string',
          values: ['arn:aws:chatbot::222222222222:chat-configuration/slack-channel/ops'],
        },
      ],
    },
  });
});

test('role policies are the policies, and guardrail policies the boundary', () => {
  const allow = (Action: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  });
  const simulation = simulated([scp(chat, { on: everywhere })], {
    rolePolicies: [{ name: 'role', content: allow('rds:*') }],
    guardrailPolicies: [
      { name: 'a', content: allow('rds:Describe*') },
      { name: 'b', content: allow('s3:*') },
    ],
  });
  expect(simulation).toMatchObject({ input: { policies: [JSON.stringify(allow('rds:*'))] } });
  const boundary = 'input' in simulation ? simulation.input.boundary : undefined;
  expect(JSON.parse(boundary ?? '')).toEqual({
    ...allow(''),
    Statement: [...allow('rds:Describe*').Statement, ...allow('s3:*').Statement],
  });
});

test.each([
  [
    'numeric',
    { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } },
    'aws:MultiFactorAuthAge',
    ['60'],
    'numeric',
  ],
  [
    'date',
    { DateLessThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } },
    'aws:TokenIssueTime',
    ['2025-01-01T00:00:00Z'],
    'date',
  ],
  ['boolean', { Bool: { 'aws:SecureTransport': 'false' } }, 'aws:SecureTransport', ['true'], 'boolean'],
  ['IP address', { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, 'aws:SourceIp', ['192.0.2.1'], 'ip'],
  ['list', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' } }, 'aws:TagKeys', ['a', 'b'], 'stringList'],
])('the type of a key is that of its comparison: %s', (_name, condition, key, values, type) => {
  expect(simulated([scp(condition, { on: everywhere })], { context: { [key]: values } })).toMatchObject({
    input: { keys: [{ name: key, type, values }] },
  });
});

test('a key stated absent is not sent', () => {
  const condition = { Null: { 'aws:TagKeys': 'true' } };
  expect(simulated([scp(condition, { on: everywhere })], { context: { 'aws:TagKeys': [] } })).toMatchObject({
    input: { keys: [] },
  });
});

test.each<[string, readonly SmallPolicy[], Partial<DecisionRequest>, string]>([
  [
    'a key has no value',
    [scp({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, { on: everywhere })],
    {},
    '--context aws:MultiFactorAuthPresent=VALUE',
  ],
  [
    'a variable has no value',
    [scp({ StringEquals: { 'aws:TagKeys': '${aws:PrincipalTag/team}' } }, { on: everywhere })],
    { context: { 'aws:TagKeys': [] } },
    '--context aws:PrincipalTag/team=VALUE',
  ],
  [
    'the chat configuration is not known',
    [scp(chat, { on: everywhere })],
    { from: { platform: 'slack' } },
    '--configuration',
  ],
  [
    'the resource is not known',
    [scp({}, { on: everywhere })],
    { resource: undefined as never },
    '--resource',
  ],
  [
    'the account is the management account',
    [scp({}, { on: everywhere })],
    { accountId: '111111111111' },
    'management account',
  ],
  ['a level has no SCP', [scp({}, { on: [root] })], {}, 'no SCP is attached'],
  [
    'a policy has characters that IAM does not accept',
    [scp({ StringEquals: { 'aws:RequestedRegion': '\u4e2d' } }, { on: everywhere })],
    { region: 'eu-west-1' },
    'U+00FF',
  ],
  [
    'a value has characters that IAM does not accept',
    [scp({ StringEquals: { 'aws:PrincipalTag/team': 'data' } }, { on: everywhere })],
    { context: { 'aws:PrincipalTag/team': ['\u{1f600}'] } },
    'U+00FF',
  ],
  [
    'the resource is longer than IAM accepts',
    [scp({}, { on: everywhere })],
    { resource: `arn:aws:rds:eu-west-1:222222222222:cluster:${'a'.repeat(2_048)}` },
    'IAM accepts 1 to 2048',
  ],
  [
    'a key is longer than IAM accepts',
    [scp({ StringEquals: { [`aws:PrincipalTag/${'a'.repeat(256)}`]: 'data' } }, { on: everywhere })],
    { context: { [`aws:PrincipalTag/${'a'.repeat(256)}`]: ['data'] } },
    'IAM accepts 5 to 256',
  ],
])('AWS is not asked where %s', (_name, policies, changes, reason) => {
  expect(simulated(policies, changes)).toEqual({ notAsked: expect.stringContaining(reason) });
});

test('AWS is compared with SCPs, guardrail and role policies, never with chat policies', () => {
  const gate = (
    name: 'chat-policy' | 'service-control-policy' | 'role-policy',
    outcome: 'allowed' | 'denied' | 'unknown',
  ) => ({ gate: name, outcome, reasons: [] });
  const decision = (...gates: ReturnType<typeof gate>[]) => ({
    decision: 'denied' as const,
    reasons: [],
    gates,
    notes: [],
    notAsked: [],
  });
  const allowed = { decision: 'allowed' } as const;
  expect(
    secondOpinion(decision(gate('chat-policy', 'denied'), gate('service-control-policy', 'allowed')), allowed)
      .agrees,
  ).toBe(true);
  expect(secondOpinion(decision(gate('service-control-policy', 'denied')), allowed).agrees).toBe(false);
  expect(
    secondOpinion(
      decision(gate('service-control-policy', 'allowed'), gate('role-policy', 'unknown')),
      allowed,
    ).agrees,
  ).toBeNull();
});

test('opinions about several actions are one: a disagreement stays, and an action without an opinion leaves it open', () => {
  const yes = { decision: 'allowed', agrees: true } as const;
  const no = { decision: 'denied', agrees: true } as const;
  const open = { decision: 'not-asked', agrees: null, reason: 'why' } as const;
  expect(combineOpinions([yes, no])).toEqual({ decision: 'denied', agrees: true });
  expect(combineOpinions([yes, { ...no, agrees: false }])).toEqual({ decision: 'denied', agrees: false });
  expect(combineOpinions([yes, open])).toEqual(open);
  expect(combineOpinions([{ ...yes, agrees: false }, open])).toEqual({ ...open, agrees: false });
  expect(combineOpinions([])).toMatchObject({ decision: 'not-asked', agrees: null });
});
