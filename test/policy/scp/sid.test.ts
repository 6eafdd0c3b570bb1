import { sidOf, sidsOf } from '../../../modules/policy/scp/sid.js';

test.each([
  ['no-database-drops', 'NoDatabaseDrops'],
  ['Runbooks only (2026)', 'RunbooksOnly2026'],
  ['ssm_startAutomation', 'SsmStartAutomation'],
  ['日本', undefined],
])('%s stands for the statement id %s', (name, sid) => {
  expect(sidOf(name)).toBe(sid);
});

test('names that share a statement id get distinct ones that do not depend on their order', () => {
  const sids = sidsOf(['no-drops', 'no_drops', 'other']);
  expect(new Set(sids.values()).size).toBe(3);
  expect([...sids.values()].every((sid) => /^[A-Za-z0-9]+$/.test(sid))).toBe(true);
  expect(sids.get('other')).toBe('Other');
  expect(sidsOf(['other', 'no_drops', 'no-drops']).get('no-drops')).toBe(sids.get('no-drops'));
});
