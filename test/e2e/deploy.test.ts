import { cpSync } from 'node:fs';
import { join } from 'node:path';
import {
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
} from '@aws-sdk/client-organizations';
import {
  companyConfiguration,
  oneWorkspaceMore,
  otherOrder,
  reordered,
  withoutNetworkChanges,
} from './support/company-configuration.js';
import { type CompanyDeployment, startCompany } from './support/company-deployment.js';
import { deployed } from './support/deployed.js';
import { describeDeployment } from './support/describe-deployment.js';
import { stack } from './support/sandbox.js';
import { withoutFrame } from './support/without-frame.js';

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

  test('one workspace more is one update in place', () => {
    expect(company.preview(oneWorkspaceMore(companyConfiguration()))).toEqual([
      expect.stringMatching(/^update aws_organizations_policy\.chat_company-chat_/),
    ]);
  });

  test('reordering the file changes nothing', () => {
    expect(company.preview(reordered(companyConfiguration()))).toEqual([]);
  });

  test('accepting the other order shows as replaced attachments', () => {
    const changes = company.preview(otherOrder(companyConfiguration()));
    expect(changes.filter((change) => !change.includes('terraform_data'))).toEqual([
      expect.stringMatching(/^replace aws_organizations_policy_attachment\.chat_audit-chat_target_Sandbox_/),
      expect.stringMatching(
        /^replace aws_organizations_policy_attachment\.chat_audit-chat_target_Workloads_/,
      ),
    ]);
  });

  test('a policy that leaves the file leaves the organization, and nothing else does', () => {
    expect(company.preview(withoutNetworkChanges(companyConfiguration()))).toEqual([
      expect.stringMatching(/^delete aws_organizations_policy\.chat_no-network-changes_/),
      expect.stringMatching(/^delete aws_organizations_policy_attachment\.chat_no-network-changes_/),
    ]);
  });

  test('all of that deployed at once is the plan again, and every policy keeps its id', async () => {
    const { 'no-network-changes': gone, ...before } = await company.ids();
    expect(gone).toBeDefined();
    expect(await company.attached('Workloads')).toEqual(['audit-chat', 'test-chat']);
    configuration = withoutNetworkChanges(otherOrder(reordered(oneWorkspaceMore(companyConfiguration()))));
    expect(await deploy()).toContain('replace_triggered_by');
    await company.expectPlanOf(configuration);
    expect(await company.attached('Workloads')).toEqual(['test-chat', 'audit-chat']);
    expect(await company.ids()).toEqual(before);
    expect(preview()).toEqual([]);
  });

  test('an attachment that somebody took away comes back, and those that come after it are attached anew', async () => {
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

  test('a path that is no unit fails the plan, and the message names what there is', () => {
    const [first, ...others] = configuration.guardrails;
    if (first === undefined) throw new Error('the example has no guardrail');
    const guardrails = [{ ...first, targets: 'Workloads/Pord' }, ...others];
    const { status, output } = company.synth({ ...configuration, guardrails }).run('plan');
    expect(status).toBe(1);
    expect(withoutFrame(output)).toContain(
      'there is no organizational unit `Workloads/Pord`; below `Workloads` there are: Production',
    );
  });

  test('a type that is not enabled fails the plan, and the message says what to run', async () => {
    const type = { RootId: company.targets.get('root') ?? '', PolicyType: 'CHATBOT_POLICY' } as const;
    await company.moto.client.send(new DisablePolicyTypeCommand(type));
    const { status, output } = company.synth(configuration).run('plan');
    await company.moto.client.send(new EnablePolicyTypeCommand(type));
    expect(status).toBe(1);
    expect(withoutFrame(output)).toContain(
      `aws organizations enable-policy-type --policy-type CHATBOT_POLICY --root-id ${type.RootId}`,
    );
  });

  test('with an organization file, collected now, nothing is looked up for targets and nothing changes', async () => {
    const before = await deployed(company.moto);
    const words = ['collect', '-o', 'organization.json'];
    const endpoint = { AWS_ENDPOINT_URL_ORGANIZATIONS: company.moto.endpoint };
    expect(company.project.chatGuardrails(words, endpoint)).toMatchObject({ status: 0 });
    configuration = { ...configuration, organization: 'organization.json' };
    expect(await deploy()).toContain('0 added, 0 changed, 0 destroyed');
    expect(await deployed(company.moto)).toEqual(before);
    const shown = company.project.terraform(stack).succeed('state', 'list');
    expect(shown.match(/^data\..*$/gm)).toEqual([
      expect.stringMatching(/^data\.aws_organizations_organization\./),
    ]);
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
