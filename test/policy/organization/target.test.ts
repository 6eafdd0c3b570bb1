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

describe('text that names no target', () => {
  test.each([
    ['', 'a name is missing', 'Workloads/Prod'],
    ['/Workloads', 'a name is missing', 'root'],
    ['Workloads//Prod', 'a name is missing', 'root'],
    ['Workloads / Prod', 'white space', '`Workloads/Prod`'],
    ['12345678901', 'is no target', '12 digits, not 11'],
    ['1234-5678-9012', 'is no target', '`123456789012`'],
    ['ou-ab12-ABC', 'is no target', '`ou-`'],
    ['arn:aws:organizations::1:ou/o-1/ou-ab12-abcdefgh', 'is no target', 'end of the ARN'],
  ])('%p', (text, message, help) => {
    expect(parseTarget(text)).toEqual({
      message: expect.stringContaining(message),
      help: expect.stringContaining(help),
    });
  });
});

test('a target reads back as it is written', () => {
  const target = { kind: 'unit', names: ['R/D', 'back\\slash', '\\/'] } as const;
  expect(parseTarget(renderTarget(target))).toEqual({ target });
});
