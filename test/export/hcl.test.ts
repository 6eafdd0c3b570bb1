import { hclBlock, hclEntries, hclString, hclValue } from '../../modules/export/hcl.js';
import type { JsonValue } from '../../modules/policy/text/json.js';

describe('text in quotes', () => {
  test.each([
    ['plain words stay', 'Slack only', '"Slack only"'],
    ['a policy variable is no interpolation', '${aws:username}', '"$${aws:username}"'],
    ['a dollar before a policy variable stays', '$${x}', '"$$${x}"'],
    ['a directive is text', '%{ if x }', '"%%{ if x }"'],
    ['a dollar or a percent sign alone stays', '5$ 10% {}', '"5$ 10% {}"'],
    ['quotes and backslashes are escaped', 'a "b" \\d', '"a \\"b\\" \\\\d"'],
    ['line breaks and tabs are escaped', 'a\n\r\tb', '"a\\n\\r\\tb"'],
    ['what nobody sees is written out', '\u0000\u202e\u2028\u{e0001}', '"\\u0000\\u202e\\u2028\\U000e0001"'],
    ['letters of all scripts stay', 'ключ 政策 é', '"ключ 政策 é"'],
  ])('%s', (_, text, expected) => {
    expect(hclString(text)).toBe(expected);
  });
});

describe('values', () => {
  test.each<[string, JsonValue, string]>([
    ['a list of short words stands on one line', ['a', 'b'], '["a", "b"]'],
    ['an empty object and an empty list', [{}, []], '[{}, []]'],
    ['one short setting stands on one line', { '@@assign': 'enabled' }, '{ "@@assign" = "enabled" }'],
    ['one setting with objects in it does not', { a: { b: 1 } }, '{\n  a = { b = 1 }\n}'],
    ['several settings stand below each other', { a: true, bcd: null }, '{\n  a   = true\n  bcd = null\n}'],
    ['words of the language as keys are quoted', { for: 1, in: 2 }, '{\n  "for" = 1\n  in    = 2\n}'],
    ['a key with a colon is quoted', { 'aws:PrincipalTag/a': 1 }, '{ "aws:PrincipalTag/a" = 1 }'],
    [
      'a list of objects has each on lines of its own',
      [{ a: 1, b: 2 }],
      '[\n  {\n    a = 1\n    b = 2\n  },\n]',
    ],
  ])('%s', (_, value, expected) => {
    expect(hclValue(value)).toBe(expected);
  });

  test('a list that is too long for a line has an item a line', () => {
    const actions = [
      'rds:DeleteDBCluster',
      'rds:DeleteDBClusterSnapshot',
      'rds:DeleteDBInstanceAutomatedBackup',
    ];
    expect(hclValue(actions)).toBe(`[\n${actions.map((action) => `  "${action}",\n`).join('')}]`);
  });
});

describe('entries', () => {
  test('neighbours of one line are aligned; an entry of several lines parts them', () => {
    const lines = hclEntries([
      ['a', '1'],
      ['long', '2'],
      ['longest', '{\n  x = 1\n}'],
      ['b', '3'],
    ]);
    expect(lines).toEqual(['a    = 1', 'long = 2', 'longest = {', '  x = 1', '}', 'b = 3']);
  });

  test('a letter with its accent counts as one column', () => {
    expect(
      hclEntries([
        ['"e\u0301"', '1'],
        ['"ab"', '2'],
      ]),
    ).toEqual(['"e\u0301"  = 1', '"ab" = 2']);
  });
});

test('a block has an empty line between its groups and none for empty groups', () => {
  expect(hclBlock('locals', ['a = 1'], [], ['b = 2'])).toBe('locals {\n  a = 1\n\n  b = 2\n}');
  expect(hclBlock('locals')).toBe('locals {}');
});
