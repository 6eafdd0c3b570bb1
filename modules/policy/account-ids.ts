/** The ids of the accounts of an organization. */
export interface AccountIds {
  /** Whether it is an account id, and was not there before. */
  readonly add: (id: string) => boolean;
  readonly has: (id: string) => boolean;
}

/**
 * No account ids yet. They are kept as numbers in a table with open addressing: twelve digits are a number, and an
 * organization may have so many accounts that a set of texts would cost more than all other reading.
 */
export function accountIds(): AccountIds {
  let slots = new Float64Array(roomAtFirst);
  let free = slots.length >> 1;
  /** Where a number is, or where it would go. */
  const slotOf = (number: number): number => {
    let slot = Math.imul(number, spread) >>> (Math.clz32(slots.length) + 1);
    while (slots[slot] !== 0 && slots[slot] !== number) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const grow = (): void => {
    const grown = slots;
    free = grown.length >> 1;
    slots = new Float64Array(2 * grown.length);
    for (const number of grown) if (number !== 0) slots[slotOf(number)] = number;
  };
  return {
    add: (id) => {
      const number = accountNumber(id);
      if (number === 0) return false;
      const slot = slotOf(number);
      if (slots[slot] === number) return false;
      slots[slot] = number;
      if (--free === 0) grow();
      return true;
    },
    has: (id) => {
      const number = accountNumber(id);
      return number !== 0 && slots[slotOf(number)] === number;
    },
  };
}

/** Twice as many slots as large organizations have accounts; what is never touched costs no memory. */
const roomAtFirst = 1 << 17;
/** An odd number near the golden ratio of 2^32: numbers in a row end up far from each other. */
const spread = 0x9e3779b1;
const zero = 48;

/** The number that twelve digits are, and one more, so that it is never 0; 0 of anything else. */
function accountNumber(id: string): number {
  if (id.length !== 12) return 0;
  let number = 0;
  for (let index = 0; index < 12; index++) {
    const digit = id.charCodeAt(index) - zero;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return number + 1;
}
