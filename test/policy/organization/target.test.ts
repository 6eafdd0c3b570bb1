import { parseTarget } from '../../../modules/policy/organization/target.js';
import { renderTarget } from '../../../modules/policy/plan/plan.js';

describe('a target as people write it', () => {
  test.each([
    ['root', { kind: 'root' }],
    ['r-ab12', { kind: 'id', id: 'r-ab12' }],
    ['ou-ab12-abcdefgh', { kind: 'id', id: 'ou-ab12-abcdefgh' }],
    ['123456789012', { kind: 'id', id: '123456789012' }],
    ['Workloads', { kind: 'unit', names: ['Workloads'] }],
    ['Workloads/Prod EU', { kind: 'unit', names: ['Workloads', 'Prod EU'] }],
    ['R\\/D/Prod', { kind: 'unit', names: ['R/D', 'Prod'] }],
    ['back\\\\slash/a\\b', { kind: 'unit', names: ['back\\slash', 'a\\b'] }],
    ['Root', { kind: 'unit', names: ['Root'] }],
  ])('%s', (text, target) => {
    expect(parseTarget(text)).toEqual({ target });
  });
});

describe('a string that is not a target', () => {
  test.each<[string, object]>([
    ['', { rule: 'empty-name' }],
    ['/Workloads', { rule: 'empty-name' }],
    ['Workloads//Prod', { rule: 'empty-name' }],
    ['Workloads / Prod', { rule: 'white-space', nearest: 'Workloads/Prod' }],
    ['12345678901', { rule: 'account-id', count: 11 }],
    ['1234-5678-9012', { rule: 'account-hyphens', nearest: '123456789012' }],
    ['ou-ab12-ABC', { rule: 'unit-id' }],
    ['arn:aws:organizations::1:ou/o-1/ou-ab12-abcdefgh', { rule: 'arn' }],
  ])('%p', (text, facts) => {
    expect(parseTarget(text)).toEqual({ facts: { target: text, ...facts } });
  });
});

test('a target reads back as it is written', () => {
  const target = { kind: 'unit', names: ['R/D', 'back\\slash', '\\/'] } as const;
  expect(parseTarget(renderTarget(target))).toEqual({ target });
});
