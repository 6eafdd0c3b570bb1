/** Addresses of one family: `value` has `width` bits, of which the first `prefix` count. */
export interface IpRange {
  readonly width: 32 | 128;
  readonly value: bigint;
  readonly prefix: number;
}

/**
 * Reads `203.0.113.0/24`, `2001:db8::/32`, or one address. Undefined when the text is none of these. AWS accepts `/+24`
 * and reads it as `/24` (captured answer, 2026-09-13).
 */
export function ipRange(text: string): IpRange | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const parsed = address.includes(':') ? version6(address) : version4(address);
  if (parsed === undefined || rest.length > 0) return undefined;
  if (prefix === undefined) return { ...parsed, prefix: parsed.width };
  if (!/^\+?\d{1,3}$/.test(prefix) || Number(prefix) > parsed.width) return undefined;
  return { ...parsed, prefix: Number(prefix) };
}

/** One address, `203.0.113.7`, without a prefix. Undefined when the text is not an address. */
export function ipAddress(text: string): IpRange | undefined {
  return text.includes('/') ? undefined : ipRange(text);
}

/** Whether the range holds the whole of the other one. */
export function holds(range: IpRange, other: IpRange): boolean {
  if (range.width !== other.width || range.prefix > other.prefix) return false;
  const ignored = BigInt(range.width - range.prefix);
  return range.value >> ignored === other.value >> ignored;
}

type Address = Omit<IpRange, 'prefix'>;

function version4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return { width: 32, value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
}

function version6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groups(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const after = tail ?? [];
  const gap = 8 - head.length - after.length;
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined;
  const all = [...head, ...Array<bigint>(gap).fill(0n), ...after];
  return { width: 128, value: all.reduce((value, group) => (value << 16n) | group, 0n) };
}

/** The 16-bit groups of a half; an address can end with a version 4 address. */
function groups(half: string, isLast: boolean): readonly bigint[] | undefined {
  if (half === '') return [];
  const words = half.split(':');
  const embedded = isLast ? version4(words.at(-1) ?? '') : undefined;
  const hexadecimal = embedded === undefined ? words : words.slice(0, -1);
  if (!hexadecimal.every((word) => /^[0-9a-fA-F]{1,4}$/.test(word))) return undefined;
  const values = hexadecimal.map((word) => BigInt(`0x${word}`));
  return embedded === undefined ? values : [...values, embedded.value >> 16n, embedded.value & 0xffffn];
}
