import {
  companyConfiguration,
  oneWorkspaceMore,
  otherOrder,
  reordered,
  withoutNetworkChanges,
} from './company-configuration.js';
import type { CompanyDeployment } from './company-deployment.js';

/**
 * The life of the company example in as few deployments as show all of it: deployed, deployed again, everything changed
 * at once, destroyed. What comes `between` finds the example as it was deployed first.
 */
export function testLifeOf(company: () => CompanyDeployment, between: () => void = () => undefined): void {
  const first = companyConfiguration();
  const last = withoutNetworkChanges(otherOrder(reordered(oneWorkspaceMore(first))));

  test('deploys, and AWS has every policy and attachment of the plan', async () => {
    expect(await company().deploy(first)).toContain('Apply complete!');
    await company().expectPlanOf(first);
  });

  test('a second deploy changes nothing', async () => {
    expect(await company().deploy(first)).toContain('0 added, 0 changed, 0 destroyed');
  });

  between();

  test('a workspace more, another order of the file and of peers, a policy less: each shows, and nothing else', () => {
    const changes = company().preview(last);
    const attachment = 'aws_organizations_policy_attachment\\.chat';
    expect(changes.filter((change) => !change.includes('terraform_data'))).toEqual([
      expect.stringMatching(/^delete aws_organizations_policy\.chat_no-network-changes_/),
      expect.stringMatching(`^delete ${attachment}_no-network-changes_`),
      expect.stringMatching(`^replace ${attachment}_audit-chat_target_Sandbox_`),
      expect.stringMatching(`^replace ${attachment}_audit-chat_target_Workloads_`),
      expect.stringMatching(/^update aws_organizations_policy\.chat_company-chat_/),
    ]);
  });

  test('all of that deployed at once is the plan again, and every policy keeps its id', async () => {
    const { 'no-network-changes': gone, ...before } = await company().ids();
    expect(gone).toBeDefined();
    expect(await company().attached('Workloads')).toEqual(['audit-chat', 'test-chat']);
    expect(await company().deploy(last)).toContain('replace_triggered_by');
    await company().expectPlanOf(last);
    expect(await company().attached('Workloads')).toEqual(['test-chat', 'audit-chat']);
    expect(await company().ids()).toEqual(before);
  });

  test('destroy leaves nothing behind, and the organization as it was', async () => {
    expect(await company().destroy(last)).toContain('Destroy complete!');
    await company().expectNothing();
  });
}
