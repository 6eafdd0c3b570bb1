import { cpSync } from 'node:fs';
import { join } from 'node:path';
import {
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListChildrenCommand,
  ListPoliciesForTargetCommand,
} from '@aws-sdk/client-organizations';
import {
  companyConfiguration,
  oneWorkspaceMore,
  otherOrder,
  reordered,
  withoutNetworkChanges,
} from './support/company-configuration.js';
import { type DeployedPolicy, deployed } from './support/deployed.js';
import { describeDeployment } from './support/describe-deployment.js';
import type { Tools } from './support/find-tools.js';
import { bindings } from './support/project.js';
import { type Sandbox, stack, startSandbox } from './support/sandbox.js';
import { withoutFrame } from './support/without-frame.js';

const units = { Security: {}, Workloads: { Production: {} }, Sandbox: {} };
/** The provider of the mirror; bindings 21 were made from 6.25. Nothing here was run against 6.x. */
const providerVersion = '5.100.0';

for (const version of Object.keys(bindings) as (keyof typeof bindings)[]) {
  describeDeployment(
    `the company example, with bindings ${version} and provider ${providerVersion}`,
    (tools) => {
      deployments(tools, version);
    },
  );
}

function deployments(tools: Tools, version: keyof typeof bindings): void {
  let sandbox: Sandbox;
  let configuration = companyConfiguration();

  beforeAll(async () => {
    sandbox = await startSandbox(tools, { name: `deploy-${version}`, units, bindings: version });
  });
  afterAll(() => sandbox?.stop());

  test('deploys, and AWS has every policy and attachment of the plan', async () => {
    expect(await deploy()).toContain('Apply complete!');
    await expectPlan();
  });

  test('uses the provider that is there, whichever the bindings were made from', () => {
    expect(sandbox.project.terraform(stack).succeed('version')).toContain(
      `hashicorp/aws v${providerVersion}`,
    );
  });

  test('a second deploy changes nothing', async () => {
    expect(await deploy()).toContain('0 added, 0 changed, 0 destroyed');
  });

  test('one workspace more is one update in place', () => {
    expect(sandbox.preview(oneWorkspaceMore(companyConfiguration()))).toEqual([
      expect.stringMatching(/^update aws_organizations_policy\.chat_company-chat_/),
    ]);
  });

  test('reordering the file changes nothing', () => {
    expect(sandbox.preview(reordered(companyConfiguration()))).toEqual([]);
  });

  test('accepting the other order shows as replaced attachments', () => {
    const changes = sandbox.preview(otherOrder(companyConfiguration()));
    expect(changes.filter((change) => !change.includes('terraform_data'))).toEqual([
      expect.stringMatching(
        /^delete, create aws_organizations_policy_attachment\.chat_audit-chat_target_Sandbox_/,
      ),
      expect.stringMatching(
        /^delete, create aws_organizations_policy_attachment\.chat_audit-chat_target_Workloads_/,
      ),
    ]);
  });

  test('a policy that leaves the file leaves the organization, and nothing else does', () => {
    expect(sandbox.preview(withoutNetworkChanges(companyConfiguration()))).toEqual([
      expect.stringMatching(/^delete aws_organizations_policy\.chat_no-network-changes_/),
      expect.stringMatching(/^delete aws_organizations_policy_attachment\.chat_no-network-changes_/),
    ]);
  });

  test('all of that deployed at once is the plan again, and every policy keeps its id', async () => {
    const { 'no-network-changes': gone, ...before } = await deployed(sandbox.moto);
    expect(gone).toBeDefined();
    expect(await attached('Workloads')).toEqual(['audit-chat', 'test-chat']);
    configuration = withoutNetworkChanges(otherOrder(reordered(oneWorkspaceMore(companyConfiguration()))));
    expect(await deploy()).toContain('replace_triggered_by');
    await expectPlan();
    expect(await attached('Workloads')).toEqual(['test-chat', 'audit-chat']);
    expect(idsOf(await deployed(sandbox.moto))).toEqual(idsOf(before));
    expect(preview()).toEqual([]);
  });

  if (version === '20.1.0') withTheSameAnswerForAll();

  test('destroy leaves nothing behind, and the organization as it was', async () => {
    expect(await sandbox.destroy(configuration)).toContain('Destroy complete!');
    expect(await deployed(sandbox.moto)).toEqual({});
    const { Children = [] } = await sandbox.moto.client.send(
      new ListChildrenCommand({ ParentId: sandbox.targets.get('root'), ChildType: 'ORGANIZATIONAL_UNIT' }),
    );
    expect(Children).toHaveLength(Object.keys(units).length);
  });

  /** What hangs on Terraform and the document it is given, not on the bindings. */
  function withTheSameAnswerForAll(): void {
    test('an attachment that somebody took away comes back, and those that come after it are attached anew', async () => {
      const { id = '' } = (await deployed(sandbox.moto))['test-chat'] ?? {};
      const TargetId = sandbox.targets.get('Workloads');
      await sandbox.moto.client.send(new DetachPolicyCommand({ PolicyId: id, TargetId }));
      expect(preview().filter((change) => !change.includes('terraform_data'))).toEqual([
        expect.stringMatching(
          /^create aws_organizations_policy_attachment\.chat_test-chat_target_Workloads_/,
        ),
        expect.stringMatching(
          /^delete, create aws_organizations_policy_attachment\.chat_audit-chat_target_Workloads_/,
        ),
      ]);
      await deploy();
      await expectPlan();
      expect(await attached('Workloads')).toEqual(['test-chat', 'audit-chat']);
    });

    test('a path that is no unit fails the plan, and the message names what there is', () => {
      const [first, ...others] = configuration.guardrails;
      if (first === undefined) throw new Error('the example has no guardrail');
      const guardrails = [{ ...first, targets: 'Workloads/Pord' }, ...others];
      const { status, output } = sandbox.synth({ ...configuration, guardrails }).run('plan');
      expect(status).toBe(1);
      expect(withoutFrame(output)).toContain(
        'there is no organizational unit `Workloads/Pord`; below `Workloads` there are: Production',
      );
    });

    test('a type that is not enabled fails the plan, and the message says what to run', async () => {
      const type = { RootId: sandbox.targets.get('root') ?? '', PolicyType: 'CHATBOT_POLICY' } as const;
      await sandbox.moto.client.send(new DisablePolicyTypeCommand(type));
      const { status, output } = sandbox.synth(configuration).run('plan');
      await sandbox.moto.client.send(new EnablePolicyTypeCommand(type));
      expect(status).toBe(1);
      expect(withoutFrame(output)).toContain(
        `aws organizations enable-policy-type --policy-type CHATBOT_POLICY --root-id ${type.RootId}`,
      );
    });

    test('with an organization file, collected now, nothing is looked up for targets and nothing changes', async () => {
      const before = await deployed(sandbox.moto);
      const words = ['collect', '-o', 'organization.json'];
      const endpoint = { AWS_ENDPOINT_URL_ORGANIZATIONS: sandbox.moto.endpoint };
      expect(sandbox.project.chatGuardrails(words, endpoint)).toMatchObject({ status: 0 });
      configuration = { ...configuration, organization: 'organization.json' };
      expect(await deploy()).toContain('0 added, 0 changed, 0 destroyed');
      expect(await deployed(sandbox.moto)).toEqual(before);
      const shown = sandbox.project.terraform(stack).succeed('state', 'list');
      expect(shown.match(/^data\..*$/gm)).toEqual([
        expect.stringMatching(/^data\.aws_organizations_organization\./),
      ]);
    });

    test('the organization file of another organization fails the plan', async () => {
      const shipped = join(__dirname, '..', '..', 'examples', 'company', 'organization.json');
      cpSync(shipped, join(sandbox.project.folder, 'another.json'));
      const elsewhere = { ...configuration, organization: 'another.json' };
      const { status, output } = sandbox.synth(elsewhere).run('plan');
      expect(status).toBe(1);
      expect(withoutFrame(output)).toContain(
        `the organization file is that of \`o-c0mpany123\` with the root \`r-c0mp\`, and these credentials reach`,
      );
      expect(withoutFrame(output)).toContain(`with the root \`${sandbox.targets.get('root')}\``);
    });

    test('synthesized as HCL it is the same to Terraform', () => {
      expect(sandbox.preview(configuration, { SYNTH_HCL_OUTPUT: 'true' })).toEqual([]);
    });
  }

  const deploy = (): Promise<string> => sandbox.deploy(configuration);

  /** What Terraform would do with the configuration as it is now. */
  const preview = (): string[] => sandbox.preview(configuration);

  /** The chat policies of a target in the order in which they were attached, which moto tells and AWS does not. */
  async function attached(target: string): Promise<(string | undefined)[]> {
    const command = new ListPoliciesForTargetCommand({
      TargetId: sandbox.targets.get(target),
      Filter: 'CHATBOT_POLICY',
    });
    const { Policies = [] } = await sandbox.moto.client.send(command);
    return Policies.map(({ Name }) => Name);
  }

  /** AWS has exactly what `chat-guardrails plan` prints, and the descriptions of the configuration. */
  async function expectPlan(): Promise<void> {
    const { status, output } = sandbox.project.chatGuardrails(['plan', '--format', 'json']);
    expect(status).toBe(0);
    const { policies } = JSON.parse(output) as { policies: readonly PrintedPolicy[] };
    const entries = [...configuration.chatPolicies, ...configuration.guardrails];
    const expected = policies.map(({ name, type, content, targets: written }) => {
      const description = entries.find((entry) => entry.name === name)?.['description'] ?? '';
      return [
        name,
        { type, content, description, targets: written.map((target) => sandbox.targets.get(target)).sort() },
      ];
    });
    const found = Object.entries(await deployed(sandbox.moto)).map(([name, policy]) => {
      const { id: _, targets: attached, ...rest }: DeployedPolicy = policy;
      return [name, { ...rest, targets: [...attached].sort() }];
    });
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  }
}

interface PrintedPolicy {
  readonly name: string;
  readonly type: string;
  readonly content: unknown;
  readonly targets: readonly string[];
}

function idsOf(policies: Readonly<Record<string, DeployedPolicy>>): Record<string, string> {
  return Object.fromEntries(Object.entries(policies).map(([name, { id }]) => [name, id]));
}
