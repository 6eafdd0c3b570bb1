import { isAccountId } from './identifiers.js';

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
export function accountIds(ids: readonly string[]): AccountIds {
  const numbers = new Float64Array(ids.length).map((_, index) => numberOf(ids[index])).sort();
  return {
    has: (id) => holds(numbers, numberOf(id)),
    areSound: numbers.every((number, index) => !Number.isNaN(number) && number !== numbers[index - 1]),
  };
}

function numberOf(id = ''): number {
  return isAccountId(id) ? Number(id) : Number.NaN;
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
