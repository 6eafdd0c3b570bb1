import { accountIds } from '../../modules/policy/organization/read-tree.js';
import { randomFrom } from '../support/random.js';

/** So many account ids, no two of them alike, in no order; the same ones in every run. */
function scattered(count: number): readonly string[] {
  const random = randomFrom(1);
  const ids = new Set<string>();
  while (ids.size < count) ids.add(String(random.below(10 ** 12)).padStart(12, '0'));
  return [...ids];
}

describe('the ids of accounts', () => {
  it.each([40_000, 150_000])('are all kept, each of them once, where there are %d', (count) => {
    const ids = scattered(count);
    const kept = accountIds();
    const numberOf = (question: (id: string) => boolean): number => ids.filter(question).length;
    expect(numberOf(kept.add)).toBe(count);
    expect(numberOf(kept.has)).toBe(count);
    expect(numberOf(kept.add)).toBe(0);
  });
});
