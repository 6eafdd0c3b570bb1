import { exportModule } from '../../modules/export/export-module.js';
import { importsFile } from '../../modules/export/imports-file.js';
import type { Plan } from '../../modules/policy/plan/plan.js';
import { plannedPolicy } from '../support/planned-policy.js';

const root = { kind: 'root' } as const;
const prod = { kind: 'unit', names: ['Workloads', 'Prod'] } as const;
const existing = { id: 'p-abcdefgh', attachments: { root: 'r-ab12' } };
const slack = plannedPolicy('slack only', { targets: [root, prod], existing });
const settings = { namePrefix: '', tags: {}, providerVersion: '>= 5.69.0', region: 'us-east-1' };

function imports(...policies: Plan['policies']): string[] {
  const [file] = importsFile({ policies });
  const blocks = file?.text.matchAll(
    /^import \{\n {2}to = module\.chat_guardrails\.(.*)\n {2}id = (.*)\n\}$/gm,
  );
  return [...(blocks ?? [])].map(([, to, id]) => `${to} <- ${id}`);
}

test('a policy that exists is imported by the caller, with the attachments that exist and the record of their order', () => {
  expect(imports(slack, plannedPolicy('new', { targets: [root] }))).toEqual([
    'aws_organizations_policy.slack_only <- "p-abcdefgh"',
    'aws_organizations_policy_attachment.slack_only["root"] <- "r-ab12:p-abcdefgh"',
    'terraform_data.slack_only_attached_after["root"] <- "root"',
  ]);
});

test('a declared order gets a new record, because an imported one would replace the attachment', () => {
  const ordered = imports(plannedPolicy('a', { targets: [root] }), { ...slack, attachAfter: ['a'] });
  expect(ordered.filter((line) => line.startsWith('terraform_data'))).toEqual([]);
});

test('where everything is new there is nothing to import', () => {
  const paths = exportModule({ policies: [plannedPolicy('new')] }, settings).map(({ path }) => path);
  expect(paths).not.toContain('examples/complete/imports.tf');
});
