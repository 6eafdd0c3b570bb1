import { readConfiguration } from '../../modules/config/read-file.js';
import { planOf } from '../../modules/policy/plan/make-plan.js';
import type { Problem } from '../../modules/policy/problems/problem.js';

function read(existing: string, targets = '[root, Workloads/Prod]') {
  const text = `chatPolicies:
  - name: slack-only
    targets: ${targets}
    slack: enabled
    existing: ${existing}
`;
  const { configuration, problems } = readConfiguration({ text, file: 'c.yaml' }, () => ({ reason: 'none' }));
  const intent = configuration?.environments[0]?.intent;
  const plan = intent && planOf(intent);
  return { plan: plan?.plan, problems: [...problems, ...(plan?.problems ?? [])] };
}

const saying = (problems: readonly Problem[]) => problems.map(({ kind, path }) => [kind, path.join('.')]);

test('what exists comes into the plan, by target as the plan writes it', () => {
  const { plan, problems } = read(
    '{ policy: p-8lqmvzr1, attachments: { root: r-ab12, Workloads/Prod: ou-ab12-prod0001 } }',
  );
  expect(problems).toEqual([]);
  expect(plan?.policies[0]?.existing).toEqual({
    id: 'p-8lqmvzr1',
    attachments: { root: 'r-ab12', 'Workloads/Prod': 'ou-ab12-prod0001' },
  });
});

test('a policy without attachments can exist', () => {
  const { plan } = read('{ policy: p-8lqmvzr1 }', '[]');
  expect(plan?.policies[0]?.existing).toEqual({ id: 'p-8lqmvzr1', attachments: {} });
});

test('an attachment that the plan does not have is warned about and left out', () => {
  const { plan, problems } = read('{ policy: p-8lqmvzr1, attachments: { Sandbox: ou-ab12-sandbox1 } }');
  expect(saying(problems)).toEqual([
    ['existing-without-target', 'chatPolicies.0.existing.attachments.Sandbox'],
  ]);
  expect(plan?.policies[0]?.existing?.attachments).toEqual({});
});

test.each([
  ['{ policy: slack-only }', 'chatPolicies.0.existing.policy'],
  ['{ policy: p-8lqmvzr1, attachments: { root: Root } }', 'chatPolicies.0.existing.attachments.root'],
])('ids of %s are checked', (existing, path) => {
  expect(saying(read(existing).problems)).toContainEqual(['invalid-value', path]);
});

test.each([
  ['false', undefined],
  ['KeepDatabases', 'KeepDatabases'],
])('`sid: %s` decides on the id of the statement', (sid, expected) => {
  const text = `guardrails:\n  - { name: keep-databases, targets: root, deny: 'rds:Delete*', sid: ${sid} }\n`;
  const { configuration } = readConfiguration({ text, file: 'c.yaml' }, () => ({ reason: 'none' }));
  const intent = configuration?.environments[0]?.intent;
  const content = intent && planOf(intent).plan?.policies[0]?.content;
  const { Statement } = content as unknown as { readonly Statement: readonly [{ readonly Sid?: string }] };
  expect(Statement[0].Sid).toBe(expected);
});

describe('the document as AWS spells it', () => {
  const spelled = (document: object, workspaces: string) => {
    const text = `chatPolicies:
  - name: slack-only
    targets: root
    slack: { workspaces: [${workspaces}] }
    existing: { policy: p-8lqmvzr1, document: slack-only.json, attachments: { root: r-ab12 } }
`;
    const file = { text: JSON.stringify(document) };
    const { configuration, problems } = readConfiguration({ text, file: 'c.yaml' }, () => file);
    const intent = configuration?.environments[0]?.intent;
    const planned = intent && planOf(intent);
    return { policy: planned?.plan?.policies[0], problems: [...problems, ...(planned?.problems ?? [])] };
  };
  const document = { Chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T2', 'T1'] } } } } };

  test('is deployed as it is while its meaning equals the settings', () => {
    const { policy, problems } = spelled(document, 'T1, T2');
    expect(policy?.content).toEqual(document);
    expect(policy?.text).toBe(JSON.stringify(document));
    expect(saying(problems).map(([kind]) => kind)).not.toContain('outdated-spelling');
  });

  test('is not used once the settings differ, with a note', () => {
    const { policy, problems } = spelled(document, 'T1, T3');
    expect(policy?.content).toEqual({
      chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T1', 'T3'] } } } },
    });
    expect(saying(problems)).toContainEqual(['outdated-spelling', 'chatPolicies.0.existing.document']);
  });

  test('is checked like any other document', () => {
    expect(saying(spelled({ chat: {} }, 'T1').problems).map(([kind]) => kind)).toContain('unknown-key');
  });
});
