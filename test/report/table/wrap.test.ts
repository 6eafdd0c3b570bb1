import { hangingIndent, wrap } from '../../../modules/report/table/wrap.js';

test.each<[string, string, number, readonly string[]]>([
  ['at spaces', 'one two three', 8, ['one two', 'three']],
  ['a long word after a sign', 'slack.default.client', 14, ['slack.default.', 'client']],
  ['a word without a sign where it must', 'abcdefgh', 3, ['abc', 'def', 'gh']],
  ['after a character of a script without spaces', '聊天策略abcd', 10, ['聊天策略', 'abcd']],
  ['wide characters by the columns they take', '🚀🚀🚀', 4, ['🚀🚀', '🚀']],
  ['nothing that fits', 'one two', 7, ['one two']],
  ['an empty text into one empty line', '', 7, ['']],
])('breaks %s', (_what, text, maxLength, lines) => {
  expect(wrap(text, maxLength)).toEqual(lines);
});

test('spaces at the end make no line of their own', () => {
  expect(wrap('Databases     ', 10).map((line) => line.trimEnd())).toEqual(['Databases']);
});

test('continued lines align with the first, or have the given indent', () => {
  expect(hangingIndent('why  ', 'removed here', 15)).toEqual(['why  removed', '     here']);
  expect(hangingIndent('  ', 'removed here', 14, '    ')).toEqual(['  removed', '    here']);
});

test('columns stay readable on narrow terminals', () => {
  expect(hangingIndent('  ', 'removed here', 3)).toEqual(['  removed', '  here']);
});
