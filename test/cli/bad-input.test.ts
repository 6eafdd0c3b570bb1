import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../modules/policy/problems/problem.js';
import { commandLine } from '../support/command-line.js';
import { company } from '../support/company.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const tenant = '0ABCDEF0-1111-2222-3333-444444444444';
const ten = Array.from({ length: 10 }, (_, index) => `g${index}`);
const six = Array.from({ length: 6 }, (_, index) => `p${index}`);

const configuration = `version: 1
organization: organization.json
chatPolicies:
  - { name: unknown-key, targets: Fleet, slck: enabled, default: disabled }
  - { name: wrong-type, targets: Fleet, description: 7, slack: { workspaces: { append: T1 } } }
  - { name: bad-workspace, targets: Fleet, slack: { workspaces: { append: [T1, t2] } } }
  - { name: upper-case, targets: Fleet, microsoftTeams: { client: enabled, tenants: { ${tenant}: all } } }
  - { name: twin, targets: root, slack: { workspaces: { append: T3 } } }
  - { name: twin, targets: root, slack: { workspaces: { append: T4 } } }
  - { name: a.b, targets: root, slack: { workspaces: { append: T5 } } }
  - { name: ab, targets: root, slack: { workspaces: { append: T6 } } }
  - { name: no-unit, targets: Workloads/Pord, slack: { workspaces: { append: T7 } } }
  - { name: target-twice, targets: [Workloads, Workloads], slack: { workspaces: { append: T8 } } }
  - { name: too-large, targets: Workloads, document: large.json }
${six.map((name) => `  - { name: ${name}, targets: Security, slack: { workspaces: { append: T9 } } }`).join('\n')}
guardrails:
  - { name: both, targets: Fleet, deny: rds:DeleteDBCluster, allowOnly: rds:DescribeDBClusters }
${ten.map((name) => `  - { name: ${name}, targets: Workloads, deny: rds:DeleteDBCluster }`).join('\n')}
`;

const large = {
  chatbot: {
    platforms: {
      slack: { workspaces: { '@@append': Array.from({ length: 2_000 }, (_, index) => `T${index}`) } },
    },
  },
};

function write(name: string, content: unknown): void {
  writeFileSync(join(folder(), name), typeof content === 'string' ? content : JSON.stringify(content));
}

/** Runs `check` on a configuration: its exit code, and its problems. */
function check(text: string): { readonly status: number | null; readonly problems: readonly Problem[] } {
  write('chat-guardrails.yaml', text);
  const { status, stdout, stderr } = commandLine(folder(), 'check', '--format', 'json');
  expect(stderr).toBe('');
  return { status, problems: (JSON.parse(stdout) as { readonly problems: readonly Problem[] }).problems };
}

describe('all that is wrong with a configuration comes in one go', () => {
  let problems: readonly Problem[] = [];

  beforeEach(() => {
    if (problems.length > 0) return;
    write('organization.json', company());
    write('large.json', large);
    const answer = check(configuration);
    expect(answer.status).toBe(1);
    problems = answer.problems;
    expect(readdirSync(folder()).sort()).toEqual(['chat-guardrails.yaml', 'large.json', 'organization.json']);
  });

  test.each([
    ['an unknown key', 4, 'error', 'unknown key `slck`', 'did you mean `slack`?'],
    ['a wrong type', 5, 'error', 'found the number `7`; expected a string', "quote it: '7'"],
    ['a bad workspace', 6, 'error', '`t2` is not a Slack workspace ID', 'did you mean `T2`?'],
    ['an upper-case tenant', 7, 'note', 'in lower case, as AWS requires', tenant],
    ['a name twice', 9, 'error', 'duplicate policy name `twin`', 'names are unique'],
    ['colliding names', 11, 'error', '`ab` and `a.b` both become `ab` in Terraform addresses', 'differ'],
    ['a path that is no unit', 12, 'error', 'no organizational unit `Workloads/Pord`', '`Workloads/Prod`'],
    ['a target twice', 13, 'error', 'duplicate target `Workloads`', 'keep one'],
    ['a document over the limit', 14, 'error', 'AWS accepts at most 10000', 'split it'],
    ['six chat policies on a target', 20, 'error', '6 chat policies on `Security`; AWS allows 5', 'combine'],
    ['`deny` and `allowOnly`', 22, 'error', '`allowOnly`', ''],
    [
      'too many guardrails beside one that is attached',
      32,
      'error',
      '11 service control policies on `Workloads`, including `FullAWSAccess`; AWS allows 10',
      'combine actions in one guardrail',
    ],
  ])('%s', (_, line, severity, message, help) => {
    const said = problems
      .filter((problem) => problem.line === line && problem.severity === severity)
      .map((problem) => `${problem.message} | ${problem.help ?? ''}`);
    expect(said.join('\n')).toContain(message);
    expect(said.join('\n')).toContain(help);
  });
});

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefgh'.split('').map((name, index) => {
    const before = 'abcdefg'.charAt(index);
    return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`;
  }),
].join('\n');

test.each([
  ['a file that is not YAML', 'guardrails: [\n', 'yaml-syntax', /./],
  ['an empty file', '', 'empty-configuration', /the configuration is empty/],
  ['a file with a comment alone', '# to do\n', 'empty-configuration', /the configuration is empty/],
  ['an anchor bomb', bomb, 'yaml-alias-expansion', /expand to more than 100000 values/],
])('%s is one problem with a place', (_, text, kind, message) => {
  const { status, problems } = check(text);
  expect(status).toBe(1);
  expect(problems).toEqual([
    expect.objectContaining({
      kind,
      severity: 'error',
      file: 'chat-guardrails.yaml',
      line: expect.any(Number),
      message: expect.stringMatching(message),
    }),
  ]);
});

test('the working folder in place of a file is named as such', () => {
  const { status, stderr } = commandLine(folder(), 'check', '.');
  expect(stderr).toContain('cannot read `.`: it is a folder');
  expect(status).toBe(2);
});
