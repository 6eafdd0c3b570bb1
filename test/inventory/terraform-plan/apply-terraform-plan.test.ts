import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyTerraformPlan } from '../../../modules/inventory/terraform-plan/apply-terraform-plan.js';
import { readTerraformPlan } from '../../../modules/inventory/terraform-plan/read-terraform-plan.js';
import type { Organization } from '../../../modules/policy/organization/organization.js';
import { readOrganizationText } from '../../../modules/policy/organization/read-organization.js';
import { effectiveChatPolicy } from '../../../modules/simulator/effective/effective-policy.js';
import { commandLine } from '../../support/command-line.js';

/**
 * `plan.json` is what Terraform 1.11.4 with hashicorp/aws 5.100.0 showed of a plan against moto, without values, state and provider, and
 * `organization.json` the organization at that moment.
 */
const folder = join(__dirname, '..', '..', 'fixtures', 'terraform-plan');
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

function applied() {
  const { organization } = readOrganizationText({ text: textOf('organization.json') });
  const { plan } = readTerraformPlan({ text: textOf('plan.json') });
  if (organization === undefined || plan === undefined) throw new Error('the fixture cannot be read');
  return { before: organization, ...applyTerraformPlan(organization, plan) };
}

function namesAt({ root, policies }: Organization, unit?: 'Prod' | 'Test'): readonly string[] {
  const place = root.organizationalUnits.find(({ name }) => name === unit) ?? root;
  return place.policies.map((id) => policies.get(id)?.name ?? id);
}

describe('a saved plan of Terraform', () => {
  const { organization, findings } = applied();

  it('changes the document of a policy in place', () => {
    expect(effectiveChatPolicy(organization, '123456789012')?.effective).toMatchObject({
      chatbot: { platforms: { slack: { workspaces: ['T1', 'T2'] } } },
    });
  });

  it('attaches the policies of `for_each` by their keys, also where the policies are what it goes through', () => {
    expect(namesAt(organization, 'Prod')).toContain('slack-prod');
    expect(namesAt(organization, 'Prod')).not.toContain('slack-test');
    expect(namesAt(organization, 'Test')).toContain('slack-test');
    expect(namesAt(organization)).toEqual(['FullAWSAccess', 'slack-only', 'everywhere-a']);
  });

  it('follows a policy out of one module and into another', () => {
    expect(namesAt(organization, 'Prod')).toContain('no-deletes-prod');
    const made = organization.policies.get('module.guardrail["prod"].aws_organizations_policy.this[0]');
    expect(JSON.stringify(made?.content)).toContain('rds:DeleteDBCluster');
    expect(namesAt(organization, 'Test')).not.toContain('no-deletes-test');
  });

  it('moves an attachment, and takes away what is destroyed unless it is kept', () => {
    expect(namesAt(organization, 'Prod')).toContain('moving');
    expect(namesAt(organization, 'Test')).not.toContain('moving');
    expect(namesAt(organization, 'Test')).not.toContain('old');
    expect(namesAt(organization, 'Prod')).toContain('kept');
  });

  it('creates a policy again if its type changes', () => {
    const types = [...organization.policies.values()].filter(({ name }) => name === 'retyped');
    expect(types.map(({ type }) => type)).toEqual(['CHATBOT_POLICY']);
    expect(namesAt(organization, 'Prod')).toContain('retyped');
  });

  it('does not know the order of two chat policies that it attaches to one place', () => {
    const [prod, test] = organization.root.organizationalUnits;
    expect(prod?.attachmentOrderKnown).toBe(false);
    expect(test?.attachmentOrderKnown).not.toBe(false);
  });

  it('reports what is known only after apply: a policy that comes from a local value', () => {
    const resource = 'aws_organizations_policy_attachment.chosen';
    expect(findings).toMatchObject([
      { kind: 'unknown-until-apply', facts: { rule: 'attached-policy', resource } },
    ]);
    const test = organization.root.organizationalUnits[1];
    expect(organization.missing).toMatchObject([{ what: 'policy', id: resource }]);
    expect(test?.policies).toContain(resource);
  });

  it('warns of an organization file that lacks what the plan changes', () => {
    const { before } = applied();
    const { plan } = readTerraformPlan({ text: textOf('plan.json') });
    if (plan === undefined) throw new Error('the fixture cannot be read');
    const empty = { ...before, policies: new Map(), root: { ...before.root, organizationalUnits: [] } };
    const kinds = applyTerraformPlan(empty, plan).findings.map(({ kind }) => kind);
    expect(kinds).toContain('plan-of-another-organization');
  });

  it.each([
    ['{}', { rule: 'no-format-version' }],
    ['[]', { rule: 'no-format-version' }],
    ['{"format_version":"2.0"}', { rule: 'format-version', found: '2.0', expected: '1' }],
    ['{"format_version":"1.0","values":{}}', { rule: 'state' }],
    ['{"format_version":"1.2","planned_values":{},"errored":true}', { rule: 'errored' }],
  ])('is not %s', (text, facts) => {
    const { plan, problems } = readTerraformPlan({ text, file: 'plan.json' });
    expect(plan).toBeUndefined();
    expect(problems).toMatchObject([{ kind: 'not-a-terraform-plan', file: 'plan.json', line: 1, facts }]);
  });

  it('is what `impact --terraform-plan` compares with, whatever the configuration', () => {
    const files = ['--organization', 'organization.json', '--terraform-plan', 'plan.json'];
    const { status, stdout } = commandLine(folder, 'impact', ...files, '--format', 'json', '--exit-code');
    expect(status).toBe(1);
    const impact = JSON.parse(stdout);
    expect(impact.accounts).toEqual({ total: 3, changed: 3 });
    expect(impact.problems).toMatchObject([{ kind: 'unknown-until-apply', file: 'plan.json' }]);
  });
});
