import { mark, sidOf, sidsOf } from '../../../modules/policy/scp/sid.js';

test.each([
  ['no-database-drops', 'NoDatabaseDrops'],
  ['Runbooks only (2026)', 'RunbooksOnly2026'],
  ['ssm_startAutomation', 'SsmStartAutomation'],
  ['日本', undefined],
])('the name %s becomes the statement ID %s', (name, sid) => {
  expect(sidOf(name)).toBe(sid);
});

test('a name without letters and digits becomes Guardrail', () => {
  expect(sidsOf(['日本']).get('日本')).toBe('Guardrail');
});

// Marks are in the names of policies that are deployed.
test.each([
  ['', '811c9dc5'],
  ['a', 'e40c292c'],
  ['no-drops', 'dd338a5d'],
  ['g0', '0f202702'],
])('the mark of %j stays %s', (text, expected) => {
  expect(mark(text)).toBe(expected);
});

test('names that share a statement ID get distinct ones that do not depend on their order', () => {
  const sids = sidsOf(['no-drops', 'no_drops', 'other']);
  expect(new Set(sids.values()).size).toBe(3);
  expect([...sids.values()].every((sid) => /^[A-Za-z0-9]+$/.test(sid))).toBe(true);
  expect(sids.get('other')).toBe('Other');
  expect(sidsOf(['other', 'no_drops', 'no-drops']).get('no-drops')).toBe(sids.get('no-drops'));
});
