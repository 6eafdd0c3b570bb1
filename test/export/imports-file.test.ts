import { exportModule } from '../../modules/export/export-module.js';
import { importsFile } from '../../modules/export/imports-file.js';
import { plannedPolicy } from '../support/planned-policy.js';

test('a policy that exists is imported with the attachments that exist, by the caller', () => {
  const existing = { id: 'p-abcdefgh', attachments: { root: 'r-ab12' } };
  const [file, ...others] = importsFile({
    policies: [
      plannedPolicy('slack only', { targets: [{ kind: 'root' }], existing }),
      plannedPolicy('new', { targets: [{ kind: 'root' }] }),
    ],
  });
  expect(others).toEqual([]);
  expect(file?.path).toBe('examples/complete/imports.tf');
  expect(file?.text.split('\n').slice(2)).toEqual([
    'import {',
    '  to = module.chat_guardrails.aws_organizations_policy.slack_only',
    '  id = "p-abcdefgh"',
    '}',
    '',
    'import {',
    '  to = module.chat_guardrails.aws_organizations_policy_attachment.slack_only["root"]',
    '  id = "r-ab12:p-abcdefgh"',
    '}',
    '',
  ]);
});

test('where everything is new there is nothing to import', () => {
  const plan = { policies: [plannedPolicy('new')] };
  const paths = exportModule(plan, { namePrefix: '', providerVersion: '>= 5.69.0' }).map(({ path }) => path);
  expect(paths).not.toContain('examples/complete/imports.tf');
});
