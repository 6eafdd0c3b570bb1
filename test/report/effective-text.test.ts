import { namesIn, type Organization } from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import { renderExplanation, renderOrderDependence } from '../../modules/report/effective-text.js';
import { effectiveChatPolicy } from '../../modules/simulator/effective/effective-policy.js';
import {
  prod,
  root,
  type SmallPolicy,
  smallOrganizationFile,
  workloads,
} from '../support/small-organization.js';
import { type WorkspacesPolicy, workspacesPolicies } from '../support/workspaces-policies.js';

const shop = '222222222222';

/** The lines of the explanation of the account `shop`, with one space between cells. */
function explanation(policies: readonly WorkspacesPolicy[], rootOrderKnown = true): readonly string[] {
  return plain(printed(policies, rootOrderKnown));
}

/** The lines of the explanation as they are printed. */
function printed(
  policies: readonly WorkspacesPolicy[],
  rootOrderKnown: boolean,
  columns?: number,
): readonly string[] {
  const small = workspacesPolicies(policies);
  const tree = smallOrganizationFile(small)['root'] as JsonObject;
  const file = smallOrganizationFile(small, { root: { ...tree, attachmentOrderKnown: rootOrderKnown } });
  return printedOf(file, columns);
}

function explanationOf(file: JsonObject): readonly string[] {
  return plain(printedOf(file));
}

function plain(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim().replace(/ +/g, ' '));
}

function printedOf(file: JsonObject, columns?: number): readonly string[] {
  const organization = organizationIn(file);
  const policy = effectiveChatPolicy(organization, shop);
  if (policy === undefined) throw new Error('the account is not there');
  return renderExplanation(organization, policy, { colour: false, columns }).split('\n');
}

function organizationIn(file: JsonValue): Organization {
  const { organization, findings } = readOrganization(file);
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
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
    `${one} assigned again by b (p-policy0001) at Prod (${prod})`,
  ],
])('what comes to nothing is told with who did it: %s', (_who, policy, line) => {
  expect(explanation([a, policy])).toContain(line);
});

test('an item that a policy removes from its own list is reported as such', () => {
  const lines = explanation([['a', root, { '@@assign': ['T1'], '@@remove': ['T1'] }]]);
  expect(lines).toContain(`${one} removed by the same policy`);
});

const control = '@@operators_allowed_for_child_policies';

test('a forbidden operator is shown with the policy that forbids it', () => {
  const lines = explanation([
    ['a', root, { [control]: ['@@append'] }],
    ['b', workloads, { '@@assign': ['T1'] }],
  ]);
  const forbidden = 'the operator is forbidden by a (p-policy0000) at Root (r-ab12)';
  expect(lines).toContain(
    `slack.workspaces T1 @@assign b (p-policy0001) Workloads (${workloads}) ${forbidden}`,
  );
});

test('an operator that two policies forbid is shown with both and their levels', () => {
  const lines = explanation([
    ['a', root, { '@@assign': ['T1'], [control]: ['@@append'] }],
    ['b', workloads, { [control]: ['@@none'] }],
    ['c', prod, { '@@remove': ['T1'] }],
  ]);
  const forbidden = `the operator is forbidden by a (p-policy0000) at Root (r-ab12) and b (p-policy0001) at Workloads (${workloads})`;
  expect(lines).toContain(`slack.workspaces T1 @@remove c (p-policy0002) Prod (${prod}) ${forbidden}`);
});

test('a policy on two levels that forbids its own operator is shown with the upper level', () => {
  const [twice] = workspacesPolicies([['a', root, { '@@assign': ['T1'], [control]: ['@@none'] }]]);
  const lines = explanationOf(smallOrganizationFile([{ ...twice, name: 'a', on: [root, prod] }]));
  expect(lines).toContain(
    `slack.workspaces T1 @@assign a (p-policy0000) Prod (${prod}) the operator is forbidden by a (p-policy0000) at Root (r-ab12)`,
  );
});

test('a new setting below a lock is shown with the policy that locks it', () => {
  const lock = { chatbot: { platforms: { slack: { [control]: ['@@none'] } } } };
  const lines = explanationOf(
    smallOrganizationFile([
      { name: 'lock', on: [workloads], content: lock },
      ...workspacesPolicies([['b', prod, { '@@assign': ['T1'] }]]),
    ]),
  );
  const why = `new keys are forbidden here by lock (p-policy0000) at Workloads (${workloads})`;
  expect(lines).toContain(`slack.workspaces T1 @@assign b (p-policy0001) Prod (${prod}) ${why}`);
});

test('items without effect are shown even if the rest of the operator has one', () => {
  const lines = explanation([a, ['b', prod, { '@@append': ['T1', 'T2'], '@@remove': ['T2', 'T9'] }]]);
  const b = `b (p-policy0001) Prod (${prod})`;
  const there = 'in the list already, by a (p-policy0000) at Root (r-ab12)';
  expect(lines).toContain(`slack.workspaces T1 @@append ${b} ${there}`);
  expect(lines).toContain(`slack.workspaces T9 @@remove ${b} not in the list`);
});

test('an item that several policies contribute is shown with all of them', () => {
  const lines = explanation([
    a,
    ['b', root, { '@@append': ['T2'] }],
    ['c', root, { '@@append': ['T2', 'T1'] }],
  ]);
  const there = 'in the list already, by its peer a (p-policy0000) and its peer b (p-policy0001)';
  expect(lines).toContain(`slack.workspaces T2, T1 @@append c (p-policy0002) Root (r-ab12) ${there}`);
});

test('an operator without words names nothing', () => {
  const lines = explanation([a, ['b', prod, { '@@append': [], '@@remove': [] }]]);
  const b = `b (p-policy0001) Prod (${prod})`;
  expect(lines).toContain(`slack.workspaces (empty list) @@append ${b} names nothing`);
  expect(lines).toContain(`slack.workspaces (empty list) @@remove ${b} names nothing`);
});

test('with an unknown attachment order, the effect of an earlier peer is shown in the order of the file', () => {
  const peers: readonly WorkspacesPolicy[] = [a, ['b', root, { '@@assign': ['T2'] }]];
  const first = 'its peer a (p-policy0000) assigns it first';
  expect(explanation(peers).some((line) => line.endsWith(first))).toBe(true);
  const unknown = `${first} (assuming the order in the file; AWS's order is unknown)`;
  expect(explanation(peers, false).some((line) => line.endsWith(unknown))).toBe(true);
});

test('with an unknown attachment order, removals and values from above are shown as known', () => {
  const lines = explanation(
    [
      ['a', root, { '@@append': ['T1'] }],
      ['b', root, { '@@remove': ['T1'] }],
      ['c', prod, { '@@remove': ['T1'] }],
    ],
    false,
  );
  expect(lines).toContain(`${one.replace('assign', 'append')} removed by its peer b (p-policy0001)`);
  expect(lines).toContain(`slack.workspaces T1 @@remove c (p-policy0002) Prod (${prod}) not in the list`);
});

test('names are escaped if a value depends on an attachment order', () => {
  const lines = explanation(
    [
      ['\u001b[2J', root, { '@@assign': ['T1'] }],
      ['b', root, { '@@assign': ['T2'] }],
    ],
    false,
  );
  expect(lines).toContain('T1 if \\u{1b}[2J (p-policy0000) was attached first to Root (r-ab12)');
});

test('all peers that assign the same value are named, in any order', () => {
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

  test('text about an attachment order is indented when wrapped', () => {
    const lines = printed(policies, false, 40);
    const start = lines.indexOf('    T1 if Chat applications of the');
    expect(lines.slice(start + 1, start + 3)).toEqual([
      '      whole company (p-policy0000) was',
      '      attached first to Root (r-ab12)',
    ]);
  });
});

describe('a value that depends on an unknown attachment order', () => {
  const says = (name: string, on: string, slack: JsonObject, fallback: JsonObject = {}): SmallPolicy => ({
    name,
    on: [on],
    content: { chatbot: { platforms: { slack }, default: fallback } },
  });
  const client = (word: string): JsonObject => ({ client: { '@@assign': word } });
  const list = (...words: readonly string[]): JsonObject => ({ workspaces: { '@@assign': words } });

  /** What is told of the account `shop`, where the order at some targets is not known. */
  const told = (policies: readonly SmallPolicy[], ...unordered: readonly string[]): string => {
    const text = JSON.stringify(smallOrganizationFile(policies));
    const file = JSON.parse(text, (_key, value: JsonValue) =>
      isJsonObject(value) && unordered.includes(String(value['id']))
        ? { ...value, attachmentOrderKnown: false }
        : value,
    ) as JsonValue;
    const organization = organizationIn(file);
    const policy = effectiveChatPolicy(organization, shop);
    if (policy === undefined) throw new Error('the account is not there');
    return renderOrderDependence(policy, namesIn(organization));
  };

  it('is shown by setting, with every value, its policy and its level', () => {
    const policies = [
      says('one', prod, { ...client('enabled'), ...list('T1', 'T2') }),
      says('two', prod, { ...client('disabled'), ...list() }),
      says('three', prod, list('T2', 'T1'), client('disabled')),
      says('four', shop, {}, client('enabled')),
      says('five', shop, {}, client('disabled')),
    ];
    const at = `was attached first to Prod (${prod})`;
    const atShop = `was attached first to shop (${shop})`;
    expect(told(policies, prod, shop).split('\n')).toEqual([
      '',
      'Depends on an unknown attachment order:',
      '  slack.client',
      `    enabled if one (p-policy0000) ${at}`,
      `    disabled if two (p-policy0001) ${at}`,
      '  slack.workspaces',
      `    T1, T2 if one (p-policy0000) or three (p-policy0002) ${at}`,
      `    (empty list) if two (p-policy0001) ${at}`,
      '  default.client',
      `    enabled if four (p-policy0003) ${atShop}`,
      `    disabled if five (p-policy0004) ${atShop}`,
      '',
    ]);
  });

  it('is shown at the level whose order is unknown', () => {
    const policies = [
      says('above', root, list('T8')),
      says('beside', root, list('T9')),
      says('one', workloads, list('T1')),
      says('two', workloads, list('T2')),
      says('below', prod, { workspaces: { '@@append': ['T3'] } }),
    ];
    const lines = told(policies, workloads).split('\n');
    expect(lines.slice(3, -1)).toEqual([
      `    T1, T3 if one (p-policy0002) was attached first to Workloads (${workloads})`,
      `    T2, T3 if two (p-policy0003) was attached first to Workloads (${workloads})`,
    ]);
  });

  it('is not shown if every order gives the same value', () => {
    expect(told([says('one', prod, list('T1')), says('two', prod, list('T1'))], prod)).toBe('');
    expect(told([says('one', prod, list('T1')), says('two', prod, list('T2'))], root)).toBe('');
  });
});
