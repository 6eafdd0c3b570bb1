import { planConfiguration } from '../../modules/config/plan-configuration.js';
import { applyPlan } from '../../modules/simulator/apply-plan.js';
import { decide } from '../../modules/simulator/decide/decide.js';
import { guardedOrganization } from '../support/guardrail-organization.js';

const file = 'chat-guardrails.yaml';
const surroundings = {
  readDocument: () => ({ reason: 'there is none' }),
  readOrganization: () => ({ problems: [] }),
};

function planOn(today: string, text: string) {
  const { environments, problems: all } = planConfiguration({ text, file }, { ...surroundings, today });
  // There is no organization file here, and a note about that.
  const problems = all.filter(({ kind }) => kind !== 'references-not-checked');
  const found = problems.map(({ kind, severity, line, facts, acknowledged }) => ({
    kind,
    severity,
    line,
    facts,
    ...(acknowledged === undefined ? {} : { acknowledged }),
  }));
  return { plan: environments[0]?.plan, problems: found };
}

const spared = `guardrails:
  - name: no-drops
    targets: root
    use: no-database-cluster-deletion
    except:
      - account: '123456789012'
        reason: moves to another platform
        owner: databases@shop.example
        until: 2027-03-31
`;

test('an exempt account can do from chat what the guardrail denies', () => {
  const ask = (text: string) => {
    const { plan } = planOn('2027-01-01', text);
    if (plan === undefined) throw new Error('there is a plan');
    return decide(applyPlan(guardedOrganization([]), plan), {
      accountId: '123456789012',
      from: { platform: 'slack', configuration: 'operations' },
      action: 'rds:DeleteDBCluster',
      resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders',
    })?.decision;
  };
  expect(ask(spared)).toBe('allowed');
  expect(ask(spared.replace('123456789012', '210987654321'))).toBe('denied');
});

test('an exempt chat configuration can, and another one cannot', () => {
  const text = `guardrails:
  - name: no-drops
    targets: root
    use: no-database-cluster-deletion
    exceptFrom:
      configurations: on-call
      reason: runs the migrations
      owner: databases@shop.example
      until: 2027-03-31
`;
  const { plan, problems } = planOn('2027-01-01', text);
  expect(problems).toEqual([]);
  if (plan === undefined) throw new Error('there is a plan');
  const answers = ['on-call', 'operations'].map(
    (configuration) =>
      decide(applyPlan(guardedOrganization([]), plan), {
        accountId: '123456789012',
        from: { platform: 'slack', configuration },
        action: 'rds:DeleteDBCluster',
        resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders',
      })?.decision,
  );
  expect(answers).toEqual(['allowed', 'denied']);
  expect(planOn('2027-04-01', text).problems).toMatchObject([
    { kind: 'exception-expired', severity: 'error', line: 9 },
  ]);
});

test.each([
  ['2027-02-28', []],
  ['2027-03-01', ['exception-ends-soon']],
  ['2027-03-31', ['exception-ends-soon']],
  ['2027-04-01', ['exception-expired']],
])('on %s an exception until 2027-03-31 gives %j', (today, kinds) => {
  expect(planOn(today, spared).problems.map(({ kind }) => kind)).toEqual(kinds);
});

test('an expired exception is an error at its end date, and there is no plan', () => {
  expect(planOn('2027-04-01', spared)).toEqual({
    plan: undefined,
    problems: [
      {
        kind: 'exception-expired',
        severity: 'error',
        line: 9,
        facts: { until: '2027-03-31', owner: 'databases@shop.example' },
      },
    ],
  });
});

test('as long as there is a plan, the day changes nothing in it', () => {
  const plans = ['2026-01-01', '2027-03-01', '2027-03-31'].map((today) => planOn(today, spared).plan);
  expect(plans[0]).toBeDefined();
  expect(plans[1]).toEqual(plans[0]);
  expect(plans[2]).toEqual(plans[0]);
});

test.each(['reason', 'owner', 'until'])('an exception without %s is an error', (key) => {
  const text = spared.replace(new RegExp(`^ +${key}: .*\n`, 'm'), '');
  const { plan, problems } = planOn('2027-01-01', text);
  expect(plan).toBeUndefined();
  expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
  expect(JSON.stringify(problems)).toContain(key);
});

describe('an acknowledgement', () => {
  const chime = `chatPolicies:
  - name: chime-on
    targets: root
    slack: { client: enabled, workspaces: all }
    chime: { client: enabled }
`;
  const acknowledged = `${chime}acknowledged:
  - problem: chime-ended
    policy: chime-on
    reason: two rooms move in spring
    owner: chat@shop.example
    until: 2027-03-31
`;

  test('turns a warning into a note with owner and reason', () => {
    expect(planOn('2027-01-01', chime).problems).toMatchObject([
      { kind: 'chime-ended', severity: 'warning' },
    ]);
    const { plan, problems } = planOn('2027-01-01', acknowledged);
    expect(plan).toBeDefined();
    const known = { owner: 'chat@shop.example', until: '2027-03-31', reason: 'two rooms move in spring' };
    expect(problems).toMatchObject([{ kind: 'chime-ended', severity: 'note', acknowledged: known }]);
  });

  test('matches by one of the facts, or an item of one, and not by a part of the message', () => {
    const slack = (about: string) => `provider: { region: us-east-1 }
guardrails:
  - { name: a, targets: ['123456789012'], deny: s3:DeleteBucket, from: { accounts: ['999999999999'] } }
acknowledged:
  - { problem: unknown-account, about: ${about}, reason: r, owner: o, until: 2028-03-31 }
`;
    const found = (about: string) =>
      planConfiguration(
        { text: slack(about), file },
        { ...surroundings, today: '2027-01-01' },
        { organization: { organization: guardedOrganization([]), problems: [] } },
      ).problems.map(({ kind, severity }) => `${severity} ${kind}`);
    expect(found("'999999999999'")).toEqual(['note unknown-account']);
    expect(found('exists')).toContain('warning unknown-account');
    expect(found("'99999999999'")).toContain('warning unknown-account');
  });

  test('counts for its own policy alone', () => {
    const other = `${acknowledged.replace('policy: chime-on', 'policy: another')}`;
    expect(planOn('2027-01-01', other).problems).toContainEqual(
      expect.objectContaining({ kind: 'chime-ended', severity: 'warning' }),
    );
  });

  test('is the first one that fits, whether or not it names a policy', () => {
    const [head = '', entry = ''] = acknowledged.split(/(?<=acknowledged:\n)/);
    const named = entry.replace('two rooms', 'named');
    const kind = entry.replace(/ *policy: chime-on\n/, '').replace('two rooms', 'kind');
    const other = entry.replace('policy: chime-on', 'policy: another').replace('two rooms', 'other');
    const told = (entries: string) => planOn('2027-01-01', head + entries).problems[0]?.acknowledged?.reason;
    expect(told(other + named + kind)).toMatch(/^named/);
    expect(told(other + kind + named)).toMatch(/^kind/);
  });

  test('is still in force on its last day', () => {
    const { plan, problems } = planOn('2027-03-31', acknowledged);
    expect(plan).toBeDefined();
    expect(problems).toMatchObject([
      { kind: 'chime-ended', severity: 'note' },
      { kind: 'exception-ends-soon', severity: 'warning' },
    ]);
  });

  test('past its last day is an error, and the warning is back', () => {
    const { plan, problems } = planOn('2027-04-01', acknowledged);
    expect(plan).toBeUndefined();
    expect(problems).toContainEqual(
      expect.objectContaining({ kind: 'exception-expired', severity: 'error' }),
    );
    expect(problems).toContainEqual(expect.objectContaining({ kind: 'chime-ended', severity: 'warning' }));
  });

  test('does not hide what AWS would refuse', () => {
    const text = `chatPolicies:
  - name: bad
    targets: root
    slack: { client: enabled, workspaces: [lower] }
acknowledged:
  - { problem: invalid-workspace-id, reason: r, owner: o, until: 2027-03-31 }
`;
    expect(planOn('2027-01-01', text).problems).toContainEqual(
      expect.objectContaining({ kind: 'invalid-workspace-id', severity: 'error' }),
    );
  });
});
