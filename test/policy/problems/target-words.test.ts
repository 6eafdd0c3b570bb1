import {
  type ProblemFacts,
  type ProblemKind,
  problemWords,
} from '../../../modules/policy/problems/problem-kinds.js';

function words<K extends ProblemKind>(kind: K, facts: ProblemFacts<K>): string {
  const { message, help = '' } = problemWords(kind, facts);
  return `${message} | ${help}`;
}

test('an unknown target comes with the nearest one', () => {
  expect(words('unknown-target', { rule: 'unit', target: 'Workloads/Pord', nearest: 'Workloads/Prod' })).toBe(
    'no organizational unit `Workloads/Pord` in the organization file | did you mean `Workloads/Prod`?',
  );
  expect(words('unknown-target', { rule: 'nested-unit', target: 'Prod', nearest: 'Workloads/Prod' })).toBe(
    'no organizational unit `Prod` in the organization file | did you mean `Workloads/Prod`? paths start below the root',
  );
  expect(words('unknown-target', { rule: 'id', target: '999999999999' })).toBe(
    'the ID `999999999999` is not in the organization file | collect the organization again if it is new',
  );
});

test('the message about an invalid target shows what to write', () => {
  expect(words('invalid-target', { rule: 'white-space', target: 'A / B', nearest: 'A/B' })).toBe(
    '`A / B` is not a target; a name starts or ends with white space | write `A/B`',
  );
  expect(words('invalid-target', { rule: 'account-id', target: '12345', count: 5 })).toBe(
    '`12345` is not a target | an account ID has 12 digits, not 5',
  );
  expect(words('invalid-target', { rule: 'root-in-path', target: 'root/A', nearest: 'A' })).toBe(
    '`root/A` is treated as an OU name; probably not intended | did you mean `A`? paths start below the root',
  );
});

test('too many policies on a target are counted with those that the plan does not contain', () => {
  const facts = { rule: 'plan', count: 11, limit: 10, target: 'Workloads', organization: false } as const;
  const type = 'SERVICE_CONTROL_POLICY';
  expect(words('too-many-attachments', { ...facts, type, others: ['FullAWSAccess'] })).toBe(
    '11 service control policies on `Workloads`, including `FullAWSAccess`; AWS allows 10 | combine actions in one guardrail, or attach some to an organizational unit above or below; an `organization` file shows what is attached',
  );
  const others = ['a', 'b', 'c', 'd'];
  expect(words('too-many-attachments', { ...facts, type: 'CHATBOT_POLICY', others })).toBe(
    '11 chat policies on `Workloads`, including `a`, `b`, `c` and 1 more; AWS allows 10 | combine policies, or attach some to an organizational unit above or below',
  );
});

test('policies that assign the same setting are named with the precedence', () => {
  const settings = ['a.b', 'c', 'd', 'e'];
  const facts = { policy: 'new', other: 'old', settings, target: 'root' };
  expect(words('peers-assign-same-value', { rule: 'plan', ...facts })).toBe(
    '`new` and `old` both assign `a.b`, `c`, `d` and 1 more on `root`; the first one attached takes precedence | with `attachAfter: old` in `new`, `old` takes precedence; or assign it in one of them',
  );
  expect(words('peers-assign-same-value', { rule: 'attached-first', ...facts, settings: ['c'] })).toBe(
    '`old` also assigns `c` on `root`; `new` was attached first and takes precedence until it is attached again | detach `old`, or assign it in one of them',
  );
});

test('an operator that policies above forbid is named with all of them', () => {
  const facts = { operator: '@@append', policy: 'own', setting: 'a.b', target: 'Prod' };
  expect(
    words('operator-forbidden-by-parent', {
      ...facts,
      parents: ['lock', 'more'],
      parentTargets: ['Root', 'Workloads'],
    }),
  ).toBe(
    '`@@append` of `own` on `a.b` has no effect at `Prod`: `lock` at `Root` and `more` at `Workloads` forbid it | remove it, or allow it in the policies above',
  );
  expect(
    words('operator-forbidden-by-parent', { ...facts, parents: ['lock'], parentTargets: ['Root'] }),
  ).toContain('`lock` at `Root` forbids it | remove it, or allow it in the policy above');
});

test('an open lock is named with the open settings and how to close them', () => {
  const facts = { rule: 'set-by-other-policy', policy: 'lock', count: 4 } as const;
  expect(words('child-control-leaves-open', { ...facts, settings: ['a', 'b', 'c'], example: 'T1: {}' })).toBe(
    '`lock` does not lock `a`, `b`, `c` and 1 more, which another policy sets | add the setting to `lock` with `children` and no value: `T1: {}`',
  );
});

test('end dates come with the owner', () => {
  expect(words('exception-expired', { until: '2026-10-01', owner: 'sre' })).toBe(
    'expired on `2026-10-01`; owner: `sre` | remove it, or agree on a later date',
  );
  const facts = { until: '2026-12-01', owner: 'sre' };
  expect(words('exception-ends-soon', { ...facts, days: 1 })).toContain(
    'expires in 1 day, on `2026-12-01`; owner: `sre`',
  );
  expect(words('exception-ends-soon', { ...facts, days: 0 })).toContain('expires at the end of today');
});

test('the message about a JSON syntax error names what was found and what to write', () => {
  expect(words('json-syntax', { rule: 'unexpected', found: ']', expected: 'value' })).toBe(
    'found `]`; expected a value | write the value, or remove what is before it',
  );
  expect(words('json-syntax', { rule: 'symbol', found: 'TRUE' })).toBe(
    '`TRUE` is not JSON | write `true`, in lower case',
  );
  expect(words('json-syntax', { rule: 'text-end' })).toBe('the text ends too early | it is cut off or empty');
});

test('the message about an impossible request names the wrong part', () => {
  expect(
    words('invalid-value', {
      rule: 'request-part',
      key: '--tenant',
      platform: 'slack',
      expected: ['microsoft_teams'],
    }),
  ).toBe('`--tenant` applies to Microsoft Teams, not Slack | ');
});
