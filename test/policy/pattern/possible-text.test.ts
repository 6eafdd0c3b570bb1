import fc from 'fast-check';
import { matches } from '../../../modules/policy/pattern/matches.js';
import { coverage } from '../../../modules/policy/pattern/possible-text.js';
import { tokensOf } from '../../../modules/policy/pattern/token.js';
import { runs } from '../../support/effort.js';

const name = { characters: 'abcdefghijklmnopqrstuvwxyz0123456789-_', minLength: 1, maxLength: 128 };
const arn = ['arn:aws:chatbot::123456789012:chat-configuration/slack-channel/', name];

const cases: readonly (readonly [string, readonly string[], string])[] = [
  ['every name', ['arn:aws:chatbot::*:*'], 'all'],
  ['a prefix', ['arn:aws:chatbot::*:chat-configuration/slack-channel/prod-*'], 'some'],
  ['another account', ['arn:aws:chatbot::999999999999:*'], 'none'],
  ['another platform', ['arn:aws:chatbot::*:chat-configuration/chime-webhook/*'], 'none'],
  ['at least one character', ['arn:aws:chatbot::*:chat-configuration/slack-channel/?*'], 'all'],
  ['no name is as long', [`arn:aws:chatbot::*:*/slack-channel/${'?'.repeat(129)}`], 'none'],
  ['the longest names', [`arn:aws:chatbot::*:*/slack-channel/${'?'.repeat(128)}`], 'some'],
  [
    'short and long names together',
    [
      'arn:aws:chatbot::*:chat-configuration/slack-channel/?',
      'arn:aws:chatbot::*:chat-configuration/slack-channel/??*',
    ],
    'all',
  ],
  ['a character that no name has', ['arn:aws:chatbot::*:chat-configuration/slack-channel/a.b'], 'none'],
];

test.each(cases)('%s: %j covers %s', (_, patterns, expected) => {
  expect(
    coverage(
      patterns.map((pattern) => tokensOf(pattern, 'arn')),
      [arn],
    ),
  ).toBe(expected);
});

test('a possible text covers what its members cover one by one', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', 'x', '*', '?'), maxLength: 6 });
  const hole = fc.record({
    characters: fc.constantFrom('ab', 'abc'),
    minLength: fc.integer({ min: 0, max: 2 }),
    more: fc.integer({ min: 0, max: 2 }),
  });
  const part = fc.oneof(fc.string({ unit: fc.constantFrom('x', 'a'), maxLength: 2 }), hole);
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 3 }), fc.array(part, { maxLength: 3 }), (patterns, parts) => {
      const text = parts.map((one) =>
        typeof one === 'string'
          ? one
          : { characters: one.characters, minLength: one.minLength, maxLength: one.minLength + one.more },
      );
      const tokens = patterns.map((one) => tokensOf(one, 'string'));
      const answers = new Set(members(text).map((member) => tokens.some((one) => matches(one, member))));
      const expected = answers.size === 2 ? 'some' : answers.has(true) ? 'all' : 'none';
      expect(coverage(tokens, [text])).toBe(expected);
    }),
    { numRuns: runs(150_000) },
  );
});

type Part = string | { readonly characters: string; readonly minLength: number; readonly maxLength: number };

function members(text: readonly Part[]): readonly string[] {
  return text.reduce<readonly string[]>(
    (before, part) => before.flatMap((prefix) => words(part).map((word) => prefix + word)),
    [''],
  );
}

function words(part: Part): readonly string[] {
  if (typeof part === 'string') return [part];
  const all: string[] = [];
  let layer = [''];
  for (let length = 0; length <= part.maxLength; length++) {
    if (length >= part.minLength) all.push(...layer);
    layer = layer.flatMap((word) => [...part.characters].map((character) => word + character));
  }
  return all;
}
