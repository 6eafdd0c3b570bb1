import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { planned } from '../support/planned-configuration.js';

const company = readFileSync(
  join(__dirname, '..', '..', 'examples', 'company', 'chat-guardrails.yaml'),
  'utf8',
);

/** Reads a text to the end, organization file left out: no exception, and every problem of the file has a place. */
function isReadCalmly(text: string): void {
  for (const { file, line, column, message } of planned(text).problems) {
    expect(message).not.toBe('');
    expect(message).not.toMatch(/[\p{Cc}]|undefined|\[object/u);
    if (file === 'c.yaml')
      expect([line, column].every((number) => Number.isInteger(number) && Number(number) > 0)).toBe(true);
  }
}

test('reading any JSON does not throw', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 6 }), isReadCalmly));
});

test('reading any text does not throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), isReadCalmly));
});

test('reading any value at any key of a configuration does not throw', () => {
  const keys = [...company.matchAll(/[A-Za-z]+(?=:)/g)].map(([key]) => key);
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom(null, true, 12, '', 'root', 'all', 'none', 'enabled', '*', '111111111111', 'x: y'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor', 'T1'), tie('node'), { maxKeys: 5 }),
    ),
  })).node;
  const file = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 });
  fc.assert(
    fc.property(file, (object) => isReadCalmly(JSON.stringify(object))),
    { numRuns: 300 },
  );
});

test('reading a configuration with a mistake does not throw', () => {
  const slip = fc.tuple(
    fc.nat(company.length),
    fc.nat(12),
    fc.constantFrom(
      '',
      ' ',
      '\t',
      '\n',
      '"',
      "'",
      '[',
      '}',
      ': ',
      '- ',
      '&a ',
      '*a',
      '!x ',
      '#',
      '|',
      '%',
      '\u202e',
      '\u0000',
    ),
  );
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 3 }), (slips) => {
      const text = slips.reduce(
        (left, [at, length, insert]) => left.slice(0, at) + insert + left.slice(at + length),
        company,
      );
      isReadCalmly(text);
    }),
    { numRuns: 150 },
  );
});
