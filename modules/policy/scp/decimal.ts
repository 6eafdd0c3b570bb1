/** A decimal number of any size: `0.digits × 10^exponent`, or 0 with no digits. */
export interface Decimal {
  readonly negative: boolean;
  /** Without leading and trailing zeros. */
  readonly digits: string;
  readonly exponent: bigint;
}

/** Reads a decimal number, `-12.5e3`, exactly. Undefined when the text is not a number. */
export function decimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', onlyFraction = '', power = '0'] = match;
  const written = `${whole}${fraction}${onlyFraction}`;
  const significant = written.replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return { negative: false, digits, exponent: 0n };
  const exponent = BigInt(power) + BigInt(whole.length - (written.length - significant.length));
  return { negative: sign === '-', digits, exponent };
}

/** Below 0 where `a` is less than `b`, 0 where they are equal, above 0 where `a` is greater. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const size = compareSizes(a, b);
  return a.negative ? -size : size;
}

function compareSizes(a: Decimal, b: Decimal): number {
  if (a.digits === '' || b.digits === '') return a.digits.length - b.digits.length;
  if (a.exponent !== b.exponent) return a.exponent < b.exponent ? -1 : 1;
  return a.digits < b.digits ? -1 : a.digits === b.digits ? 0 : 1;
}
