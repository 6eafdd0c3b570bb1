import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import type { TerraformStack } from 'cdktf';
import { AppliedPlan, type AppliedPlanProps } from '../../modules/constructs/applied-plan.js';
import type { Target } from '../../modules/policy/intent.js';
import type { Plan, PlannedPolicy } from '../../modules/policy/plan/plan.js';
import { plannedPolicy } from '../support/planned-policy.js';
import * as small from '../support/small-organization.js';
import { named, synthesized, testStack } from '../support/synthesis.js';

const root: Target = { kind: 'root' };
const unit = (...names: string[]): Target => ({ kind: 'unit', names });
const id = (text: string): Target => ({ kind: 'id', id: text });

function policy(name: string, targets: readonly Target[], about: Partial<PlannedPolicy> = {}): PlannedPolicy {
  return plannedPolicy(name, { targets, ...about });
}

function applied(policies: readonly PlannedPolicy[], options: Omit<AppliedPlanProps, 'plan'> = {}) {
  const stack = testStack();
  new AppliedPlan(stack, 'chat', { plan: { policies }, ...options });
  return synthesized(stack);
}

const attachmentsOf = (policies: readonly PlannedPolicy[]) =>
  named(applied(policies).resource['aws_organizations_policy_attachment']);

describe('what a plan becomes', () => {
  test('a policy with its attachments, addressed by name and target', () => {
    const { resource } = applied([
      policy('slack-only', [root, unit('Workloads', 'Prod'), id('123456789012')]),
    ]);
    expect(Object.keys(named(resource['aws_organizations_policy']))).toEqual(['chat_slack-only']);
    expect(Object.keys(named(resource['aws_organizations_policy_attachment'])).sort()).toEqual([
      'chat_slack-only_target_123456789012',
      'chat_slack-only_target_Workloads_Prod',
      'chat_slack-only_target_root',
    ]);
  });

  test('only given arguments: no empty descriptions, tags and flags', () => {
    const [block] = Object.values(applied([policy('p', [])]).resource['aws_organizations_policy'] ?? {});
    expect(Object.keys(block ?? {}).sort()).toEqual(['content', 'name', 'type']);
  });

  test('constructs bring neither provider nor backend', () => {
    const { provider, terraform } = applied([policy('p', [root])]);
    expect(provider['aws']).toHaveLength(1);
    expect(Object.keys(terraform)).toEqual(['required_providers']);
  });

  test('the order of policies and targets changes nothing', () => {
    const policies = [policy('a', [root, unit('A'), unit('B')]), policy('b', [unit('B'), root])];
    const reversed = policies.map((one) => ({ ...one, targets: [...one.targets].reverse() })).reverse();
    expect(applied(reversed)).toEqual(applied(policies));
  });

  test('skip_destroy is set on the policy and its attachments, prevent_destroy on the policy', () => {
    const { resource } = applied([
      policy('p', [root], { retention: { skipDestroy: true, preventDestroy: true } }),
    ]);
    const [kept] = Object.values(resource['aws_organizations_policy'] ?? {});
    const [attachment] = Object.values(resource['aws_organizations_policy_attachment'] ?? {});
    expect(kept).toMatchObject({ skip_destroy: true, lifecycle: { prevent_destroy: true } });
    expect(attachment).toMatchObject({ skip_destroy: true });
    expect(attachment).not.toHaveProperty('lifecycle');
  });
});

describe('names', () => {
  test('`a.b` and `ab` keep addresses of their own', () => {
    const { resource } = applied([policy('a.b', [root]), policy('ab', [root])]);
    expect(Object.keys(resource['aws_organizations_policy'] ?? {})).toHaveLength(2);
    expect(Object.keys(resource['aws_organizations_policy_attachment'] ?? {})).toHaveLength(2);
  });

  test('any characters make an address', () => {
    const { resource } = applied([policy('über alles/50% "now"', [unit('A B', 'C/D', '${x}')])]);
    for (const blocks of Object.values(resource)) {
      for (const address of Object.keys(blocks)) expect(address).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
    }
  });

  test('a unit that is named like the root, an id or a path is not mistaken for it', () => {
    const targets = [
      root,
      unit('root'),
      id('123456789012'),
      unit('123456789012'),
      unit('A/B'),
      unit('A', 'B'),
    ];
    const attachments = applied([policy('p', targets)]).resource['aws_organizations_policy_attachment'] ?? {};
    expect(new Set(Object.values(attachments).map((block) => block['target_id'])).size).toBe(targets.length);
  });

  test('what every object of JavaScript has is a name like any other', () => {
    const names = Object.getOwnPropertyNames(Object.prototype);
    const { resource } = applied(names.map((name) => policy(name, [unit(name)])));
    const addresses = Object.keys(named(resource['aws_organizations_policy'])).sort();
    expect(addresses).toEqual(names.map((name) => `chat_${name}`).sort());
    const again = applied([policy('constructor', []), policy('constructor.', [])]).resource;
    expect(Object.keys(again['aws_organizations_policy'] ?? {})).toHaveLength(2);
  });

  test('such a name does not match an existing attachment', () => {
    const existing = { id: 'p-12345678', attachments: {} };
    const { import: blocks } = applied([policy('p', [unit('constructor')], { existing })]);
    expect(blocks.map(({ to }) => String(to)).filter((to) => to.includes('attachment'))).toEqual([]);
  });

  test('one id twice is refused', () => {
    expect(() => applied([policy('p', []), policy('p', [])])).toThrow('two policies with the ID `p`');
  });
});

describe('targets', () => {
  test('the organization is asked once, each parent once, each unit once', () => {
    const prod = unit('Workloads', 'Prod');
    const { data, locals } = applied([
      policy('a', [root, prod, unit('Workloads', 'Test')]),
      policy('b', [prod, unit('Workloads')]),
    ]);
    expect(Object.keys(data['aws_organizations_organization'] ?? {})).toHaveLength(1);
    expect(Object.keys(data['aws_organizations_organizational_units'] ?? {})).toHaveLength(2);
    expect(Object.keys(locals)).toHaveLength(3);
  });

  test('ids are asked for nowhere when prerequisites are not checked', () => {
    const { data } = applied([policy('p', [id('ou-ab12-abcdefgh')])], { checkPrerequisites: false });
    expect(data).toEqual({});
  });

  test('every name on a path must exist, and the message lists what does', () => {
    const { data } = applied([policy('p', [unit('Workloads', 'Prod')])]);
    const units = named(data['aws_organizations_organizational_units']);
    const messages = Object.values(units).flatMap(({ lifecycle }) => messagesOf(lifecycle));
    expect(messages.reverse()).toEqual([
      expect.stringMatching(/^no organizational unit `Workloads` below the root; OUs there: .*join/),
      expect.stringMatching(/^no organizational unit `Prod` below `Workloads`; OUs there: .*join/),
    ]);
  });

  test('the name of an OU is never an expression', () => {
    const { data } = applied([policy('p', [unit('a"b\\c${d}%{e}')])]);
    const [units] = Object.values(data['aws_organizations_organizational_units'] ?? {});
    expect(JSON.stringify(units)).toContain(JSON.stringify('"a\\"b\\\\c$${d}%%{e}"').slice(1, -1));
  });
});

describe('targets in an organization that is known at synth', () => {
  const organization = small.smallOrganization();
  const prod = unit('Workloads', 'Prod');
  const plan = [
    policy('second', [prod, unit('Sandbox'), root], { attachAfter: ['first'] }),
    policy('first', [root, unit('Workloads'), id(small.prod), id('222222222222')]),
    policy('guardrail', [prod, root], { type: 'SERVICE_CONTROL_POLICY' }),
  ];

  test('are ids, and nothing is looked up', () => {
    const { resource, data, locals } = applied(plan, { organization });
    const targets = Object.entries(named(resource['aws_organizations_policy_attachment'])).map(
      ([address, block]) => [address, block['target_id']],
    );
    expect(Object.fromEntries(targets)).toEqual({
      chat_first_target_root: small.root,
      chat_first_target_Workloads: small.workloads,
      [`chat_first_target_${small.prod}`]: small.prod,
      chat_first_target_222222222222: '222222222222',
      chat_guardrail_target_root: small.root,
      chat_guardrail_target_Workloads_Prod: small.prod,
      chat_second_target_root: small.root,
      chat_second_target_Sandbox: small.sandbox,
      chat_second_target_Workloads_Prod: small.prod,
    });
    expect(Object.keys(data)).toEqual(['aws_organizations_organization']);
    expect(locals).toEqual({});
  });

  test('nothing else is another: addresses, documents and the order of attachments are those of a lookup', () => {
    const withoutIds = (options: Omit<AppliedPlanProps, 'plan'>) =>
      JSON.stringify(applied(plan, options).resource, (key, value) => (key === 'target_id' ? '' : value));
    expect(withoutIds({ organization })).toEqual(withoutIds({}));
  });

  test('the plan of Terraform fails where the credentials reach another organization', () => {
    const { data } = applied(plan, { organization });
    const [asked] = Object.values(data['aws_organizations_organization'] ?? {});
    expect(asked?.['lifecycle']).toMatchObject({
      postcondition: expect.arrayContaining([
        {
          condition: '${length(self.roots) == 0 || try(self.roots[0].id, "") == "r-ab12"}',
          error_message: expect.stringMatching(
            /^the organization file is that of `o-exampleorgid` with the root `r-ab12`, and these credentials reach `\$\{self\.id\}`/,
          ),
        },
      ]),
    });
  });

  test('prerequisites turned off, AWS is asked nothing', () => {
    expect(applied(plan, { organization, checkPrerequisites: false }).data).toEqual({});
  });

  test('a unit that the organization lacks is refused', () => {
    expect(() => applied([policy('p', [unit('Workloads', 'Pord')])], { organization })).toThrow(
      'no organizational unit `Workloads/Pord` in the organization',
    );
  });
});

describe('prerequisites', () => {
  test('all features, and every type that the plan uses', () => {
    const { data } = applied([
      policy('c', [], { type: 'CHATBOT_POLICY' }),
      policy('s', [], { type: 'SERVICE_CONTROL_POLICY' }),
    ]);
    const [organization] = Object.values(data['aws_organizations_organization'] ?? {});
    expect(messagesOf(organization?.['lifecycle'])).toEqual([
      expect.stringContaining('CHATBOT_POLICY is not enabled'),
      expect.stringContaining('SERVICE_CONTROL_POLICY is not enabled'),
      expect.stringContaining('all features'),
      expect.stringContaining('cannot see the root'),
    ]);
  });

  test('turned off, only the root is needed, and only where it is a target', () => {
    const { data } = applied([policy('c', [root])], { checkPrerequisites: false });
    const [organization] = Object.values(data['aws_organizations_organization'] ?? {});
    expect(messagesOf(organization?.['lifecycle'])).toEqual([expect.stringContaining('cannot see the root')]);
  });
});

describe('order', () => {
  const first = policy('first', [root, unit('A')]);
  const second = policy('second', [root, unit('B')], { attachAfter: ['first'] });

  test('an attachment waits for the one before it on the same target, and on no other', () => {
    const attachments = attachmentsOf([second, first]);
    expect(attachments['chat_second_target_root']).toMatchObject({
      depends_on: [expect.stringMatching(/^aws_organizations_policy_attachment\.chat_first_target_root_/)],
    });
    expect(attachments['chat_second_target_B']).not.toHaveProperty('depends_on');
    expect(attachments['chat_first_target_root']).not.toHaveProperty('depends_on');
  });

  test('an attachment is replaced when another comes before it, and only by what the state holds', () => {
    const { resource } = applied([first, second]);
    const attachment = named(resource['aws_organizations_policy_attachment'])['chat_second_target_root'];
    const order = named(resource['terraform_data'])['chat_second_order'];
    const [before] = Object.keys(order?.['input'] ?? {});
    const [address] = Object.keys(resource['terraform_data'] ?? {}).filter((id) => id.includes('second'));
    expect(attachment).toMatchObject({
      lifecycle: { replace_triggered_by: [`terraform_data.${address}.input.${before}`] },
    });
  });

  test('the order of a chat policy is in the state from the start, that of a guardrail never', () => {
    const { resource } = applied([first, policy('scp', [root], { type: 'SERVICE_CONTROL_POLICY' })]);
    expect(named(resource['terraform_data'])).toEqual({
      chat_first_order: {},
    });
  });

  test('an id may be the root or a unit that is known by its path', () => {
    const attachments = attachmentsOf([
      policy('first', [id('r-ab12'), id('ou-ab12-abcdefgh')]),
      policy('second', [root, unit('A'), id('ou-ab12-otherone')], { attachAfter: ['first'] }),
    ]);
    expect(attachments['chat_second_target_root']).toMatchObject({
      depends_on: [expect.stringContaining('r-ab12')],
    });
    expect(attachments['chat_second_target_A']).toMatchObject({
      depends_on: [expect.stringContaining('ou-ab12-abc')],
    });
    expect(attachments['chat_second_target_ou-ab12-otherone']).not.toHaveProperty('depends_on');
  });

  test('policies that come after each other are refused, as is one that is not there', () => {
    const circle = [policy('a', [], { attachAfter: ['b'] }), policy('b', [], { attachAfter: ['a'] })];
    expect(() => applied(circle)).toThrow('the policies `a`, `b` come after each other');
    expect(() => applied([policy('a', [], { attachAfter: ['x'] })])).toThrow('no policy `x`');
  });
});

test('an applied plan is known by what it is, not by its class', () => {
  const stack: TerraformStack = testStack();
  const plan: Plan = { policies: [] };
  expect(AppliedPlan.isAppliedPlan(new AppliedPlan(stack, 'chat', { plan }))).toBe(true);
  expect(AppliedPlan.isAppliedPlan(stack)).toBe(false);
});

function messagesOf(lifecycle: unknown): string[] {
  const { postcondition } = lifecycle as { postcondition: readonly { error_message: string }[] };
  return postcondition.map(({ error_message }) => error_message);
}

describe('what exists already', () => {
  const existing = {
    id: 'p-8lqmvzr1',
    attachments: { root: 'r-ab12', 'Workloads/Prod': 'ou-ab12-prod0001' },
  };
  const imports = (about: Partial<PlannedPolicy>, targets = [root, unit('Workloads', 'Prod'), unit('New')]) =>
    applied([policy('b', [root]), policy('slack-only', targets, { existing, ...about })]).import.map(
      ({ to, id: importId }) => `${String(to).replace(/_[0-9A-F]{8}$/, '')} <- ${importId}`,
    );

  test('imports the policy, its attachments and the record of their order; creates the rest', () => {
    expect(imports({}).sort()).toEqual([
      'aws_organizations_policy.chat_slack-only <- p-8lqmvzr1',
      'aws_organizations_policy_attachment.chat_slack-only_target_Workloads_Prod <- ou-ab12-prod0001:p-8lqmvzr1',
      'aws_organizations_policy_attachment.chat_slack-only_target_root <- r-ab12:p-8lqmvzr1',
      'terraform_data.chat_slack-only_order <- p-8lqmvzr1',
    ]);
  });

  test('an accepted order is recorded again: an imported record would change, and with it the attachment', () => {
    expect(imports({ attachAfter: ['b'] }).filter((line) => line.startsWith('terraform_data'))).toEqual([]);
  });

  test('a service control policy has no record of an order', () => {
    expect(imports({ type: 'SERVICE_CONTROL_POLICY' }, [root])).toHaveLength(2);
  });

  test('an import goes through the provider that the plan is given', () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, 'other', { alias: 'other' });
    new AppliedPlan(stack, 'chat', { plan: { policies: [policy('p', [root], { existing })] }, provider });
    const blocks = synthesized(stack).import.filter(({ to }) => String(to).startsWith('aws_'));
    expect(blocks.map((block) => block['provider'])).toEqual(['aws.other', 'aws.other']);
  });
});
