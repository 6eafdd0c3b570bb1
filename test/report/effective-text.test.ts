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
  return printed(policies, rootOrderKnown).map((line) => line.trim().replace(/ +/g, ' '));
}

/** The lines of the explanation as they are printed. */
function printed(
  policies: readonly WorkspacesPolicy[],
  rootOrderKnown: boolean,
  columns?: number,
): readonly string[] {
  const small = workspacesPolicies(policies);
  const tree = smallOrganizationFile(small)['root'] as JsonObject;
  const organization = smallOrganization(small, {
    root: { ...tree, attachmentOrderKnown: rootOrderKnown },
  });
  const policy = effectiveChatPolicy(organization, shop);
  if (policy === undefined) throw new Error('the account is not there');
  return renderExplanation(organization, policy, { colour: false, columns }).split('\n');
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

describe('at a narrow terminal', () => {
  const name = 'Chat applications of the whole company';
  const policies: readonly WorkspacesPolicy[] = [
    [name, root, { '@@assign': ['T1', 'T2'] }],
    ['b', root, { '@@assign': ['T3'] }],
    ['c', shop, { '@@remove': ['T2'] }],
  ];

  test('every value is a block, and so is what did nothing', () => {
    expect(printed(policies.slice(0, 1), true, 40)).toEqual([
      'slack.workspaces',
      '  value        T1, T2',
      '  operator     @@assign',
      '  policy       Chat applications of the',
      '               whole company',
      '               (p-policy0000)',
      '  attached to  Root (r-ab12)',
      '',
    ]);
    const lines = printed(policies, true, 40);
    const title = lines.indexOf('Without effect:');
    expect(lines.slice(title, title + 4)).toEqual([
      'Without effect:',
      '',
      'slack.workspaces',
      '  value        T3',
    ]);
    expect(lines).toContain('  why          its peer Chat');
  });

  test.each([20, 40, 60, 80])('nothing is wider than its %d columns', (columns) => {
    const lines = [...printed(policies, false, columns), ...printed([], true, columns)];
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.join('')).toContain('first');
  });

  test('what hangs on an attachment order goes on further in', () => {
    const lines = printed(policies, false, 40);
    const start = lines.indexOf('    T1 if Chat applications of the');
    expect(lines.slice(start + 1, start + 3)).toEqual([
      '      whole company (p-policy0000) was',
      '      attached first to Root (r-ab12)',
    ]);
  });
});
