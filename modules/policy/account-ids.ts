import type { OrganizationalUnit } from './organization.js';

/** The ids of all accounts of an organization. */
export interface AccountIds {
  readonly has: (id: string) => boolean;
  /** Whether each is an account id, and none stands there twice. */
  readonly areSound: boolean;
}

/**
 * Account ids as sorted numbers: twelve digits are a number, and an organization may have so many accounts that a
 * set of texts would cost more than all other reading.
 */
export function accountIds(units: readonly OrganizationalUnit[]): AccountIds {
  const numbers = new Float64Array(units.reduce((sum, { accounts }) => sum + accounts.length, 0));
  let next = 0;
  for (const { accounts } of units) {
    for (const { id } of accounts) numbers[next++] = accountNumber(id);
  }
  numbers.sort();
  return { has: (id) => holds(numbers, accountNumber(id)), areSound: areDistinct(numbers) };
}

/** Of sorted numbers: whether all are numbers, and no two the same. */
function areDistinct(numbers: Float64Array): boolean {
  for (let index = 0; index < numbers.length; index++) {
    if (numbers[index] === numbers[index - 1]) return false;
  }
  return !Number.isNaN(numbers.at(-1));
}

const zero = 48;

/** The number that twelve digits are; NaN of anything else. */
function accountNumber(id: string): number {
  if (id.length !== 12) return Number.NaN;
  let number = 0;
  for (let index = 0; index < 12; index++) {
    const digit = id.charCodeAt(index) - zero;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Whether sorted numbers hold one. */
function holds(numbers: Float64Array, wanted: number): boolean {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === wanted;
}
