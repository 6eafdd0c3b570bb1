import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttachPolicyCommand, CreatePolicyCommand, type PolicyType } from '@aws-sdk/client-organizations';
import { parse } from 'yaml';
import { deployed } from './support/deployed.js';
import { describeDeployment } from './support/describe-deployment.js';
import { type Sandbox, startSandbox } from './support/sandbox.js';
import { emulatorProvider, type Terraform, terraformIn } from './support/terraform.js';

/** Made by hand: spelled and spaced as people write, where the toolkit would have minified and sorted. */
const chatPolicy = `{
  "chatbot": {
    "platforms": { "slack": { "workspaces": { "@@assign": ["T0COMPANY1"] }, "client": { "@@assign": "enabled" } } },
    "default": { "client": { "@@assign": "disabled" } }
  }
}`;
const guardrail = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "NoDrops", "Effect": "Deny", "Action": ["rds:DeleteDBCluster"], "Resource": "*",
      "Condition": { "ArnLike": { "aws:ChatbotSourceArn": "arn:aws:chatbot::*:*" } } }
  ]
}`;

/** Two policies, four attachments, and records of what chat policies were attached after. */
describeDeployment('policies made by hand', (tools) => {
  let sandbox: Sandbox;
  let configuration: object;
  let before: Awaited<ReturnType<typeof deployed>>;

  beforeEach(async () => {
    const units = { Workloads: { Prod: {} } };
    sandbox = await startSandbox(tools, { name: 'adoption', units, accounts: 1 });
    const [account = ''] = sandbox.accounts;
    const [root = '', prod = ''] = ['root', 'Workloads/Prod'].map((target) => sandbox.targets.get(target));
    await byHand('company', 'CHATBOT_POLICY', chatPolicy, [root, prod]);
    await byHand('no drops', 'SERVICE_CONTROL_POLICY', guardrail, [prod, account]);
    before = await deployed(sandbox.moto);
    const { status, output } = sandbox.project.chatGuardrails(['import'], {
      AWS_ENDPOINT_URL: sandbox.moto.endpoint,
      AWS_REGION: 'us-east-1',
    });
    expect([status, output]).toEqual([0, expect.stringContaining('imported 2')]);
    configuration = parse(readFileSync(join(sandbox.project.folder, 'chat-guardrails.yaml'), 'utf8'));
  });
  afterEach(() => sandbox?.stop());

  test('are imported and taken over by cdktf deploy without a change, and then nothing is left to do', async () => {
    expect(await sandbox.deploy(configuration)).toContain(
      'Plan: 7 to import, 0 to add, 0 to change, 0 to destroy.',
    );
    expect(await deployed(sandbox.moto)).toEqual(before);
    expect(sandbox.preview(configuration)).toEqual([]);
  });

  async function byHand(
    Name: string,
    Type: PolicyType,
    Content: string,
    targets: readonly string[],
  ): Promise<void> {
    const { client } = sandbox.moto;
    const Tags = [{ Key: 'owner', Value: 'somebody' }];
    const Description = `${Name}, by hand`;
    const { Policy } = await client.send(new CreatePolicyCommand({ Name, Type, Content, Description, Tags }));
    const PolicyId = Policy?.PolicySummary?.Id;
    for (const TargetId of targets) await client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
  }
});

/** Policies with `for_each`, `count` and an attachment in a module with keys, as people write them. */
const handWritten = {
  'main.tf': (targets: ReadonlyMap<string, string>, account: string) => `
locals {
  units = { "Prod.EU" = "${targets.get('Workloads/Prod')}", "the \\"root\\"" = "${targets.get('root')}" }
}
data "aws_organizations_organization" "this" {}
resource "aws_organizations_policy" "drops" {
  for_each = { "clusters" = "rds:DeleteDBCluster", "a.b \\"c\\"" = "rds:DeleteDBInstance" }
  name     = "no-\${trimprefix(each.value, "rds:")}"
  type     = "SERVICE_CONTROL_POLICY"
  tags     = { team = "platform" }
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid = "NoDrops", Effect = "Deny", Action = each.value, Resource = "*"
      Condition = { ArnLike = { "aws:ChatbotSourceArn" = "arn:aws:chatbot::*:*" } }
    }]
  })
}
resource "aws_organizations_policy_attachment" "drops" {
  for_each  = aws_organizations_policy.drops
  policy_id = each.value.id
  target_id = "${account}"
}
module "chat" {
  source   = "./chat"
  for_each = local.units
  target   = each.value
  number   = index(keys(local.units), each.key)
}
`,
  'chat/main.tf': () => `
variable "target" {}
variable "number" {}
resource "aws_organizations_policy" "chat" {
  count       = 1
  name        = "chat-\${var.number}"
  type        = "CHATBOT_POLICY"
  description = "Slack only"
  content = jsonencode({ chatbot = { platforms = { slack = { client = { "@@assign" = "enabled" } } } } })
}
resource "aws_organizations_policy_attachment" "chat" {
  count     = 1
  policy_id = aws_organizations_policy.chat[0].id
  target_id = var.target
}
`,
};

describeDeployment('policies of hand-written Terraform', (tools) => {
  let sandbox: Sandbox;
  let old: Terraform;
  let folder: string;
  beforeEach(async () => {
    sandbox = await startSandbox(tools, {
      name: 'takeover',
      units: { Workloads: { Prod: {} } },
      accounts: 1,
    });
    folder = join(sandbox.project.folder, 'old');
    mkdirSync(join(folder, 'chat'), { recursive: true });
    for (const [file, text] of Object.entries(handWritten))
      writeFileSync(join(folder, file), text(sandbox.targets, sandbox.accounts[0] ?? ''));
    writeFileSync(join(folder, 'provider.tf'), emulatorProvider(sandbox.moto.endpoint));
    old = terraformIn(folder, tools);
    old.succeed('init');
    old.succeed('apply', '-auto-approve');
  });
  afterEach(() => sandbox?.stop());

  test('are imported from `terraform show -json`, taken over by an exported module, and forgotten by the old state', async () => {
    const before = await deployed(sandbox.moto);
    writeFileSync(join(folder, 'state.json'), old.succeed('show', '-json'));
    const run = (...words: readonly string[]): string => {
      const { status, output } = sandbox.project.chatGuardrails(words);
      expect([status, output]).toEqual([0, output]);
      return output;
    };
    expect(run('import', join('old', 'state.json'), '-o', 'new')).toContain('imported 4');
    run('export', '--config', join('new', 'chat-guardrails.yaml'), '-o', 'module');
    const caller = join(sandbox.project.folder, 'module', 'examples', 'complete');
    writeFileSync(join(caller, 'provider_override.tf'), emulatorProvider(sandbox.moto.endpoint));
    const terraform = terraformIn(caller, tools);
    terraform.succeed('init');
    const applied = terraform.succeed('apply', '-auto-approve');
    expect(applied).toMatch(/Plan: \d+ to import, 0 to add, 0 to change, 0 to destroy\./);
    writeFileSync(join(folder, 'main.tf'), '');
    writeFileSync(
      join(folder, 'removed.tf'),
      readFileSync(join(sandbox.project.folder, 'new', 'removed.tf')),
    );
    expect(old.succeed('apply', '-auto-approve')).toContain('0 added, 0 changed, 0 destroyed');
    expect(old.succeed('state', 'list')).toBe('');
    expect(old.succeed('plan')).toContain('No changes.');
    expect(terraform.succeed('plan')).toContain('No changes.');
    expect(await deployed(sandbox.moto)).toEqual(before);
  });
});
