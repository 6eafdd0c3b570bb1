import { compareDecimals, decimal } from '../../../modules/policy/scp/decimal.js';
import { dateType, valueTypeOf } from '../../../modules/policy/scp/value-type.js';

test.each([
  ['0', '-0', 0],
  ['0', '0.00e5', 0],
  ['0', '0.001', -1],
  ['0', '-0.001', 1],
  ['-1', '1', -1],
  ['1', '-1', 1],
  ['+1.50', '01.5', 0],
  ['.25', '0.25', 0],
  ['.75', '.8', -1],
  ['12e2', '1200', 0],
  ['12e+2', '12e-2', 1],
  ['5e12', '5e13', -1],
  ['1005', '15', 1],
  ['-2', '-10', 1],
])('of the numbers %s and %s, %d is the order', (a, b, order) => {
  const [one, two] = [decimal(a), decimal(b)];
  expect(one && two && Math.sign(compareDecimals(one, two))).toBe(order);
  expect(one && two && Math.sign(compareDecimals(two, one))).toBe(order === 0 ? 0 : -order);
});

test.each(['', '.', 'x1', '1x', '1e', '1e5x', '- 1', '.x', '1ex'])('%j is not a number', (text) => {
  expect(decimal(text)).toBeUndefined();
});

test.each([
  ['2026', '2026-01-01T00:00:00Z'],
  ['2026-03', '2026-03-01T00:00:00Z'],
  ['2026-01-31', '2026-01-31T00:00:00Z'],
  ['2026-01-31T12:30Z', '2026-01-31T12:30:00Z'],
  ['2026-01-31T12:30:15.2509Z', '2026-01-31T12:30:15.250Z'],
  ['2026-01-31T12:30:15.5Z', '2026-01-31T12:30:15.500Z'],
  ['2026-01-31T12:30:00+02:45', '2026-01-31T09:45:00Z'],
  ['2026-01-31T12:30:00-02:45', '2026-01-31T15:15:00Z'],
  ['1769817600', '2026-01-31T00:00:00Z'],
  ['1769817600.25', '2026-01-31T00:00:00.250Z'],
])('the date %s is %s', (text, expected) => {
  expect(dateType.parse(text)).toBe(Date.parse(expected));
});

test.each([
  'x12345',
  '12345x',
  'x2026',
  '2026x',
  '2026-13',
  '2026-02-30',
  '2026-01-31T12:30',
  '2026-01-31 12:30Z',
])('%s is not a date', (text) => {
  expect(dateType.parse(text)).toBeUndefined();
});

test('truth values have any case, and base64 is padded', () => {
  expect(['TRUE', 'false', 'yes'].map((text) => valueTypeOf('Bool')?.parse(text))).toEqual([
    true,
    false,
    undefined,
  ]);
  expect(valueTypeOf('Null')?.parse('x')).toBeUndefined();
  expect(['QQ==', 'QQ'].map((text) => valueTypeOf('BinaryEquals')?.parse(text))).toEqual(['QQ==', undefined]);
  expect(valueTypeOf('StringLike')).toBeUndefined();
});
