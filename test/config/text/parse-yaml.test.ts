import { parseYaml } from '../../../modules/config/text/parse-yaml.js';
import { jsonOf } from '../../../modules/policy/text/syntax-tree.js';
import { problemLines } from '../../support/planned-configuration.js';

const parsed = (text: string) => {
  const { tree } = parseYaml(text);
  return tree && jsonOf(tree);
};

describe('values of YAML 1.2', () => {
  test.each([
    ['`on`, `no` and `yes` are texts', '[on, no, yes, off]', ['on', 'no', 'yes', 'off']],
    ['whatever a directive says', '%YAML 1.1\n---\n[on, no]', ['on', 'no']],
    ['booleans and nothing', '[true, False, null, ~, ]', [true, false, null, null]],
    ['numbers', '[1, -2.5, 0x1F, 0o17, 1e3]', [1, -2.5, 31, 15, 1000]],
    ['dates are texts', '2027-03-31', '2027-03-31'],
    ['quotes make texts', `['1', "true", 'null']`, ['1', 'true', 'null']],
    ['a tag can make a text', '!!str 12', '12'],
    ['an alias stands for its anchor', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
    [
      '`<<` brings in keys, and those that are written win',
      'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3',
      { a: { x: 1, y: 1 }, b: { y: 2, z: 2 }, c: { x: 3, y: 1, z: 2 } },
    ],
    ['JSON, tabs included', '{\n\t"a": [\n\t\t1\n\t]\n}', { a: [1] }],
    ['a byte-order mark is passed over', '\ufeffa: 1', { a: 1 }],
    ['keys are texts', '{ 1: a, true: b }', { 1: 'a', true: 'b' }],
  ])('%s', (_, text, value) => {
    expect(parseYaml(text).findings).toEqual([]);
    expect(parsed(text)).toEqual(value);
  });
});

test('a number keeps its spelling, for the sake of account ids', () => {
  expect(parseYaml('012345678901').tree).toMatchObject({ kind: 'number', text: '012345678901' });
});

describe('text that is no configuration', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
    .split('')
    .map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]}, `.repeat(10)}]`)
    .join('\n')}`;
  test.each([
    ['an empty file', '', '1:1 error empty-configuration: the file is empty | `chat-guardrails init` writes'],
    ['comments alone', '# later\n', '1:1 error empty-configuration: the file is empty'],
    ['an empty object', '{}', '1:1 error empty-configuration: the file is empty'],
    ['a text', 'hello', '1:1 error wrong-type: found `hello`; expected an object'],
    ['a list', '- a', '1:1 error wrong-type: found a list; expected an object'],
    ['bytes', '\u0000\u0001', '1:1 error wrong-type: found `\\u{0}\\u{1}`; expected an object'],
    [
      'an open bracket',
      'waves: [a\nwave: b',
      '2:1 error yaml-syntax: flow sequence in block collection must be',
    ],
    ['an open quote', 'wave: "a', '1:9 error yaml-syntax: missing closing "quote'],
    ['a colon in a text', 'wave: a: b', '1:7 error yaml-syntax: a key where a text was expected'],
    [
      'a tab',
      'provider:\n\tregion: x',
      '2:1 error yaml-syntax: a tab, with which YAML cannot be indented | indent',
    ],
    ['an `@`', 'wave: @a', '1:7 error yaml-syntax: plain value cannot start with reserved character @ | put'],
    [
      'two documents',
      'version: 1\n---\nversion: 1',
      '2:1 error yaml-not-supported: a second document begins here',
    ],
    ['a tag', 'wave: !secret x', '1:15 error yaml-not-supported: a tag, `!secret` | write the value without'],
    [
      'a key that is a list',
      '? [a]\n: b',
      '1:1 error yaml-not-supported: a key that is no text | write keys',
    ],
    [
      'an alias without an anchor',
      'wave: *a',
      '1:7 error yaml-not-supported: no anchor `a` before this place',
    ],
    ['an alias inside its anchor', 'waves: &a [*a]', '1:12 error yaml-not-supported: no anchor `a` before'],
    [
      'a key twice',
      'version: 1\nversion: 1',
      '2:1 error duplicate-key: the key `version` stands here a second',
    ],
    [
      'an anchor bomb',
      bomb,
      '5:36 error yaml-alias-expansion: aliases that stand for more than 100000 values',
    ],
    ['brackets a million deep', '['.repeat(1e6), '1:101 error yaml-syntax: nested more than 100 levels deep'],
    ['dashes a million deep', '- '.repeat(1e6), '1:201 error yaml-syntax: nested more than 100 levels deep'],
    [
      'indentation a thousand deep',
      Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'error yaml-syntax: nested deeper than any configuration',
    ],
  ])('%s', (_, text, line) => {
    expect(problemLines(text)[0]).toContain(line);
  });
});

test('a great many keys are read in one go, since none is compared with all others', () => {
  const keys = Array.from({ length: 40_000 }, (_, index) => `k${index}: 1`).join('\n');
  expect(parseYaml(keys).findings).toEqual([]);
});
