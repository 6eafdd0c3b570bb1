import { copyFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
} from '@aws-sdk/client-organizations';
import { changes } from './support/changes.js';
import {
  companyConfiguration,
  oneWorkspaceMore,
  otherOrder,
  reordered,
  withoutNetworkChanges,
} from './support/company-configuration.js';
import { type CompanyDeployment, startCompany } from './support/company-deployment.js';
import { type Core, cdkTerrain, cdktfWithBindings21 } from './support/core.js';
import { deployed } from './support/deployed.js';
import { describeDeployment } from './support/describe-deployment.js';
import { describeWithTools } from './support/describe-with-tools.js';
import { emulator } from './support/emulator.js';
import { findNode22 } from './support/find-node-22.js';
import { createProject } from './support/project.js';
import { stack } from './support/sandbox.js';
import { withoutFrame } from './support/without-frame.js';

const everythingChanged = withoutNetworkChanges(
  otherOrder(reordered(oneWorkspaceMore(companyConfiguration()))),
);

describeDeployment('the company example, with bindings 20.1.0 and provider 5.100.0', (tools) => {
  let company: CompanyDeployment;
  let configuration = companyConfiguration();

  beforeAll(async () => {
    company = await startCompany(tools, 'deploy');
  });
  afterAll(() => company?.stop());

  const deploy = (): Promise<string> => company.deploy(configuration);
  /** What Terraform would do with the configuration as it is now. */
  const preview = (): string[] => company.preview(configuration);

  test('deploys, and AWS has every policy and attachment of the plan', async () => {
    expect(await deploy()).toContain('Apply complete!');
    await company.expectPlanOf(configuration);
    expect(company.project.terraform(stack).succeed('version')).toContain('hashicorp/aws v5.100.0');
  });

  test('a second deploy changes nothing', async () => {
    expect(await deploy()).toContain('0 added, 0 changed, 0 destroyed');
  });

  test('an app with bindings 21.22.1 synthesizes the same resources, and Terraform would change nothing', () => {
    expectSameOf('deploy-bindings-21', cdktfWithBindings21);
  });

  const node = findNode22();
  const found = node === undefined ? { missing: ['Node 22.19 or later'] } : { tools: node };
  describeWithTools('on CDK Terrain', found, (node22) => {
    test('the app synthesizes the same resources, and Terraform would change nothing', () => {
      expectSameOf('deploy-cdktn', cdkTerrain(node22));
    });
  });

  /** Synthesizes the deployed configuration with another core, and plans it on the state of this one. */
  function expectSameOf(name: string, core: Core): void {
    const other = createProject(name, tools, core);
    other.configure({ version: 1, provider: emulator(company.moto), ...configuration });
    expect(other.synth()).toMatchObject({ status: 0 });
    const file = join('cdktf.out', 'stacks', stack, 'cdk.tf.json');
    const own = join(company.project.folder, file);
    expect(withoutCore(join(other.folder, file))).toEqual(withoutCore(own));
    copyFileSync(join(other.folder, file), own);
    expect(changes(company.project.terraform(stack))).toEqual([]);
  }

  test('a workspace more, another order of the file and of peers, a policy less: each shows, and nothing else', () => {
    const planned = company.preview(everythingChanged);
    const attachment = 'aws_organizations_policy_attachment\\.chat';
    expect(planned.filter((change) => !change.includes('terraform_data'))).toEqual([
      expect.stringMatching(/^delete aws_organizations_policy\.chat_no-network-changes_/),
      expect.stringMatching(`^delete ${attachment}_no-network-changes_`),
      expect.stringMatching(`^replace ${attachment}_audit-chat_target_Sandbox_`),
      expect.stringMatching(`^replace ${attachment}_audit-chat_target_Workloads_`),
      expect.stringMatching(/^update aws_organizations_policy\.chat_company-chat_/),
    ]);
  });

  test('all of that deployed at once is the plan again, and every policy keeps its id', async () => {
    const { 'no-network-changes': gone, ...before } = await company.ids();
    expect(gone).toBeDefined();
    expect(await company.attached('Workloads')).toEqual(['audit-chat', 'test-chat']);
    configuration = everythingChanged;
    expect(await deploy()).toContain('replace_triggered_by');
    await company.expectPlanOf(configuration);
    expect(await company.attached('Workloads')).toEqual(['test-chat', 'audit-chat']);
    expect(await company.ids()).toEqual(before);
    expect(preview()).toEqual([]);
  });

  test('an attachment that was detached by hand comes back, and those after it are attached again', async () => {
    const { id = '' } = (await deployed(company.moto))['test-chat'] ?? {};
    const TargetId = company.targets.get('Workloads');
    await company.moto.client.send(new DetachPolicyCommand({ PolicyId: id, TargetId }));
    expect(preview().filter((change) => !change.includes('terraform_data'))).toEqual([
      expect.stringMatching(/^create aws_organizations_policy_attachment\.chat_test-chat_target_Workloads_/),
      expect.stringMatching(
        /^replace aws_organizations_policy_attachment\.chat_audit-chat_target_Workloads_/,
      ),
    ]);
    await deploy();
    await company.expectPlanOf(configuration);
    expect(await company.attached('Workloads')).toEqual(['test-chat', 'audit-chat']);
  });

  test('a path that is not an OU fails the plan, and the message names the OUs below its parent', () => {
    const [first, ...others] = configuration.guardrails;
    if (first === undefined) throw new Error('the example has no guardrail');
    const guardrails = [{ ...first, targets: 'Workloads/Pord' }, ...others];
    const { status, output } = company.synth({ ...configuration, guardrails }).run('plan');
    expect(status).toBe(1);
    expect(withoutFrame(output)).toContain(
      'no organizational unit `Pord` below `Workloads`; OUs there: Production',
    );
  });

  test('a type that is not enabled fails the plan, and the message names the command to run', async () => {
    const type = { RootId: company.targets.get('root') ?? '', PolicyType: 'CHATBOT_POLICY' } as const;
    await company.moto.client.send(new DisablePolicyTypeCommand(type));
    const { status, output } = company.synth(configuration).run('plan');
    await company.moto.client.send(new EnablePolicyTypeCommand(type));
    expect(status).toBe(1);
    expect(withoutFrame(output)).toContain(
      `aws organizations enable-policy-type --policy-type CHATBOT_POLICY --root-id ${type.RootId}`,
    );
  });

  test('with an organization file collected now, no target is looked up and nothing changes', async () => {
    const before = await deployed(company.moto);
    const words = ['collect', '-o', 'organization.json'];
    const endpoint = { AWS_ENDPOINT_URL_ORGANIZATIONS: company.moto.endpoint };
    expect(company.project.chatGuardrails(words, endpoint)).toMatchObject({ status: 0 });
    configuration = { ...configuration, organization: 'organization.json' };
    expect(preview()).toEqual([]);
    const plan = company.project.chatGuardrails(['plan']);
    expect(plan).toMatchObject({
      status: 0,
      output: expect.stringContaining('No changes. The organization'),
    });
    expect(await deployed(company.moto)).toEqual(before);
    const file = join(company.project.folder, 'cdktf.out', 'stacks', stack, 'cdk.tf.json');
    const { data } = JSON.parse(readFileSync(file, 'utf8'));
    expect(Object.keys(data)).toEqual(['aws_organizations_organization']);
  });

  test('the organization file of another organization fails the plan', async () => {
    const shipped = join(__dirname, '..', '..', 'examples', 'company', 'organization.json');
    cpSync(shipped, join(company.project.folder, 'another.json'));
    const elsewhere = { ...configuration, organization: 'another.json' };
    const { status, output } = company.synth(elsewhere).run('plan');
    expect(status).toBe(1);
    expect(withoutFrame(output)).toContain(
      `the organization file is that of \`o-c0mpany123\` with the root \`r-c0mp\`, and these credentials reach`,
    );
    expect(withoutFrame(output)).toContain(`with the root \`${company.targets.get('root')}\``);
  });

  test('synthesized as HCL it is the same to Terraform', () => {
    expect(company.preview(configuration, { SYNTH_HCL_OUTPUT: 'true' })).toEqual([]);
  });

  test('destroy leaves nothing behind, and the organization as it was', async () => {
    expect(await company.destroy(configuration)).toContain('Destroy complete!');
    await company.expectNothing();
  });
});

/** The blocks of a synthesized stack, without those that name the core and its bindings. */
function withoutCore(file: string): object {
  const { '//': _, terraform, ...blocks } = JSON.parse(readFileSync(file, 'utf8'));
  return { ...blocks, backend: terraform.backend };
}
