import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttachPolicyCommand, CreatePolicyCommand, type PolicyType } from '@aws-sdk/client-organizations';
import { parse } from 'yaml';
import { deployed } from './support/deployed.js';
import { describeDeployment } from './support/describe-deployment.js';
import { type Sandbox, startSandbox } from './support/sandbox.js';
import { emulatorProvider, terraformIn } from './support/terraform.js';

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

  test('are imported and taken over by an exported module with terraform alone', async () => {
    sandbox.synth(configuration);
    const { status, output } = sandbox.project.chatGuardrails(['export', '-o', 'module']);
    expect([status, output]).toEqual([0, output]);
    const caller = join(sandbox.project.folder, 'module', 'examples', 'complete');
    writeFileSync(join(caller, 'provider_override.tf'), emulatorProvider(sandbox.moto.endpoint));
    const terraform = terraformIn(caller, tools);
    terraform.succeed('init');
    expect(terraform.succeed('apply', '-auto-approve')).toContain(
      'Plan: 8 to import, 0 to add, 0 to change, 0 to destroy.',
    );
    expect(terraform.succeed('plan')).toContain('No changes.');
    expect(await deployed(sandbox.moto)).toEqual(before);
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
