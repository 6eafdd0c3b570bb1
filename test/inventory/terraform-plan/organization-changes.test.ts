import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import { applyTerraformPlan } from '../../../modules/inventory/terraform-plan/apply-terraform-plan.js';
import { readTerraformPlan } from '../../../modules/inventory/terraform-plan/read-terraform-plan.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import { impactOf } from '../../../modules/simulator/impact/impact-of.js';
import { runHere } from '../../support/in-process.js';
import {
  policyId,
  prod,
  root,
  sandbox,
  smallOrganization,
  smallOrganizationFile,
  workloads,
} from '../../support/small-organization.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const catalogue = loadActionCatalogue();
const [management, shop, play] = ['111111111111', '222222222222', '333333333333'];
const scp = (effect: string, action: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: effect, Action: action, Resource: '*' }],
});
const everywhere = [root, workloads, prod, sandbox, management, shop, play];
const type = 'SERVICE_CONTROL_POLICY';
const workspaces = (...ids: readonly string[]): JsonObject => ({
  chatbot: { platforms: { slack: { workspaces: { '@@assign': ids } } } },
});

/**
 * FullAWSAccess everywhere, an SCP for the workloads and one for the sandbox, a chat policy at the root and one that is
 * attached nowhere.
 */
const organization = smallOrganization([
  { name: 'FullAWSAccess', type, awsManaged: true, content: scp('Allow', '*'), on: everywhere },
  { name: 'no-ec2', type, content: scp('Deny', 'ec2:StopInstances'), on: [workloads] },
  { name: 'no-rds', type, content: scp('Deny', 'rds:DeleteDBCluster'), on: [sandbox] },
  { name: 'slack-only', content: workspaces('T1'), on: [root] },
  { name: 'aws-guardrails-AbCd', type, content: scp('Deny', 's3:DeleteBucket'), on: [sandbox] },
]);
const [full, noEc2, noRds, slackOnly] = [0, 1, 2, 3].map(policyId);

/** A change of a resource as `terraform show -json` prints it; the rest of a plan is beside it. */
interface Change {
  readonly type: string;
  readonly actions?: readonly string[];
  readonly before?: JsonObject | null;
  readonly after?: JsonObject | null;
  readonly unknown?: JsonObject;
}

function changeOf(
  { type: of, actions = ['update'], before = null, after = null, unknown = {} }: Change,
  name = 'x',
) {
  return {
    ...{ address: `${of}.${name}`, mode: 'managed', type: of, name },
    change: { actions, before, after, after_unknown: unknown },
  };
}

function impactOfPlan(changes: readonly Change[], rest: JsonObject = {}) {
  const value = {
    ...{ format_version: '1.2', planned_values: {}, configuration: { root_module: {} } },
    resource_changes: changes.map((change) => changeOf(change)),
    ...rest,
  };
  const { plan, problems } = readTerraformPlan({ text: JSON.stringify(value) });
  if (plan === undefined) throw new Error(JSON.stringify(problems));
  const { organization: after, findings } = applyTerraformPlan(organization, plan);
  const impact = impactOf(organization, after, catalogue);
  const rows = impact.groups.flatMap(({ accounts, changes: own }) =>
    accounts.flatMap((account) =>
      own.map((change) =>
        change.kind === 'action'
          ? `${account} ${change.action} ${change.before}>${change.after}`
          : `${account} ${change.path.at(-1)} ${change.before}>${change.after}`,
      ),
    ),
  );
  return { impact, rows: rows.sort(), problems: findings.map(({ facts }) => facts) };
}

const unit = 'aws_organizations_organizational_unit';
const account = 'aws_organizations_account';
const policy = 'aws_organizations_policy';
const attachment = 'aws_organizations_policy_attachment';

describe('accounts and OUs of a plan', () => {
  it.each([
    ['aws', account, { id: play, parent_id: sandbox }, { id: play, parent_id: prod }],
    [
      'awscc',
      'awscc_organizations_account',
      { account_id: play, parent_ids: [sandbox] },
      { account_id: play, parent_ids: [prod] },
    ],
  ])('an account that moves (%s) inherits from its new parent', (_, of, before, after) => {
    const { rows, problems } = impactOfPlan([{ type: of, before, after }]);
    expect(rows).toEqual([
      `${play} ec2:StopInstances allowed>denied`,
      `${play} rds:DeleteDBCluster denied>allowed`,
      `${play} s3:DeleteBucket denied>allowed`,
    ]);
    expect(problems).toEqual([]);
  });

  it('an OU that moves takes its accounts along', () => {
    const before = { id: sandbox, parent_id: root };
    const { rows } = impactOfPlan([{ type: unit, before, after: { id: sandbox, parent_id: workloads } }]);
    expect(rows).toEqual([`${play} ec2:StopInstances allowed>denied`]);
  });

  it('an account with an unknown parent keeps only what the root and its own policies decide', () => {
    const { rows, problems } = impactOfPlan([
      {
        type: account,
        before: { id: play, parent_id: sandbox },
        after: { id: play },
        unknown: { parent_id: true },
      },
    ]);
    expect(rows).toContain(`${play} rds:DeleteDBCluster denied>unknown`);
    expect(rows.every((row) => row.startsWith(play))).toBe(true);
    expect(problems).toEqual([{ rule: 'account-parent', resource: `${account}.x`, account: play }]);
  });

  it('an account that leaves the organization is free of its policies', () => {
    const { rows, impact } = impactOfPlan([
      { type: account, actions: ['delete'], before: { id: play, parent_id: sandbox } },
    ]);
    expect(rows).toEqual([
      `${play} rds:DeleteDBCluster denied>allowed`,
      `${play} s3:DeleteBucket denied>allowed`,
      `${play} workspaces T1>null`,
    ]);
    expect(impact.accounts).toEqual({ total: 3, changed: 1 });
  });

  it('what a closed account can do is unknown', () => {
    const before = { id: play, parent_id: sandbox, close_on_deletion: true };
    const { problems } = impactOfPlan([{ type: account, actions: ['delete'], before }]);
    expect(problems).toEqual([{ rule: 'closed-account', resource: `${account}.x`, account: play }]);
  });

  it('a new account inherits from its parent and has FullAWSAccess', () => {
    const after = { name: 'new', parent_id: workloads };
    const { rows } = impactOfPlan([{ type: account, actions: ['create'], after, unknown: { id: true } }]);
    expect(rows).toEqual([
      `${account}.x ec2:StopInstances allowed>denied`,
      `${account}.x workspaces null>T1`,
    ]);
  });

  it('an account moves to a new OU, with the policies that the plan attaches there', () => {
    const expressions = (argument: string, reference: string) => ({
      expressions: { [argument]: { references: [`${reference}.id`, reference] } },
    });
    const { rows, problems } = impactOfPlan(
      [
        { type: unit, actions: ['create'], after: { name: 'New', parent_id: root }, unknown: { id: true } },
        {
          type: account,
          before: { id: shop, parent_id: prod },
          after: { id: shop },
          unknown: { parent_id: true },
        },
        {
          type: attachment,
          actions: ['create'],
          after: { policy_id: noRds ?? '' },
          unknown: { target_id: true },
        },
      ],
      {
        configuration: {
          root_module: {
            resources: [
              { mode: 'managed', type: account, name: 'x', ...expressions('parent_id', `${unit}.x`) },
              { mode: 'managed', type: attachment, name: 'x', ...expressions('target_id', `${unit}.x`) },
            ],
          },
        },
      },
    );
    expect(rows).toEqual([
      `${shop} ec2:StopInstances denied>allowed`,
      `${shop} rds:DeleteDBCluster allowed>denied`,
    ]);
    expect(problems).toEqual([]);
  });

  it('accounts of an OU that goes have an unknown parent', () => {
    const before = { id: sandbox, parent_id: root };
    const { rows, problems } = impactOfPlan([{ type: unit, actions: ['delete'], before }]);
    expect(rows).toContain(`${play} rds:DeleteDBCluster denied>unknown`);
    expect(problems).toEqual([{ rule: 'removed-unit', resource: `${unit}.x`, count: 1 }]);
  });

  it.each<[string, Change]>([
    ['a new OU', { type: unit, actions: ['create'], after: { name: 'New', parent_id: root } }],
    [
      'a new name',
      {
        type: unit,
        before: { id: prod, name: 'Prod', parent_id: workloads },
        after: { id: prod, name: 'P', parent_id: workloads },
      },
    ],
    [
      'tags',
      {
        type: account,
        before: { id: play, parent_id: sandbox },
        after: { id: play, parent_id: sandbox, tags: { a: 'b' } },
      },
    ],
    [
      'no change',
      {
        type: account,
        actions: ['no-op'],
        before: { id: play, parent_id: sandbox },
        after: { id: play, parent_id: sandbox },
      },
    ],
    [
      'an object that Terraform forgets',
      { type: account, actions: ['forget'], before: { id: play, parent_id: sandbox } },
    ],
    [
      'a delegation policy',
      { type: 'aws_organizations_resource_policy', actions: ['create'], after: { content: '{}' } },
    ],
    [
      'a delegated administrator',
      { type: 'aws_organizations_delegated_administrator', actions: ['create'], after: { account_id: play } },
    ],
  ])('%s changes nothing', (_, change) => {
    expect(impactOfPlan([change])).toMatchObject({ rows: [], problems: [] });
  });
});

describe('the policy types of a plan', () => {
  const of = 'aws_organizations_organization';
  const before = { enabled_policy_types: ['CHATBOT_POLICY', type] };

  it('a type that is disabled is not in force', () => {
    const { rows } = impactOfPlan([
      { type: of, before, after: { enabled_policy_types: ['CHATBOT_POLICY'] } },
    ]);
    expect(rows).toContain(`${shop} ec2:StopInstances denied>allowed`);
    expect(impactOfPlan([{ type: of, before, after: { enabled_policy_types: null } }]).rows).toHaveLength(6);
  });

  it.each<[string, JsonValue]>([
    ['all are', true],
    ['one is', [false, true]],
  ])('where %s known only after apply, every account is unknown', (_, enabled) => {
    const unknown = { enabled_policy_types: enabled };
    const { rows, problems, impact } = impactOfPlan([{ type: of, before, after: {}, unknown }]);
    expect(rows).toContain(`${shop} ec2:StopInstances denied>unknown`);
    expect(impact.accounts.changed).toBe(3);
    expect(problems).toEqual([{ rule: 'policy-types', resource: `${of}.x` }]);
  });

  it('without the organization nothing is in force', () => {
    const { rows } = impactOfPlan([{ type: of, actions: ['delete'], before }]);
    expect(rows).toContain(`${shop} ec2:StopInstances denied>allowed`);
  });

  it('a change of something else changes nothing', () => {
    expect(impactOfPlan([{ type: of, before, after: { ...before, feature_set: 'ALL' } }])).toMatchObject({
      rows: [],
      problems: [],
    });
  });
});

describe('policies of the provider awscc', () => {
  const of = 'awscc_organizations_policy';
  const content = JSON.stringify(scp('Deny', 'lambda:InvokeFunction'));

  it('have their targets themselves', () => {
    const after = { name: 'no-lambda', type, content, target_ids: [prod] };
    const { rows, problems } = impactOfPlan([
      { type: of, actions: ['create'], after, unknown: { id: true, policy_id: true } },
    ]);
    expect(rows).toEqual([`${shop} lambda:InvokeFunction allowed>denied`]);
    expect(problems).toEqual([]);
  });

  it('lose and gain targets', () => {
    const before = {
      id: noEc2 ?? '',
      policy_id: noEc2 ?? '',
      name: 'no-ec2',
      type,
      content: JSON.stringify(scp('Deny', 'ec2:StopInstances')),
      target_ids: [workloads],
    };
    const { rows } = impactOfPlan([{ type: of, before, after: { ...before, target_ids: [sandbox] } }]);
    expect(rows).toEqual([
      `${shop} ec2:StopInstances denied>allowed`,
      `${play} ec2:StopInstances allowed>denied`,
    ]);
    expect(impactOfPlan([{ type: of, actions: ['delete'], before }]).rows).toEqual([
      `${shop} ec2:StopInstances denied>allowed`,
    ]);
  });

  it('make every account unknown where a target is', () => {
    const after = { name: 'no-lambda', type, content, target_ids: [prod, null] };
    const unknown = { target_ids: [false, true] };
    const { impact, problems } = impactOfPlan([{ type: of, actions: ['create'], after, unknown }]);
    expect(impact.accounts.changed).toBe(2);
    expect(problems).toEqual([{ rule: 'attachment-target', resource: `${of}.x` }]);
  });

  it('of another type change nothing', () => {
    const after = { name: 'tags', type: 'TAG_POLICY', content: '{}', target_ids: [root] };
    expect(impactOfPlan([{ type: of, actions: ['create'], after }])).toMatchObject({
      rows: [],
      problems: [],
    });
  });
});

describe('policies that other services change', () => {
  const stack = 'aws_cloudformation_stack';
  const template = (resource: string): string => `Resources:\n  A:\n    Type: AWS::${resource}\n`;

  it.each<[string, Change, number]>([
    [
      'a stack with a policy',
      { type: stack, actions: ['create'], after: { template_body: template('Organizations::Policy') } },
      3,
    ],
    [
      'a stack with an unknown template',
      { type: stack, actions: ['create'], after: {}, unknown: { template_body: true } },
      3,
    ],
    [
      'a stack with a template elsewhere',
      { type: stack, actions: ['create'], after: { template_url: 'https://a/b' } },
      3,
    ],
    [
      'a nested stack',
      { type: stack, actions: ['create'], after: { template_body: template('CloudFormation::Stack') } },
      3,
    ],
    [
      'a macro',
      {
        type: stack,
        actions: ['create'],
        after: { template_body: `{"Transform": ["Mine"], "Resources": {}}` },
      },
      3,
    ],
    [
      'a stack set',
      {
        type: 'aws_cloudformation_stack_set',
        actions: ['create'],
        after: { template_body: template('Organizations::Policy') },
      },
      3,
    ],
    [
      'instances of a stack set elsewhere',
      { type: 'aws_cloudformation_stack_set_instance', actions: ['create'], after: { stack_set_name: 'a' } },
      3,
    ],
    [
      'a stack of awscc',
      {
        type: 'awscc_cloudformation_stack',
        actions: ['create'],
        after: { template: JSON.stringify({ Resources: { A: { Type: 'AWS::Organizations::Policy' } } }) },
      },
      3,
    ],
  ])('%s makes every account unknown', (_, change, changed) => {
    const { impact, problems } = impactOfPlan([change]);
    expect(impact.accounts.changed).toBe(changed);
    expect(problems).toEqual([{ rule: 'stack', resource: `${change.type}.x` }]);
  });

  it('a stack that goes may take away the policies that its template names', () => {
    const before = { template_body: `${template('Organizations::Policy')}    Properties: { Name: no-ec2 }` };
    const { rows } = impactOfPlan([{ type: stack, actions: ['delete'], before }]);
    expect(rows).toContain(`${shop} ec2:StopInstances denied>unknown`);
    expect(rows).not.toContain(`${play} rds:DeleteDBCluster denied>unknown`);
  });

  it.each<[string, Change]>([
    [
      'a stack without parts of the organization',
      { type: stack, actions: ['create'], after: { template_body: template('S3::Bucket') } },
    ],
    [
      'a delegation policy in a stack',
      {
        type: stack,
        actions: ['create'],
        after: { template_body: template('Organizations::ResourcePolicy') },
      },
    ],
    [
      'a serverless application',
      {
        type: stack,
        actions: ['create'],
        after: {
          template_body: `Transform: AWS::Serverless-2016-10-31\n${template('Serverless::Function')}`,
        },
      },
    ],
    [
      'a stack that does not change',
      { type: stack, actions: ['no-op'], before: { template_body: template('Organizations::Policy') } },
    ],
  ])('%s changes nothing', (_, change) => {
    expect(impactOfPlan([change])).toMatchObject({ rows: [], problems: [] });
  });

  it('a control of Control Tower changes its OU', () => {
    const after = { target_identifier: `arn:aws:organizations::111111111111:ou/o-exampleorgid/${sandbox}` };
    const of = 'aws_controltower_control';
    const { rows, problems } = impactOfPlan([{ type: of, actions: ['create'], after }]);
    expect(rows.every((row) => row.startsWith(play))).toBe(true);
    expect(rows.join()).not.toContain('s3:DeleteBucket');
    expect(problems).toEqual([{ rule: 'control-tower', resource: `${of}.x` }]);
    const gone = impactOfPlan([{ type: of, actions: ['delete'], before: after }]);
    expect(gone.rows).toContain(`${play} s3:DeleteBucket denied>unknown`);
  });

  it('a landing zone changes every OU', () => {
    const { rows } = impactOfPlan([{ type: 'aws_controltower_landing_zone', before: {}, after: {} }]);
    expect(rows).toContain(`${play} s3:DeleteBucket denied>unknown`);
  });
});

describe('a plan that is not the whole story', () => {
  const deferred = (change: Change, reason = 'resource_config_unknown'): JsonObject =>
    JSON.parse(
      JSON.stringify({ complete: false, deferred_changes: [{ reason, resource_change: changeOf(change) }] }),
    );

  it.each<[string, Change, string]>([
    [
      'an attachment',
      { type: attachment, actions: ['create'], after: { policy_id: noRds ?? '', target_id: prod } },
      shop,
    ],
    [
      'an attachment that goes',
      { type: attachment, actions: ['delete'], before: { policy_id: noEc2 ?? '', target_id: workloads } },
      shop,
    ],
    [
      'a document',
      { type: policy, before: { id: noEc2 ?? '', type }, after: { type }, unknown: { content: true } },
      shop,
    ],
    ['a policy that goes', { type: policy, actions: ['delete'], before: { id: noRds ?? '', type } }, play],
    [
      'a move',
      { type: account, before: { id: play }, after: { id: play }, unknown: { parent_id: true } },
      play,
    ],
    [
      'a control',
      { type: 'aws_controltower_control', actions: ['create'], after: { target_identifier: `a/${sandbox}` } },
      play,
    ],
  ])('%s that is deferred makes its accounts unknown', (_, change, only) => {
    const { rows, problems } = impactOfPlan([], deferred(change));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.startsWith(only) && row.endsWith('>unknown'))).toBe(true);
    expect(problems).toContainEqual({ rule: 'deferred', resource: `${change.type}.x` });
  });

  it('a target that is deferred may be any', () => {
    const { impact } = impactOfPlan(
      [],
      deferred({
        type: attachment,
        actions: ['create'],
        after: { policy_id: noRds ?? '' },
        unknown: { target_id: true },
      }),
    );
    expect(impact.accounts.changed).toBe(3);
  });

  it('instances whose number is not known may go', () => {
    const values = { id: `${workloads}:${noEc2}`, policy_id: noEc2 ?? '', target_id: workloads };
    const plan = deferred(
      { type: attachment, actions: ['create'], after: { target_id: sandbox } },
      'instance_count_unknown',
    );
    const state = {
      resources: [
        { address: `${attachment}.x["a"]`, mode: 'managed', type: attachment, name: 'x', index: 'a', values },
      ],
    };
    const { rows } = impactOfPlan([], { ...plan, prior_state: { values: { root_module: state } } });
    expect(rows).toContain(`${shop} ec2:StopInstances denied>unknown`);
  });

  it('an incomplete plan makes every account unknown', () => {
    const { impact, problems } = impactOfPlan([], { complete: false });
    expect(impact.accounts.changed).toBe(3);
    expect(problems).toEqual([{ rule: 'incomplete' }]);
    expect(impactOfPlan([], { complete: true })).toMatchObject({ rows: [], problems: [] });
  });

  it.each<[string, Change]>([
    ['a bucket', { type: 'aws_s3_bucket', actions: ['create'], after: {} }],
    ['a new account', { type: account, actions: ['create'], after: {}, unknown: { parent_id: true } }],
  ])('%s that is deferred changes no account', (_, change) => {
    expect(impactOfPlan([], deferred(change))).toMatchObject({ rows: [] });
  });
});

describe('a plan and an organization file that differ', () => {
  it.each<[string, Change, string]>([
    [
      'a target',
      {
        type: attachment,
        actions: ['create'],
        after: { policy_id: noRds ?? '', target_id: 'ou-ab12-elsewhere' },
      },
      'target',
    ],
    [
      'the target of an attachment that goes',
      {
        type: attachment,
        actions: ['delete'],
        before: { policy_id: noRds ?? '', target_id: '999999999999' },
      },
      'target',
    ],
    [
      'a policy that the plan changes',
      {
        type: policy,
        before: { id: 'p-foreign1', name: 'f', type },
        after: { name: 'f', type, content: '{}' },
      },
      'policy',
    ],
    [
      'a policy that the plan destroys',
      { type: policy, actions: ['delete'], before: { id: 'p-foreign1', name: 'f', type } },
      'policy',
    ],
    [
      'a target of awscc',
      {
        type: 'awscc_organizations_policy',
        actions: ['create'],
        after: { name: 'a', type, content: '{}', target_ids: ['ou-ab12-elsewhere'] },
      },
      'target',
    ],
  ])('%s that the file lacks makes every account unknown', (_, change, rule) => {
    const { impact, problems } = impactOfPlan([change]);
    expect(impact.accounts.changed).toBeGreaterThan(1);
    expect(problems).toContainEqual(expect.objectContaining({ rule, resource: `${change.type}.x` }));
  });

  it.each<[string, Change]>([
    [
      'a tag policy',
      {
        type: policy,
        before: { id: 'p-foreign1', type: 'TAG_POLICY' },
        after: { type: 'TAG_POLICY', content: '{}' },
      },
    ],
    [
      'a policy that does not change',
      {
        type: policy,
        actions: ['no-op'],
        before: { id: 'p-foreign1', type, content: '{}' },
        after: { type, content: '{}' },
      },
    ],
  ])('%s that the file lacks changes no account', (_, change) => {
    expect(impactOfPlan([change]).rows).toEqual([]);
  });

  it('the plan has the last word on what it does not change', () => {
    const before = {
      id: noEc2 ?? '',
      name: 'no-ec2',
      type,
      content: JSON.stringify(scp('Deny', 'ec2:StartInstances')),
    };
    const { rows, problems } = impactOfPlan([{ type: policy, actions: ['no-op'], before, after: before }]);
    expect(rows).toEqual([
      `${shop} ec2:StartInstances allowed>denied`,
      `${shop} ec2:StopInstances denied>allowed`,
    ]);
    expect(problems).toEqual([{ rule: 'content', resource: `${policy}.x`, policy: 'no-ec2' }]);
  });

  it('the prior state has attachments that the file lacks, in modules as well', () => {
    const values = { policy_id: noRds ?? '', target_id: prod };
    const resources = [
      { address: `module.a.${attachment}.x`, mode: 'managed', type: attachment, name: 'x', values },
    ];
    const state = { values: { root_module: { child_modules: [{ address: 'module.a', resources }] } } };
    const { rows, problems } = impactOfPlan([], { prior_state: state });
    expect(rows).toEqual([`${shop} rds:DeleteDBCluster allowed>denied`]);
    expect(problems).toMatchObject([{ rule: 'attachment' }]);
  });
});

describe('the last service control policy of a target', () => {
  const link = (policyOf: string | undefined, target: string): JsonObject => ({
    policy_id: policyOf ?? '',
    target_id: target,
  });
  const last = (changes: readonly Change[]) =>
    impactOfPlan(changes).problems.flatMap((facts) => ('id' in facts ? [facts.id] : []));

  it('is reported where the plan detaches it', () => {
    expect(last([{ type: attachment, actions: ['delete'], before: link(full, prod) }])).toEqual([prod]);
  });

  it('is reported where a replacement detaches it for a while', () => {
    const change = { type: attachment, before: link(full, prod), after: link(noRds, prod) };
    expect(last([{ ...change, actions: ['delete', 'create'] }])).toEqual([prod]);
    expect(last([{ ...change, actions: ['create', 'delete'] }])).toEqual([]);
  });

  it.each<[string, Change]>([
    ['another one stays', { type: attachment, actions: ['delete'], before: link(full, workloads) }],
    ['it is a chat policy', { type: attachment, actions: ['delete'], before: link(slackOnly, root) }],
    [
      'Terraform keeps it',
      { type: attachment, actions: ['delete'], before: { ...link(full, prod), skip_destroy: true } },
    ],
    [
      'the type is disabled',
      {
        type: 'aws_organizations_organization',
        before: { enabled_policy_types: ['CHATBOT_POLICY', type] },
        after: { enabled_policy_types: [] },
      },
    ],
  ])('is not reported where %s', (_, change) => {
    expect(last([change])).toEqual([]);
  });
});

describe('what `impact` prints of a plan', () => {
  const folder = temporaryFolder();
  const content = JSON.stringify({
    chatbot: { platforms: { slack: { client: { '@@assign': 'disabled' } } } },
  });
  const hidden = {
    type: attachment,
    actions: ['create'],
    after: { target_id: prod },
    unknown: { policy_id: true },
  };
  const blocking = {
    ...{ type: 'awscc_organizations_policy', actions: ['create'] },
    after: { name: 'no-slack', type: 'CHATBOT_POLICY', content, target_ids: [prod] },
  };
  const channel = {
    ...{ accountId: shop, platform: 'slack', name: 'ops', workspaceId: 'T1', channelType: 'private' },
    ...{ userRoleRequired: false, guardrailPolicyArns: [] },
  };
  const chat = { name: 'slack-only', content: workspaces('T1'), on: [root] };
  const file = smallOrganizationFile(
    [{ name: 'FullAWSAccess', type, awsManaged: true, content: scp('Allow', '*'), on: everywhere }, chat],
    { channels: [channel] },
  );
  const printed = async (change: Change, format: string) => {
    const plan = { format_version: '1.2', planned_values: {}, resource_changes: [changeOf(change)] };
    writeFileSync(join(folder(), 'organization.json'), JSON.stringify(file));
    writeFileSync(join(folder(), 'plan.json'), JSON.stringify(plan));
    const files = ['--organization', 'organization.json', '--terraform-plan', 'plan.json'];
    return runHere({ folder: folder() }, 'impact', ...files, '--exit-code', '--format', format);
  };

  it.each(['text', 'json', 'markdown'])(
    'names the resource that makes accounts unknown (%s)',
    async (format) => {
      const { status, stdout } = await printed(hidden, format);
      expect(status).toBe(1);
      expect(stdout.replaceAll('&#95;', '_')).toContain(`${attachment}.x`);
    },
  );

  it('names a channel that may stop, and why one stops', async () => {
    const open = await printed(hidden, 'text');
    expect(open.stdout).toContain('1 channel may stop working.');
    expect(open.stdout).toContain(`works before, may stop after (${attachment}.x at Workloads/Prod)`);
    const { stdout } = await printed(blocking, 'text');
    expect(stdout).toContain(
      'works before, blocked after (Slack (slack.client): no-slack at Workloads/Prod)',
    );
  });
});
