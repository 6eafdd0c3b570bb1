import fc from 'fast-check';
import { matches } from '../../../modules/policy/pattern/matches.js';
import { tokensOf, type WildcardReading } from '../../../modules/policy/pattern/token.js';
import { runs } from '../../support/effort.js';

const cases: readonly (readonly [WildcardReading, string, string, boolean])[] = [
  ['none', 'a*', 'a*', true],
  ['none', 'a*', 'ab', false],
  ['string', '', '', true],
  ['string', '*', '', true],
  ['string', '?', '', false],
  ['string', 'a*c', 'abbc', true],
  ['string', 'a*c', 'abbcd', false],
  ['string', 'a?c', 'abc', true],
  ['string', '*:*', 'a:b:c', true],
  // The two examples that AWS gives for the difference between StringLike and ArnLike.
  [
    'string',
    'arn:aws:someservice:*:111122223333:finance/*',
    'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
    true,
  ],
  [
    'arn',
    'arn:aws:someservice:*:111122223333:finance/*',
    'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
    false,
  ],
  ['arn', 'arn:aws:chatbot::*:*', 'arn:aws:chatbot::123456789012:chat-configuration/slack-channel/a', true],
  ['arn', 'arn:aws:chatbot::*:*', 'arn:aws:chatbot:us-east-1:123456789012:x', false],
  ['arn', 'arn:*:s3:::*', 'arn:aws-cn:s3:::bucket/key:with:colons', true],
  ['arn', 'arn:aws:s3:::a*b', 'arn:aws:s3:::a:b', true],
  ['resource', 'arn:aws:sns:*:alarm', 'arn:aws:sns:us-east-1:123456789012:alarm', true],
  ['resource', 'arn:aws:sns:us-*-1:alarm', 'arn:aws:sns:us-east-1:123456789012:alarm', false],
  ['resource', 'arn:aws:s3*', 'arn:aws:s3:::bucket/key', true],
  ['resource', 'arn:*:a*b:x', 'arn:1:2:ab:acb:x', true],
  ['resource', 'arn:*:a*b:x', 'arn:1:2:ab:ac:b:x', false],
];

test.each(cases)('read as %s, `%s` against `%s`: %s', (reading, pattern, text, expected) => {
  expect(matches(tokensOf(pattern, reading), text)).toBe(expected);
});

test('a pattern agrees with the regular expression of the same meaning', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
  const reading = fc.constantFrom<WildcardReading>('none', 'string', 'arn', 'resource');
  fc.assert(
    fc.property(reading, pattern, word, (read, text, value) => {
      const expression = tokensOf(text, read)
        .map((token) => {
          if (typeof token === 'string') return token.replace(/[*?]/, '\\$&');
          return `${token.crossesColons ? '[^]' : '[^:]'}${token.many ? '*' : ''}`;
        })
        .join('');
      expect(matches(tokensOf(text, read), value)).toBe(new RegExp(`^${expression}$`).test(value));
    }),
    { numRuns: runs(1_000_000) },
  );
});

test('a pattern made to backtrack ends at once', () => {
  const tokens = tokensOf('*a'.repeat(100), 'string');
  expect(matches(tokens, `${'a'.repeat(5_000)}b`)).toBe(false);
});
