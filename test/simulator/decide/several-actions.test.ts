import {
  decideNotRun,
  decideOptional,
  decider,
  decideTogether,
  decideUnknown,
} from '../../../modules/simulator/decide/decide.js';
import type { Decision } from '../../../modules/simulator/decide/decision.js';
import type { ChatOrigin } from '../../../modules/simulator/decide/decision-request.js';
import { prod, root, smallOrganization, workloads } from '../../support/small-organization.js';

const decide = decider(
  smallOrganization([
    {
      name: 'chat',
      on: [root],
      content: { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T1'] } } } } },
    },
    {
      name: 'FullAWSAccess',
      type: 'SERVICE_CONTROL_POLICY',
      on: [root, workloads, prod, '222222222222'],
      content: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
    },
    {
      name: 'guardrail',
      type: 'SERVICE_CONTROL_POLICY',
      on: [root],
      content: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Deny', Action: 'rds:Delete*', Resource: '*' },
          {
            Effect: 'Deny',
            Action: 'rds:Stop*',
            Resource: '*',
            Condition: { StringEquals: { 'aws:PrincipalTag/team': 'guest' } },
          },
        ],
      },
    },
  ]),
);

function decisionOn(action: string, from: ChatOrigin | 'console' = { platform: 'slack', workspace: 'T1' }) {
  const decision = decide({ accountId: '222222222222', from, action });
  if (decision === undefined) throw new Error('the organization has the account');
  return { action, decision };
}

const brief = ({ decision, reasons }: Decision) => [
  decision,
  ...reasons.map(({ gate, action }) => (action === undefined ? gate : `${gate} ${action}`)),
];
const [read, drop, stop] = ['rds:DescribeDBClusters', 'rds:DeleteDBCluster', 'rds:StopDBCluster'] as const;

test('one denied action denies the command, and one unknown action leaves it unknown', () => {
  expect(brief(decideTogether([decisionOn(read), decisionOn(drop), decisionOn(stop)]))).toEqual([
    'denied',
    `service-control-policy ${drop}`,
  ]);
  expect(brief(decideTogether([decisionOn(read), decisionOn(stop)]))).toEqual([
    'unknown',
    `service-control-policy ${stop}`,
  ]);
});

test('the place in chat is decided once for all actions of a command', () => {
  const { decision, gates, reasons } = decideTogether([
    decisionOn(read),
    decisionOn('rds:ListTagsForResource'),
  ]);
  expect(decision).toBe('allowed');
  const asked = ['chat-policy', 'chat-service', 'service-control-policy'];
  expect(gates.map(({ gate }) => gate)).toEqual(asked);
  expect(reasons.filter(({ action }) => action === undefined).map(({ gate }) => gate)).toEqual([
    'chat-policy',
  ]);
  const from = { platform: 'slack', workspace: 'T2' } as const;
  expect(brief(decideTogether([decisionOn(read, from), decisionOn(stop, from)]))).toEqual([
    'denied',
    'chat-policy',
  ]);
});

test('a command of one action is decided as the action is', () => {
  const one = decisionOn(drop);
  expect(decideTogether([one])).toBe(one.decision);
});

test('a command that the chat service does not run is denied, and unknown where it may run it', () => {
  const { decision } = decisionOn(read);
  expect(decideNotRun(decision, 'denied', 'not supported').reasons).toEqual([
    { gate: 'chat-service', outcome: 'denied', message: 'not supported' },
  ]);
  expect(brief(decideNotRun(decision, 'unknown', 'perhaps'))).toEqual(['unknown', 'chat-service']);
  expect(brief(decideNotRun(decisionOn(drop).decision, 'unknown', 'perhaps'))).toEqual([
    'denied',
    'service-control-policy',
  ]);
});

test('of a command with unknown actions only the place in chat can be decided', () => {
  const unknown = decideUnknown(decisionOn(drop).decision, 'what it does is not known');
  expect(unknown.decision).toBe('unknown');
  expect(unknown.reasons).toEqual([
    { gate: 'chat-service', outcome: 'unknown', message: 'what it does is not known', missing: ['--action'] },
  ]);
  expect(unknown.gates.map(({ gate }) => gate)).toEqual(['chat-policy', 'chat-service']);
  const shut = decideUnknown(
    decisionOn(read, { platform: 'slack', workspace: 'T2' }).decision,
    'what it does',
  );
  expect(brief(shut)).toEqual(['denied', 'chat-policy']);
  expect(brief(decideUnknown(decisionOn(read, 'console').decision, 'what it does'))).toEqual([
    'unknown',
    'service-control-policy',
  ]);
});

test('an action that a command may need leaves it unknown where it is denied', () => {
  const { decision, reasons } = decideOptional(decisionOn(drop).decision, 'with --final-snapshot');
  expect(decision).toBe('unknown');
  expect(reasons.map(({ gate, outcome }) => `${gate} ${outcome}`)).toEqual([
    'service-control-policy unknown',
  ]);
  expect(reasons[0]?.message).toMatch(/^with --final-snapshot: ./);
  expect(decideOptional(decisionOn(read).decision, 'perhaps')).toMatchObject({
    decision: 'allowed',
    gates: [],
  });
  const elsewhere = decisionOn(read, { platform: 'slack', workspace: 'T2' }).decision;
  expect(decideOptional(elsewhere, 'perhaps').decision).toBe('allowed');
  expect(
    decideOptional(decisionOn('sts:AssumeRole').decision, 'perhaps').gates.map(({ gate }) => gate),
  ).toEqual([]);
});

test('a decision names the gates that were not evaluated', () => {
  const never = ['resource-control-policy', 'permissions-boundary', 'session-policy', 'resource-policy'];
  expect(decisionOn(read).decision.notAsked).toEqual(['guardrail-policy', 'role-policy', ...never]);
  expect(decisionOn(read, 'console').decision.notAsked).toEqual([
    'chat-policy',
    'chat-service',
    'guardrail-policy',
    'role-policy',
    ...never,
  ]);
  expect(decide({ accountId: '999999999999', from: 'console', action: read })).toBeUndefined();
});

test('only the gates that are wanted are evaluated', () => {
  const organization = smallOrganization();
  const allow = [{ name: 'all', content: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } }];
  const request = {
    accountId: '222222222222',
    from: { platform: 'slack' },
    action: read,
    guardrailPolicies: allow,
    rolePolicies: allow,
  } as const;
  const gatesOf = (...gates: readonly Decision['gates'][number]['gate'][]) =>
    decider(organization, { gates })(request)?.gates.map(({ gate }) => gate);
  for (const gate of ['chat-policy', 'chat-service', 'service-control-policy', 'guardrail-policy'] as const) {
    expect(gatesOf(gate)).toEqual([gate]);
  }
  expect(gatesOf('role-policy', 'chat-policy')).toEqual(['chat-policy', 'role-policy']);
  expect(decider(organization)(request)?.gates).toHaveLength(5);
});
