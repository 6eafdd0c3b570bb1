import { seenIds } from '../../modules/replay/seen-ids';

test('every ID is new once, while the set grows', () => {
  const { add } = seenIds();
  const ids = Array.from({ length: 200_000 }, (_, index) => `call ${index * 7919}-event`);
  expect(ids.filter((id) => !add(id))).toEqual([]);
  expect(ids.filter(add)).toEqual([]);
});
