import { exportModule } from '../../modules/export/export-module.js';
import type { ExportSettings } from '../../modules/export/export-settings.js';
import { resourceName } from '../../modules/export/hcl.js';
import type { Plan } from '../../modules/policy/plan/plan.js';
import { plannedPolicy } from '../support/planned-policy.js';

const settings = { namePrefix: '', tags: {}, providerVersion: '>= 5.69.0, < 7.0.0', region: 'us-east-1' };
const plan = (...policies: Plan['policies']): Plan => ({ policies });

function file(path: string, exported: Plan, over: Partial<ExportSettings> = {}): string {
  const found = exportModule(exported, { ...settings, ...over }).find((candidate) => candidate.path === path);
  if (found === undefined) throw new Error(`no ${path} was exported`);
  return found.text;
}

test('the files of a module as people expect them', () => {
  expect(exportModule(plan(), settings).map(({ path }) => path)).toEqual([
    'README.md',
    'examples/complete/main.tf',
    'main.tf',
    'organization.tf',
    'outputs.tf',
    'units/main.tf',
    'variables.tf',
    'versions.tf',
  ]);
});

test('two runs write the same bytes', () => {
  const exported = plan(plannedPolicy('a', { tags: { b: '1', a: '2' } }), plannedPolicy('b'));
  expect(exportModule(exported, settings)).toEqual(exportModule(structuredClone(exported), settings));
});

test("a policy's name begins with a prefix that the caller chooses; the plan's is the default", () => {
  const exported = plan(plannedPolicy('slack-only', { name: 'gov-slack-only' }));
  expect(file('main.tf', exported, { namePrefix: 'gov-' })).toContain('"${var.name_prefix}slack-only"');
  expect(file('variables.tf', exported, { namePrefix: 'gov-' })).toMatch(
    /name_prefix"[^}]*default {5}= "gov-"/,
  );
});

test("the caller's tags are added to those of the policy", () => {
  const tagged = file('main.tf', plan(plannedPolicy('a', { tags: { team: 'security' } })));
  expect(tagged).toContain('merge({ team = "security" }, var.tags)');
  expect(file('main.tf', plan(plannedPolicy('a')))).toMatch(/tags = var\.tags/);
  expect(file('variables.tf', plan(), { tags: { team: 'a' } })).toContain('default     = { team = "a" }');
});

test('targets are written as in the configuration, and the caller can replace them', () => {
  const targets = [
    { kind: 'root' },
    { kind: 'unit', names: ['Workloads', 'Dev/Test'] },
    { kind: 'id', id: '123456789012' },
  ] as const;
  const text = file('organization.tf', plan(plannedPolicy('a', { targets })));
  expect(text).toContain('a = ["root", "Workloads/Dev\\\\/Test", "123456789012"]');
  expect(text).toContain('}, var.targets)');
});

test('only the policy types that are used have to be enabled', () => {
  const chat = file('organization.tf', plan(plannedPolicy('a')));
  expect(chat).toContain('policy type CHATBOT_POLICY is not enabled');
  expect(chat).not.toContain('SERVICE_CONTROL_POLICY');
});

test('a policy that is to be kept is kept', () => {
  const skipped = plannedPolicy('a', { retention: { skipDestroy: true, preventDestroy: false } });
  expect(file('main.tf', plan(skipped)).match(/skip_destroy\s+= true/g)).toHaveLength(2);
  const prevented = plannedPolicy('a', { retention: { skipDestroy: false, preventDestroy: true } });
  expect(file('main.tf', plan(prevented)).match(/prevent_destroy = true/g)).toHaveLength(1);
});

describe('the order of attachments', () => {
  const ordered = file('main.tf', plan(plannedPolicy('b', { attachAfter: ['a'] }), plannedPolicy('a')));

  test('a policy is attached after those that it comes after', () => {
    expect(ordered).toContain('depends_on = [aws_organizations_policy_attachment.a]');
  });

  test('if that changes, it is attached again', () => {
    expect(ordered).toContain('replace_triggered_by = [terraform_data.b_attached_after[each.key].input.a]');
  });

  test('every chat policy records its order, and a first predecessor changes the record', () => {
    expect(ordered).toMatch(/"terraform_data" "a_attached_after" \{\s*for_each = [^}]*\n\}/);
  });

  test('service control policies know no order', () => {
    const scp = plannedPolicy('a', { type: 'SERVICE_CONTROL_POLICY' });
    expect(file('main.tf', plan(scp))).not.toContain('terraform_data');
  });
});

test("a user's words are text in the README, never markup or a further cell", () => {
  const hostile = plannedPolicy('a|b`c', { description: '<b> | [x](y) `z`\n# end\u202e' });
  const row = file('README.md', plan(hostile))
    .split('\n')
    .find((line) => line.includes('CHATBOT_POLICY'));
  expect(row).toBe(
    '| `` a\\|b`c `` | `CHATBOT_POLICY` | nothing | \\<b\\> \\| \\[x\\]\\(y\\) \\`z\\` \\# end\\\\u\\{202e\\} |',
  );
});

test.each([
  ['slack-only', 'slack-only'],
  ['No drops, ever!', 'No_drops_ever_'],
  ['1st', '_1st'],
  ['-a', '_-a'],
  ['políticas', 'políticas'],
])('the policy %s has the address %s', (id, expected) => {
  expect(resourceName(id)).toBe(expected);
});
