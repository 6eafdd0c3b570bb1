import type { TerraformStack } from 'cdktf';
import { Lazy, TerraformVariable } from 'cdktf';
import { AppliedPlan } from '../../modules/constructs/applied-plan.js';
import { ChatPolicy } from '../../modules/constructs/chat-policy.js';
import { Guardrail } from '../../modules/constructs/guardrail.js';
import { planJson } from '../../modules/report/plan-json.js';
import { plannedPolicy } from '../support/planned-policy.js';
import { refusalLines } from '../support/refusal.js';
import { named, synthesized, testStack } from '../support/synthesis.js';

/** What a program in JavaScript may pass; TypeScript would refuse most of it. */
type Props = unknown;

const tenant = 'AAAAAAAA-0000-1111-2222-333333333333';
const deny = ['rds:DeleteDBCluster'];
const slack = { workspaces: { assign: ['T1'] } };

function made(kind: typeof ChatPolicy | typeof Guardrail, props: Props | ((stack: TerraformStack) => Props)) {
  const stack = testStack();
  new kind(stack, 'p', (typeof props === 'function' ? props(stack) : props) as never);
  return synthesized(stack).resource;
}
const contentOf = (kind: typeof ChatPolicy | typeof Guardrail, props: (stack: TerraformStack) => Props) =>
  String(named(made(kind, props)['aws_organizations_policy'])['p']?.['content']);
const variable = (stack: TerraformStack, name: string) => new TerraformVariable(stack, name, {});
const cyclic = (): object => {
  const document: Record<string, unknown> = { Version: '2012-10-17' };
  document['Statement'] = [{ document }];
  return document;
};

describe('a guardrail in JavaScript throws one error', () => {
  test.each<[string, Props]>([
    ['wrong-type', undefined],
    ['wrong-type', null],
    ['wrong-type', ['root']],
    ['targets missing-key', { deny }],
    ['targets wrong-type', { targets: null, deny }],
    ['targets wrong-type', { targets: true, deny }],
    ['targets wrong-type', { targets: new Set(['root']), deny }],
    // biome-ignore lint/suspicious/noSparseArray: what is tested
    ['targets[1] wrong-type', { targets: ['root', , 'X'], deny }],
    ['from wrong-type', { targets: [], deny, from: null }],
    ['from wrong-type', { targets: [], deny, from: 'slack' }],
    ['conditions wrong-type', { targets: [], deny, conditions: null }],
    [
      'conditions.NumericEquals["aws:x"] wrong-type',
      { targets: [], deny, conditions: { NumericEquals: { 'aws:x': true } } },
    ],
    ['name wrong-type', { targets: [], deny, name: true }],
    ['description wrong-type', { targets: [], deny, description: 5 }],
    ['statements wrong-type', { targets: [], statements: {} }],
    ['statements[0] wrong-type', { targets: [], statements: [null] }],
    ['deny wrong-type', { targets: [], deny: {} }],
    ['document.Statement[0].document wrong-type', { targets: [], document: cyclic() }],
    ['document.Statement wrong-type', { targets: [], document: { Statement: () => 1 } }],
    ['document wrong-type', { targets: [], document: 5 }],
    ['tags wrong-type', { targets: [], deny, tags: ['a'] }],
    ['tags wrong-type', { targets: [], deny, tags: 'xy' }],
    ['tags.a wrong-type', { targets: [], deny, tags: { a: 1 } }],
    ['preventDestroy wrong-type', { targets: [], deny, preventDestroy: 'no' }],
    ['skipDestroy wrong-type', { targets: [], deny, skipDestroy: 'no' }],
    ['checkPrerequisites wrong-type', { targets: [], deny, checkPrerequisites: 'no' }],
    ['except[0] wrong-type', { targets: [], deny, except: [111111111111] }],
  ])('%s', (line, props) => {
    expect(refusalLines(() => made(Guardrail, props))).toEqual([line]);
    expect(() => made(Guardrail, props)).toThrow('the guardrail `p` cannot be deployed');
  });

  test('with all that is wrong, each once', () => {
    const props = { targets: null, deny, from: 'slack', name: true };
    expect([...refusalLines(() => made(Guardrail, props))].sort()).toEqual([
      'from wrong-type',
      'name wrong-type',
      'targets wrong-type',
    ]);
  });
});

describe('a chat policy in JavaScript throws one error', () => {
  test.each<[string, Props]>([
    ['wrong-type', undefined],
    ['attachAfter[0] wrong-type', { targets: [], slack, attachAfter: 'x' }],
    ['attachAfter[0] wrong-type', { targets: [], slack, attachAfter: ['x'] }],
    ['slack wrong-type', { targets: [], slack: null }],
    ['children invalid-value', { targets: [], slack, children: 'nothing' }],
    ['children[0] invalid-value', { targets: [], slack, children: ['@@assign'] }],
    ['missing-key', { targets: [] }],
  ])('%s', (line, props) => {
    expect(refusalLines(() => made(ChatPolicy, props))).toEqual([line]);
    expect(() => made(ChatPolicy, props)).toThrow('the chat policy `p` cannot be deployed');
  });
});

describe('a plan in JavaScript throws one clear error', () => {
  const printed = planJson({ policies: [plannedPolicy('p', { targets: [{ kind: 'root' }] })] }, []);
  test.each<[string, Props]>([
    ['found `undefined`; expected an object of props', undefined],
    ['plan: missing key `plan`', {}],
    ['plan: found `null`; expected a plan', { plan: null }],
    ['plan: found an object; expected a plan', { plan: { plan: { policies: [] } } }],
    ['plan.policies[0]: found `undefined`; expected a policy', { plan: { policies: new Array(1) } }],
    ['not what `plan --format json` prints', { plan: printed }],
    ['not what `plan --format json` prints', { plan: JSON.stringify(printed) }],
    ['checkPrerequisites: found `no`; expected `true`', { plan: { policies: [] }, checkPrerequisites: 'no' }],
  ])('%s', (words, props) => {
    const create = () => new AppliedPlan(testStack(), 'x', props as never);
    expect(create).toThrow(words);
    expect(create).toThrow('the plan `x` cannot be deployed');
  });
});

describe('what `chat-guardrails check` refuses is refused', () => {
  test.each<[string, object]>([
    ['from.accounts[0] invalid-value', { from: { accounts: ['x'] } }],
    ['except[0] invalid-value', { except: ['12'] }],
    ['from.platforms[0] invalid-value', { from: { platforms: ['teams'], configurations: ['ab'] } }],
    ['exceptFrom exempts-all-sessions', { exceptFrom: { configurations: ['*'] } }],
    [
      'conditions.ArnLike["aws:ChatbotSourceArn"] conflicting-keys',
      { conditions: { ArnLike: { 'aws:ChatbotSourceArn': ['*'] } } },
    ],
  ])('%s', (line, props) => {
    expect(refusalLines(() => made(Guardrail, { targets: [], deny, ...props }))).toEqual([line]);
  });

  test('an exemption that depends on a token is not judged', () => {
    const props = (stack: TerraformStack) => ({
      targets: [],
      deny,
      from: { configurations: ['a'] },
      exceptFrom: { configurations: ['*', variable(stack, 'x').stringValue] },
    });
    expect(() => made(Guardrail, props)).not.toThrow();
  });

  test('ids of tenants and teams are written in lower case, as a file is', () => {
    const content = contentOf(ChatPolicy, () => ({
      targets: [],
      microsoftTeams: {
        tenants: { [tenant]: { assign: [tenant] } },
        overrides: { [tenant]: { [tenant]: { roleSettings: { assign: ['user_role'] } } } },
      },
    }));
    expect(content).toContain(
      `"tenants":{"${tenant.toLowerCase()}":{"@@assign":["${tenant.toLowerCase()}"]}}`,
    );
    expect(content).not.toContain(tenant);
    const twice = { [tenant]: { assign: ['*'] }, [tenant.toLowerCase()]: { assign: ['*'] } };
    expect(refusalLines(() => made(ChatPolicy, { targets: [], microsoftTeams: { tenants: twice } }))).toEqual(
      [`microsoftTeams.tenants.${tenant.toLowerCase()} duplicate-key`],
    );
  });
});

describe('a token of any type', () => {
  test.each<[string, typeof ChatPolicy | typeof Guardrail, (value: unknown) => object]>([
    ['conditions', Guardrail, (conditions) => ({ deny, conditions })],
    ['from', Guardrail, (from) => ({ deny, from })],
    ['statements[0]', Guardrail, (statements) => ({ statements })],
    ['slack', ChatPolicy, (value) => ({ slack: value })],
    ['slack.overrides', ChatPolicy, (overrides) => ({ slack: { overrides } })],
    ['microsoftTeams.tenants', ChatPolicy, (tenants) => ({ microsoftTeams: { tenants } })],
    ['default', ChatPolicy, (value) => ({ default: value })],
  ])('is refused where the shape must be known: `%s`', (path, kind, props) => {
    const create = () =>
      made(kind, (stack: TerraformStack) => ({ targets: [], ...props(variable(stack, 'v').value) }));
    expect(refusalLines(create)).toEqual([`${path} token-not-allowed`]);
  });

  test('is refused in the place of policies that come before', () => {
    const props = (stack: TerraformStack) => ({
      targets: [],
      slack,
      attachAfter: variable(stack, 'v').value,
    });
    expect(refusalLines(() => made(ChatPolicy, props))).toEqual(['attachAfter[0] wrong-type']);
  });

  test('can be a string, a list or tags', () => {
    const policy = named(
      made(Guardrail, (stack: TerraformStack) => ({
        targets: variable(stack, 'targets').value,
        name: variable(stack, 'name').value,
        tags: variable(stack, 'tags').value,
        description: variable(stack, 'description').value,
        deny: variable(stack, 'deny').value,
        except: variable(stack, 'except').value,
      }))['aws_organizations_policy'],
    )['p'];
    expect(policy).toMatchObject({
      name: '${var.name}',
      tags: '${var.tags}',
      description: '${var.description}',
    });
    expect(policy?.['content']).toContain('"Action":${jsonencode(var.deny)}');
    expect(policy?.['content']).toContain('for item0 in var.except :');
  });

  test('can be the list of a setting or of a tenant', () => {
    const content = contentOf(ChatPolicy, (stack) => ({
      targets: [],
      slack: { workspaces: { assign: variable(stack, 'workspaces').value } },
      microsoftTeams: { tenants: { '*': { assign: variable(stack, 'teams').value } } },
    }));
    expect(content).toContain('"workspaces":{"@@assign":${jsonencode(var.workspaces)}}');
    expect(content).toContain('"tenants":{"*":{"@@assign":${jsonencode(var.teams)}}}');
  });
});

describe('a list that a program spreads from a token', () => {
  test('is put together by Terraform', () => {
    const content = contentOf(Guardrail, (stack) => ({
      targets: [],
      deny: ['rds:*', ...variable(stack, 'v').listValue],
      except: ['111111111111', ...variable(stack, 'w').listValue],
    }));
    expect(content).toContain('${jsonencode(concat(["rds:*"], tolist(var.v)))}');
    expect(content).toContain('flatten([for item0 in var.w : ["arn:aws:chatbot::${item0}:*"]])');
    expect(content).not.toContain('TfToken');
  });

  test('is attached target by target', () => {
    const { aws_organizations_policy_attachment: attachments } = made(Guardrail, (stack: TerraformStack) => ({
      targets: ['root', ...variable(stack, 'v').listValue],
      deny,
    }));
    expect(named(attachments)).toMatchObject({
      p_target_root: {},
      p_target_var_v: { for_each: '${toset(var.v)}', target_id: '${each.value}' },
    });
  });

  test('may be one that the program produces at synth, where no resources are made of it', () => {
    const late = (...items: string[]) => Lazy.listValue({ produce: () => items });
    const content = contentOf(Guardrail, () => ({ targets: [], deny: ['rds:*', ...late('s3:*')] }));
    expect(content).toContain('${jsonencode(concat(["rds:*"], tolist(["s3:*"])))}');
    const targets = late('123456789012');
    const lines = ['targets token-not-allowed'];
    expect(refusalLines(() => made(Guardrail, { targets, deny }))).toEqual(lines);
    expect(refusalLines(() => made(Guardrail, { targets: ['root', ...targets], deny }))).toEqual(lines);
  });

  test.each<[string, (one: TerraformVariable) => readonly string[]]>([
    ['a string token', (one) => [one.stringValue, one.stringValue]],
    ['a list token', (one) => [...one.listValue, ...one.listValue]],
  ])('%s that is twice among the targets is refused, with what it refers to', (_, pick) => {
    const create = () =>
      made(Guardrail, (stack: TerraformStack) => ({ targets: pick(variable(stack, 't')), deny }));
    expect(refusalLines(create)).toEqual(['targets[1] duplicate-target']);
    expect(create).toThrow('`${var.t}`');
  });
});
