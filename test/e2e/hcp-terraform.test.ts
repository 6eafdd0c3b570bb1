import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareGuideFolder, runGuide } from '../support/guide-folder.js';
import { describeEndToEnd } from './support/describe-end-to-end.js';
import { terraformIn } from './support/terraform.js';

describeEndToEnd('the example for HCP Terraform', (tools) => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-hcp-'));
    prepareGuideFolder(folder);
    const configuration = { CHAT_GUARDRAILS_CONFIG: 'hcp-terraform/chat-guardrails.yaml' };
    const { status, output } = runGuide(folder, 'node main.mjs', configuration);
    if (status !== 0) throw new Error(output);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const stack = (name: string): string => join(folder, 'cdktf.out', 'stacks', name);

  test('has a stack for every environment', () => {
    expect(readdirSync(join(folder, 'cdktf.out', 'stacks')).sort()).toEqual([
      'acquired',
      'production',
      'test',
    ]);
  });

  test.each([
    ['test', { name: 'chat-guardrails-test', project: 'chat' }],
    ['production', { name: 'chat-guardrails-production', project: 'chat' }],
    ['acquired', { tags: ['acquired', 'chat-guardrails'] }],
  ])('%s finds its workspaces, and is valid', (name, workspaces) => {
    const { terraform } = JSON.parse(readFileSync(join(stack(name), 'cdk.tf.json'), 'utf8'));
    expect(terraform.cloud).toEqual({ organization: 'example', workspaces });
    const run = terraformIn(stack(name), tools);
    run.succeed('init', '-backend=false');
    expect(run.succeed('validate')).toContain('The configuration is valid');
  });

  test('the caller of the module in several workspaces is formatted and valid', () => {
    const caller = join(folder, 'hcp-terraform', 'by-tags');
    const run = terraformIn(caller, tools);
    expect(run.run('fmt', '-check', '-diff')).toEqual({ status: 0, output: '' });
    run.succeed('init', '-backend=false');
    expect(run.succeed('validate')).toContain('The configuration is valid');
  });
});
