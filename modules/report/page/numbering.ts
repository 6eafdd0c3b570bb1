/** Things that are equal by a key, each with one number. */
export function numbering<T>(keyOf: (value: T) => string): {
  readonly all: readonly T[];
  readonly numberOf: (value: T) => number;
} {
  const all: T[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    numberOf: (value) => {
      const key = keyOf(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push(value) - 1;
    },
  };
}
