import { problemLines } from '../support/planned-configuration.js';
import { smallOrganizationFile } from '../support/small-organization.js';

const lines = (targets: string, head = '') =>
  problemLines(
    `${head}guardrails: [{ name: a, targets: ${targets}, deny: rds:DeleteDBCluster }]`,
    head === '' ? {} : { organizations: { 'org.json': smallOrganizationFile() } },
  );

test.each([
  ['a/b/c/d/e/f', 'error invalid-target rule=depth count=6 limit=5'],
  ['Root', 'warning invalid-target rule=root-name target=Root'],
  ['ROOT', 'warning invalid-target rule=root-name target=ROOT'],
  ['root/Workloads', 'warning invalid-target rule=root-in-path target=root/Workloads nearest=Workloads'],
  ['R-AB12', 'warning invalid-target rule=id-case target=R-AB12 nearest=r-ab12'],
  ['p-12345678', 'warning invalid-target rule=policy-id target=p-12345678'],
])('%s is an unlikely organizational unit', (target, line) => {
  expect(lines(target)).toEqual([expect.stringMatching(`^\\d+:\\d+ ${line}$`)]);
});

test.each(['a/b/c/d/e', 'p-platform', 'Workloads/Root', 'roots'])('%s is a unit like others', (target) => {
  expect(lines(target)).toEqual([]);
});

test('an organization file knows better than the name', () => {
  expect(lines('Root', 'organization: org.json\n')).toEqual([
    expect.stringContaining('error unknown-target rule=unit target=Root'),
  ]);
});

test('a policy without a target is a warning, unless it exists without one', () => {
  expect(lines('[]')).toEqual(['1:34 warning attached-nowhere']);
  expect(lines('[], existing: { policy: p-8lqmvzr1 }')).toEqual([]);
});
