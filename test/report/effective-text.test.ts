import type { JsonObject } from '../../modules/policy/json.js';
import { renderExplanation } from '../../modules/report/effective-text.js';
import { effectiveChatPolicy } from '../../modules/simulator/effective.js';
import {
  prod,
  root,
  smallOrganization,
  smallOrganizationFile,
  workloads,
} from '../support/small-organization.js';
import { type WorkspacesPolicy, workspacesPolicies } from '../support/workspaces-policies.js';

const shop = '222222222222';

/** The lines of the explanation of the account `shop`, with one space between cells. */
function explanation(policies: readonly WorkspacesPolicy[], rootOrderKnown = true): readonly string[] {
  const small = workspacesPolicies(policies);
  const tree = smallOrganizationFile(small)['root'] as JsonObject;
  const organization = smallOrganization(small, {
    root: { ...tree, attachmentOrderKnown: rootOrderKnown },
  });
  const policy = effectiveChatPolicy(organization, shop);
  if (policy === undefined) throw new Error('the account is not there');
  const text = renderExplanation(organization, policy, { colour: false, columns: undefined });
  return text.split('\n').map((line) => line.trim().replace(/ +/g, ' '));
}

const a: WorkspacesPolicy = ['a', root, { '@@assign': ['T1'] }];
const one = 'slack.workspaces T1 @@assign a (p-policy0000) Root (r-ab12)';

test.each<[string, WorkspacesPolicy, string]>([
  [
    'a policy further down',
    ['b', shop, { '@@remove': ['T1'] }],
    `${one} removed by b (p-policy0001) at shop (${shop})`,
  ],
  ['a peer', ['b', root, { '@@remove': ['T1'] }], `${one} removed by its peer b (p-policy0001)`],
  [
    'a new value',
    ['b', prod, { '@@assign': [] }],
    `${one} assigned anew by b (p-policy0001) at Prod (${prod})`,
  ],
])('what comes to nothing is told with who did it: %s', (_who, policy, line) => {
  expect(explanation([a, policy])).toContain(line);
});

test('what a policy removes of its own is told so', () => {
  const lines = explanation([['a', root, { '@@assign': ['T1'], '@@remove': ['T1'] }]]);
  expect(lines).toContain(`${one} removed by the same policy`);
});

test('an operator that is forbidden is told with who forbids it', () => {
  const control = '@@operators_allowed_for_child_policies';
  const lines = explanation([
    ['a', root, { [control]: ['@@append'] }],
    ['b', workloads, { '@@assign': ['T1'] }],
  ]);
  const forbidden = 'the operator is forbidden by a (p-policy0000) at Root (r-ab12)';
  expect(lines.join('\n')).toContain(`Workloads (${workloads}) ${forbidden}`);
});

test('what is in the list already, or is not, is told though the rest of the operator has its effect', () => {
  const lines = explanation([a, ['b', prod, { '@@append': ['T1', 'T2'], '@@remove': ['T2', 'T9'] }]]).join(
    '\n',
  );
  expect(lines).toMatch(/T1 @@append .* in the list already, by a \(p-policy0000\) at Root/);
  expect(lines).toMatch(/T9 @@remove .* not in the list/);
});

test('an operator without words names nothing', () => {
  const lines = explanation([a, ['b', prod, { '@@append': [] }]]);
  expect(lines.join('\n')).toMatch(/\(empty list\) @@append .* names nothing/);
});

test('where the attachment order is not known, what an earlier peer did is told as the order of the file', () => {
  const peers: readonly WorkspacesPolicy[] = [a, ['b', root, { '@@assign': ['T2'] }]];
  const first = 'its peer a (p-policy0000) assigns it first';
  expect(explanation(peers).some((line) => line.endsWith(first))).toBe(true);
  const unknown = `${first}, in the file's order: AWS's is not known`;
  expect(explanation(peers, false).some((line) => line.endsWith(unknown))).toBe(true);
});

test('names are made safe to print where something hangs on an attachment order', () => {
  const lines = explanation(
    [
      ['\u001b[2J', root, { '@@assign': ['T1'] }],
      ['b', root, { '@@assign': ['T2'] }],
    ],
    false,
  );
  expect(lines).toContain('T1 if \\u{1b}[2J (p-policy0000) was attached first to Root (r-ab12)');
});

test('of peers that assign the same all are named, whoever was attached first', () => {
  const lines = explanation(
    [a, ['b', root, { '@@assign': ['T2'] }], ['c', root, { '@@assign': ['T1'] }]],
    false,
  );
  expect(lines).toContain('T1 if a (p-policy0000) or c (p-policy0002) was attached first to Root (r-ab12)');
  expect(lines).toContain('T2 if b (p-policy0001) was attached first to Root (r-ab12)');
});
