import { problemLines } from '../support/planned-configuration.js';
import { smallOrganizationFile } from '../support/small-organization.js';

const lines = (targets: string, head = '') =>
  problemLines(
    `${head}guardrails: [{ name: a, targets: ${targets}, deny: rds:DeleteDBCluster }]`,
    head === '' ? {} : { organizations: { 'org.json': smallOrganizationFile() } },
  );

test.each([
  ['a/b/c/d/e/f', 'error invalid-target: a unit 6 levels below the root; AWS nests them 5 deep'],
  [
    'Root',
    'warning invalid-target: `Root` names a unit; hardly any is called like that | for the root of the organization write `root`',
  ],
  [
    'ROOT',
    'warning invalid-target: `ROOT` names a unit; hardly any is called like that | for the root of the organization write `root`',
  ],
  ['root/Workloads', 'did you mean `Workloads`? paths begin below the root'],
  ['R-AB12', 'did you mean `r-ab12`?'],
  ['p-12345678', 'this is how the id of a policy looks'],
])('%s hardly names what is meant', (target, words) => {
  expect(lines(target)).toEqual([expect.stringContaining(words)]);
});

test.each(['a/b/c/d/e', 'p-platform', 'Workloads/Root', 'roots'])('%s is a unit like others', (target) => {
  expect(lines(target)).toEqual([]);
});

test('an organization file knows better than the name', () => {
  expect(lines('Root', 'organization: org.json\n')).toEqual([
    expect.stringContaining('error unknown-target: no organizational unit `Root`'),
  ]);
});

test('a policy without a target is told so, unless it exists like that', () => {
  expect(lines('[]')).toEqual(['1:34 warning attached-nowhere']);
  expect(lines('[], existing: { policy: p-8lqmvzr1 }')).toEqual([]);
});
