import type { JsonObject } from '../../modules/policy/json.js';
import { renderExplanation } from '../../modules/report/effective-text.js';
import { effectiveChatPolicy } from '../../modules/simulator/effective.js';
import { root, smallOrganization, smallOrganizationFile } from '../support/small-organization.js';
import { type WorkspacesPolicy, workspacesPolicies } from '../support/workspaces-policies.js';

const shop = '222222222222';

/** The lines of the explanation of the account `shop`, with one space between cells. */
function explanation(policies: readonly WorkspacesPolicy[], rootOrderKnown = true): readonly string[] {
  const small = workspacesPolicies(policies);
  const tree = smallOrganizationFile(small)['root'] as JsonObject;
  const organization = smallOrganization(small, {
    root: { ...tree, attachmentOrderKnown: rootOrderKnown },
  });
  const policy = effectiveChatPolicy(organization, shop);
  if (policy === undefined) throw new Error('the account is not there');
  const text = renderExplanation(organization, policy, { colour: false, columns: undefined });
  return text.split('\n').map((line) => line.trim().replace(/ +/g, ' '));
}

const a: WorkspacesPolicy = ['a', root, { '@@assign': ['T1'] }];

test('names are made safe to print where something hangs on an attachment order', () => {
  const lines = explanation(
    [
      ['\u001b[2J', root, { '@@assign': ['T1'] }],
      ['b', root, { '@@assign': ['T2'] }],
    ],
    false,
  );
  expect(lines).toContain('T1 if \\u{1b}[2J (p-policy0000) was attached first to Root (r-ab12)');
});

test('of peers that assign the same all are named, whoever was attached first', () => {
  const lines = explanation(
    [a, ['b', root, { '@@assign': ['T2'] }], ['c', root, { '@@assign': ['T1'] }]],
    false,
  );
  expect(lines).toContain('T1 if a (p-policy0000) or c (p-policy0002) was attached first to Root (r-ab12)');
  expect(lines).toContain('T2 if b (p-policy0001) was attached first to Root (r-ab12)');
});
