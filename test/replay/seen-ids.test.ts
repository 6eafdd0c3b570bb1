import { recentIds, seenIds } from '../../modules/replay/seen-ids';

test('every ID is new once, while the set grows', () => {
  const { add } = seenIds();
  const ids = Array.from({ length: 200_000 }, (_, index) => `call ${index * 7919}-event`);
  expect(ids.filter((id) => !add(id))).toEqual([]);
  expect(ids.filter(add)).toEqual([]);
});

test('a bounded set remembers recent IDs and reports when it forgets older ones', () => {
  const { add, hasForgotten } = recentIds(1_024);
  const ids = Array.from({ length: 5_000 }, (_, index) => `event-${index}`);
  expect(ids.slice(0, 1_500).filter((id) => !add(id))).toEqual([]);
  expect(hasForgotten()).toBe(false);
  expect(ids.slice(0, 1_500).filter(add)).toEqual([]);
  expect(ids.slice(1_500).filter((id) => !add(id))).toEqual([]);
  expect(hasForgotten()).toBe(true);
  expect(ids.slice(-768).filter(add)).toEqual([]);
  expect(ids.slice(0, 3_000).filter((id) => !add(id))).toEqual([]);
});
