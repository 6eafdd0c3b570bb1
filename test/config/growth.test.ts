import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { checkConfiguration, planConfiguration } from '../../modules/config/plan-configuration.js';
import { limitProblems } from '../../modules/policy/problems/limit-problems.js';
import { finding, type Problem } from '../../modules/policy/problems/problem.js';

const catalogue = loadActionCatalogue();
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const slack = (workspace: string) => ({ client: 'enabled', workspaces: [workspace] });
const guardrail = (name: string, more: object = {}) => ({
  ...{ name, targets: 'root', deny: ['rds:DeleteDBCluster'] },
  ...more,
});

describe('small files with many parts', () => {
  test('4,000 chat policies on one target are one error', () => {
    const chatPolicies = many(4_000, (n) => ({ name: `p${n}`, targets: 'root', slack: slack(`T0${n}`) }));
    expect(kinds(check({ chatPolicies }))).toEqual({ 'too-many-policies': 1 });
  });

  test('1,000 chat policies on one target are at most 1,000 problems', () => {
    const chatPolicies = many(1_000, (n) => ({ name: `p${n}`, targets: 'root', slack: slack(`T0${n}`) }));
    const problems = check({ chatPolicies });
    expect(problems.length).toBeLessThanOrEqual(1_001);
    expect(problems.at(-1)).toMatchObject({ kind: 'more-problems', severity: 'error', line: 1 });
    expect(JSON.stringify(problems).length).toBeLessThan(1_000_000);
  });

  test('1,500 waves of 300 guardrails are one error at the waves', () => {
    const waves = many(1_500, (n) => `w${n}`);
    const problems = check({ waves, guardrails: many(300, (n) => guardrail(`g${n}`)) });
    expect(problems.map(({ kind, path, facts }) => [kind, path, facts])).toEqual([
      [
        'invalid-value',
        ['waves'],
        { rule: 'too-many-parts', parts: 'planned policies', count: 450_000, limit: 60_000 },
      ],
    ]);
  });

  test('1,500 environments of 300 guardrails are one error at the environments', () => {
    const environments = Object.fromEntries(many(1_500, (n) => [`e${n}`, { namePrefix: `e${n}` }]));
    const problems = check({ environments, guardrails: many(300, (n) => guardrail(`g${n}`)) });
    expect(problems.map(({ kind, path }) => [kind, path])).toEqual([['invalid-value', ['environments']]]);
  });

  test.each<[string, object]>([
    ['waves', { waves: many(50_000, (n) => `w${n}`), guardrails: [guardrail('g')] }],
    ['environments', { environments: Object.fromEntries(many(2_001, (n) => [`e${n}`, {}])) }],
    ['guardrails', { guardrails: many(10_001, () => 0) }],
    ['guardrails', { guardrails: [guardrail('g', { deny: many(50_001, (n) => `ec2:X${n}`) })] }],
    [
      'guardrails',
      { guardrails: many(1_001, (n) => ({ name: `g${n}`, targets: 'root', use: 'read-only' })) },
    ],
  ])('a file with too many parts is one error at its %s (%#)', (key, file) => {
    expect(check(file).map(({ kind, path, facts }) => [kind, path, 'rule' in facts && facts.rule])).toEqual([
      ['invalid-value', [key], 'too-many-parts'],
    ]);
  });

  test.each([']\n'.repeat(600_000), `[${'@,'.repeat(600_000)}`, '# comment\n'.repeat(300_000)])(
    'a text of too many tokens is one error (%#)',
    (text) => {
      const problems = checkConfiguration({ text: `version: 1\n${text}`, file: 'f.yaml' }, around);
      expect(problems.map(({ kind, facts }) => [kind, facts])).toEqual([
        ['yaml-syntax', { rule: 'too-many-tokens', limit: 500_000 }],
      ]);
    },
  );

  test('3,000 items and keys that are not valid are at most 1,000 problems', () => {
    const overrides = Object.fromEntries(many(3_000, (n) => [`x${n}`, { channelTypes: 'privat' }]));
    const except = many(3_000, (n) => 100_000_000_000 + n);
    const files = [
      { chatPolicies: [{ name: 'p', targets: 'root', slack: { overrides } }] },
      { guardrails: [guardrail('g', { except })] },
    ];
    for (const file of files) expect(check(file)).toHaveLength(1_001);
  });

  test('a rollout of 20 waves with 300 guardrails is checked', () => {
    const waves = many(20, (n) => `w${n}`);
    const guardrails = many(300, (n) => guardrail(`g${n}`, { targets: { [`w${n % 20}`]: `Unit${n}` } }));
    expect(kinds(check({ waves, guardrails }))['invalid-value']).toBeUndefined();
  });

  test.each([
    many(60, (n) => `a*b${n}*c*`),
    many(60, (n) => `a*a*a*a*a*a*a*${n}*`),
    many(300, (n) => `*b${n}*c?`),
  ])('an exemption of many wildcard names is checked (%#)', (...configurations) => {
    const problems = check({ guardrails: [guardrail('g', { exceptFrom: { configurations } })] });
    expect(problems.filter(({ kind }) => kind.startsWith('exception'))).toEqual([]);
  });

  test('3,000 accounts with 3,000 configurations are refused', () => {
    const accounts = many(3_000, (n) => String(n).padStart(12, '2'));
    const from = { accounts, configurations: many(3_000, (n) => `c${n}`) };
    const [problem] = check({ guardrails: [guardrail('g', { from })] });
    const facts = { rule: 'too-many-sessions', count: 9_000_000, limit: 2_000 };
    expect(problem).toMatchObject({ kind: 'invalid-value', path: ['guardrails', 0, 'from'], facts });
  });

  test('5,000 actions that are not known are at most 1,000 problems', () => {
    const problems = check({ guardrails: [guardrail('g', { deny: many(5_000, (n) => `ec2:X${n}`) })] });
    expect(problems.length).toBeLessThanOrEqual(1_001);
    expect(problems.at(-1)?.kind).toBe('more-problems');
  });
});

test('waves and environments read each file once', () => {
  const read: string[] = [];
  const environments = { a: { namePrefix: 'a-' }, b: { namePrefix: 'b-' } };
  const file = { waves: ['one', 'two'], organization: 'organization.json', environments };
  const guardrails = [{ name: 'g', targets: 'root', document: 'g.json' }];
  checkConfiguration(sourceOf({ ...file, guardrails }), {
    ...around,
    readDocument: (path) => {
      read.push(path);
      return { reason: 'there is no such file' };
    },
    readOrganization: (path) => {
      read.push(path);
      return { problems: [] };
    },
  });
  expect(read.sort()).toEqual(['g.json', 'organization.json']);
});

describe('a list of problems', () => {
  const problem = (severity: Problem['severity']): Problem => ({
    ...finding('unknown-key', severity, { path: [] }, { key: 'k' }),
    ...{ file: 'f', line: 3, column: 1 },
  });

  test('stays as it is up to 1,000', () => {
    const problems = many(1_000, () => problem('note'));
    expect(limitProblems(problems)).toBe(problems);
  });

  test('that was limited counts its problems once when it is limited again', () => {
    const limited = limitProblems(many(3_000, () => problem('note')));
    expect(limitProblems(limited)).toBe(limited);
    const again = limitProblems([...limited, ...many(10, () => problem('warning'))]);
    expect(again.filter(({ kind }) => kind === 'more-problems')).toHaveLength(1);
    expect(again.at(-1)).toMatchObject({ facts: { count: 2_010 } });
  });

  test('keeps the most severe problems in their order and counts the others', () => {
    const problems = [...many(3_000, () => problem('note')), problem('error'), problem('warning')];
    const kept = limitProblems(problems);
    expect(kept).toHaveLength(1_001);
    expect(kept.slice(-3, -1).map(({ severity }) => severity)).toEqual(['error', 'warning']);
    expect(kept.at(-1)).toMatchObject({
      ...{ kind: 'more-problems', severity: 'note', file: 'f', line: 3 },
      facts: { count: 2_002, kinds: ['unknown-key'] },
    });
  });
});

const around = {
  readDocument: () => ({ reason: 'there is no such file' }),
  readOrganization: () => ({ problems: [] }),
  catalogue,
  today: '2026-11-23',
};

function sourceOf(file: object): { readonly text: string; readonly file: string } {
  return { text: JSON.stringify({ version: 1, ...file }), file: 'chat-guardrails.json' };
}

/** The problems of a file, the note on the organization file left out. */
function check(file: object): readonly Problem[] {
  const source = sourceOf(file);
  const problems = checkConfiguration(source, around);
  expect(planConfiguration(source, around).problems.length).toBeLessThanOrEqual(1_001);
  return problems.filter(({ kind }) => kind !== 'references-not-checked');
}

function kinds(problems: readonly Problem[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of problems) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
