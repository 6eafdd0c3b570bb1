import { partsOf } from '../../../modules/policy/pattern/policy-text.js';

test.each([
  ['', []],
  ['home/*', [{ kind: 'text', text: 'home/*' }]],
  ['a$b{c}', [{ kind: 'text', text: 'a$b{c}' }]],
  [
    'home/${aws:username}/*',
    [
      { kind: 'text', text: 'home/' },
      { kind: 'variable', key: 'aws:username' },
      { kind: 'text', text: '/*' },
    ],
  ],
  ["${aws:userid, 'anonymous'}", [{ kind: 'variable', key: 'aws:userid', fallback: 'anonymous' }]],
  ['${aws:PrincipalTag/cost center}', [{ kind: 'variable', key: 'aws:PrincipalTag/cost center' }]],
  [
    '${*}${?}${$}',
    [
      { kind: 'fixed', text: '*' },
      { kind: 'fixed', text: '?' },
      { kind: 'fixed', text: '$' },
    ],
  ],
])('%s falls apart into its pieces', (value, expected) => {
  expect(partsOf(value)).toEqual(expected);
});

test.each([
  ['a${aws:username', 'a variable without its closing brace'],
  ['${}', 'a variable that names no condition key'],
  ['${username}', 'a variable that names no condition key'],
  ['${aws:userid, anonymous}', 'a default value that is not in single quotes'],
])('%s is broken: %s', (value, reason) => {
  expect(partsOf(value)).toContainEqual(expect.objectContaining({ kind: 'broken', reason }));
});
