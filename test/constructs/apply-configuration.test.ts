import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyConfiguration } from '../../modules/constructs/apply-configuration.js';
import { refusalLines } from '../support/refusal.js';
import { smallOrganizationFile } from '../support/small-organization.js';
import { named, synthesized, testStack } from '../support/synthesis.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

/** A configuration file in a folder of its own, and files beside it. */
function written(text: string, files: Readonly<Record<string, string>> = {}): string {
  const path = join(folder(), 'chat-guardrails.yaml');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, '..', name), content);
  writeFileSync(path, text);
  return path;
}

const guardrail = (name: string) => `guardrails: [{ name: ${name}, targets: root, deny: 's3:DeleteBucket' }]`;

test('the policies of the file are deployed, at the addresses of `AppliedPlan`', () => {
  const stack = testStack();
  const applied = applyConfiguration(stack, 'chat', { file: written(guardrail('no-deletion')) });
  const policies = named(synthesized(stack).resource['aws_organizations_policy']);
  expect(Object.keys(policies)).toEqual(['chat_no-deletion']);
  expect(applied.get('no-deletion').attachments).toHaveLength(1);
});

test('raw policies and the organization file are read beside the file', () => {
  const document = { chatbot: { default: { client: { '@@assign': 'disabled' } } } };
  const text = `organization: organization.json
chatPolicies: [{ name: raw, targets: Workloads/Prod, document: policy.json }]`;
  const file = written(text, {
    'policy.json': JSON.stringify(document, null, 2),
    'organization.json': JSON.stringify(smallOrganizationFile()),
  });
  const stack = testStack();
  applyConfiguration(stack, 'chat', { file });
  const { resource, data } = synthesized(stack);
  expect(named(resource['aws_organizations_policy'])['chat_raw']).toMatchObject({
    content: JSON.stringify(document),
  });
  expect(Object.keys(data)).toEqual(['aws_organizations_organization']);
});

test('a raw policy is in the folder of the file or below it, unless others are allowed', () => {
  mkdirSync(join(folder(), 'below'));
  const text = 'chatPolicies: [{ name: raw, targets: root, document: ../policy.json }]';
  const document = { chatbot: { default: { client: { '@@assign': 'disabled' } } } };
  writeFileSync(join(folder(), 'policy.json'), JSON.stringify(document));
  const file = join(folder(), 'below', 'chat-guardrails.yaml');
  writeFileSync(file, text);
  expect(() => applyConfiguration(testStack(), 'chat', { file })).toThrow(
    'it is outside the folder of the configuration; `allowOutside` permits that',
  );
  const stack = testStack();
  applyConfiguration(stack, 'chat', { file, allowOutside: true });
  expect(named(synthesized(stack).resource['aws_organizations_policy'])['chat_raw']).toMatchObject({
    content: JSON.stringify(document),
  });
  rmSync(join(folder(), 'policy.json'));
  symlinkSync('/dev/zero', join(folder(), 'policy.json'));
  expect(() => applyConfiguration(testStack(), 'chat', { file, allowOutside: true })).toThrow(
    'it is not a regular file',
  );
});

test('errors throw, all of them, with file and line', () => {
  const file = written(`guardrails:
  - { name: a, targets: root, deny: 'ec2:TerminateInstance' }
  - { name: b, targets: root, deny: 's3:*', document: missing.json }`);
  const create = () => applyConfiguration(testStack(), 'chat', { file });
  expect(refusalLines(create)).toEqual([
    'guardrails[0].deny[0] unknown-action',
    'guardrails[1].document conflicting-keys',
    'guardrails[1].document unreadable-document',
  ]);
  expect(create).toThrow(`${file}:2:`);
  expect(create).toThrow('ENOENT');
});

test('a warning becomes an annotation', () => {
  const file = written(
    `guardrails: [{ name: a, targets: root, deny: 's3:*', from: { accounts: '111111111111' }, exceptFrom: { accounts: '222222222222' } }]`,
  );
  const applied = applyConfiguration(testStack(), 'chat', { file });
  expect(applied.node.metadata).toHaveLength(1);
});

test('one of several environments must be chosen', () => {
  const file = written(`environments:
  test: { ${guardrail('in-test')} }
  prod: { ${guardrail('in-prod')} }`);
  const create = (environment?: string) => {
    const stack = testStack();
    applyConfiguration(stack, 'chat', { file, ...(environment === undefined ? {} : { environment }) });
    return Object.keys(named(synthesized(stack).resource['aws_organizations_policy']));
  };
  expect(create('prod')).toEqual(['chat_in-prod']);
  expect(() => create()).toThrow('has several environments; pass `environment`: `test` or `prod`');
  expect(() => create('prd')).toThrow('has no environment `prd`');
});
