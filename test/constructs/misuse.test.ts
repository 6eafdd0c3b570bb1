import type { TerraformStack } from 'cdktf';
import { Lazy, TerraformVariable } from 'cdktf';
import { AppliedPlan } from '../../modules/constructs/applied-plan.js';
import { ChatPolicy } from '../../modules/constructs/chat-policy.js';
import { Guardrail } from '../../modules/constructs/guardrail.js';
import { planJson } from '../../modules/report/plan-json.js';
import { plannedPolicy } from '../support/planned-policy.js';
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

describe('a guardrail in JavaScript throws one clear error', () => {
  test.each<[string, Props]>([
    ['found `undefined`; expected an object of props', undefined],
    ['found `null`; expected an object of props', null],
    ['missing key `targets`', { deny }],
    ['targets: found `root`; expected a list', { targets: 'root', deny }],
    ['targets: found `null`; expected a list', { targets: null, deny }],
    ['targets: found `5`; expected a list', { targets: 5, deny }],
    ['targets: found an object; expected a list', { targets: new Set(['root']), deny }],
    // biome-ignore lint/suspicious/noSparseArray: what is tested
    ['targets[1]: found `undefined`; expected text', { targets: ['root', , 'X'], deny }],
    ['from: found `null`; expected an object', { targets: [], deny, from: null }],
    ['from: found `slack`; expected an object', { targets: [], deny, from: 'slack' }],
    ['conditions: found `null`; expected an object', { targets: [], deny, conditions: null }],
    [
      'conditions.StringEquals["aws:x"]: found `y`; expected a list',
      { targets: [], deny, conditions: { StringEquals: { 'aws:x': 'y' } } },
    ],
    ['name: found `5`; expected text', { targets: [], deny, name: 5 }],
    ['description: found `5`; expected text', { targets: [], deny, description: 5 }],
    ['statements: found an object; expected a list', { targets: [], statements: {} }],
    ['statements[0]: found `null`; expected an object', { targets: [], statements: [null] }],
    ['statements[0].effect: missing key `effect`', { targets: [], statements: [{ actions: deny }] }],
    [
      'statements[0].effect: found `Deny`; expected `deny` or `allowOnly`; did you mean `deny`?',
      { targets: [], statements: [{ effect: 'Deny', actions: deny }] },
    ],
    ['deny: found an object; expected a list', { targets: [], deny: {} }],
    ['resources: an empty list', { targets: [], deny, resources: [] }],
    ['document.Statement[0].document: holds itself', { targets: [], document: cyclic() }],
    ['document.Statement: found', { targets: [], document: { Statement: () => 1 } }],
    ['document: found `5`; expected an object', { targets: [], document: 5 }],
    ['tags: found a list; expected an object', { targets: [], deny, tags: ['a'] }],
    ['tags: found `xy`; expected an object', { targets: [], deny, tags: 'xy' }],
    ['tags.a: found `1`; expected text', { targets: [], deny, tags: { a: 1 } }],
    ['preventDestroy: found `no`; expected `true` or `false`', { targets: [], deny, preventDestroy: 'no' }],
    ['skipDestroy: found `no`; expected `true` or `false`', { targets: [], deny, skipDestroy: 'no' }],
  ])('%s', (words, props) => {
    expect(() => made(Guardrail, props)).toThrow(words);
    expect(() => made(Guardrail, props)).toThrow('the guardrail `p` cannot be deployed');
  });

  test('with all that is wrong, each once', () => {
    const create = () => made(Guardrail, { targets: 'root', deny, from: 'slack', name: 5 });
    expect(create).toThrow(/^[^\n]*\n {2}targets: [^\n]*\n {2}name: [^\n]*\n {2}from: [^\n]*$/);
  });

  test('and a statement that leaves out what says nothing means all resources', () => {
    const content = contentOf(Guardrail, () => ({
      targets: [],
      statements: [{ effect: 'deny', actions: deny }],
    }));
    expect(content).toContain('"Resource":"*"');
  });
});

describe('a chat policy in JavaScript throws one clear error', () => {
  test.each<[string, Props]>([
    ['found `undefined`; expected an object of props', undefined],
    ['targets: found `root`; expected a list', { targets: 'root', slack }],
    ['attachAfter: found `x`; expected a list', { targets: [], slack, attachAfter: 'x' }],
    ['attachAfter[0]: found `x`; expected a `ChatPolicy`', { targets: [], slack, attachAfter: ['x'] }],
    ['slack: found `null`; expected an object', { targets: [], slack: null }],
    ['children: found `none`; expected a list', { targets: [], slack, children: 'none' }],
    ['slack.children[0]: found `assign`', { targets: [], slack: { ...slack, children: ['assign'] } }],
    ['did you mean `@@assign`?', { targets: [], slack, children: ['assign'] }],
  ])('%s', (words, props) => {
    expect(() => made(ChatPolicy, props)).toThrow(words);
    expect(() => made(ChatPolicy, props)).toThrow('the chat policy `p` cannot be deployed');
  });

  test('where one policy stands in the place of a list', () => {
    const stack = testStack();
    const first = new ChatPolicy(stack, 'a', { targets: [], slack });
    const props = { targets: [], slack, attachAfter: first } as never;
    expect(() => new ChatPolicy(stack, 'b', props)).toThrow('attachAfter: found an object; expected a list');
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
    ['from.accounts[0]: found `x`; expected an account of twelve digits', { from: { accounts: ['x'] } }],
    ['except[0]: found `12`; expected an account of twelve digits', { except: ['12'] }],
    [
      'from.platforms[0]: found `teams`; expected `slack`, `microsoft_teams` or `chime`',
      { from: { platforms: ['teams'], configurations: ['a b'] } },
    ],
    ['exceptFrom: this spares all chat sessions', { exceptFrom: { configurations: ['*'] } }],
    ['partition: found `awss`; expected `aws`', { partition: 'awss' }],
    [
      'a condition on the chat session; say whom the guardrail binds with `from`',
      { conditions: { ArnLike: { 'aws:ChatbotSourceArn': ['*'] } } },
    ],
  ])('%s', (words, props) => {
    expect(() => made(Guardrail, { targets: [], deny, ...props })).toThrow(words);
  });

  test('an exception that a token has a part in is judged by nobody', () => {
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
    expect(() => made(ChatPolicy, { targets: [], microsoftTeams: { tenants: twice } })).toThrow(
      'in another case',
    );
  });
});

describe('a token of any type', () => {
  test.each<[string, typeof ChatPolicy | typeof Guardrail, (value: unknown) => object]>([
    ['conditions', Guardrail, (conditions) => ({ deny, conditions })],
    ['from', Guardrail, (from) => ({ deny, from })],
    ['statements', Guardrail, (statements) => ({ statements })],
    ['statements', Guardrail, (value) => ({ statements: [value] })],
    ['slack', ChatPolicy, (value) => ({ slack: value })],
    ['workspaces', ChatPolicy, (workspaces) => ({ slack: { workspaces } })],
    ['overrides', ChatPolicy, (overrides) => ({ slack: { overrides } })],
    ['tenants', ChatPolicy, (tenants) => ({ microsoftTeams: { tenants } })],
    ['default', ChatPolicy, (value) => ({ default: value })],
    ['attachAfter', ChatPolicy, (attachAfter) => ({ slack, attachAfter })],
  ])('is refused where the shape must be known: `%s`', (key, kind, props) => {
    const create = () =>
      made(kind, (stack: TerraformStack) => ({ targets: [], ...props(variable(stack, 'v').value) }));
    expect(create).toThrow(`\`${key}\` decides what the document looks like, and cannot be a token`);
    expect(create).toThrow('`p` cannot be deployed');
  });

  test('stands for texts, lists and tags', () => {
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

  test('stands for the list of a setting or of a tenant', () => {
    const content = contentOf(ChatPolicy, (stack) => ({
      targets: [],
      slack: { workspaces: { assign: variable(stack, 'workspaces').value } },
      microsoftTeams: { tenants: { '*': { assign: variable(stack, 'teams').value } } },
    }));
    expect(content).toContain('"workspaces":{"@@assign":${jsonencode(var.workspaces)}}');
    expect(content).toContain('"tenants":{"*":{"@@assign":${jsonencode(var.teams)}}}');
  });

  test('that is one text is no list', () => {
    const props = (stack: TerraformStack) => ({ targets: [], deny: variable(stack, 'v').stringValue });
    expect(() => made(Guardrail, props)).toThrow('deny: found a token for one value; expected a list');
  });

  test('cannot stand for a list where text is due', () => {
    const props = (stack: TerraformStack) => ({ targets: [], deny, name: variable(stack, 'v').listValue });
    expect(() => made(Guardrail, props)).toThrow('name: found a token for a list; expected text');
  });

  test('cannot decide whether prerequisites are checked', () => {
    const props = (stack: TerraformStack) => ({
      targets: [],
      deny,
      checkPrerequisites: variable(stack, 'v').value,
    });
    expect(() => made(Guardrail, props)).toThrow('checkPrerequisites: what decides');
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
    expect(() => made(Guardrail, { targets, deny })).toThrow('targets: a list that the program itself');
    expect(() => made(Guardrail, { targets: ['root', ...targets], deny })).toThrow('targets[1]: a list that');
  });

  test('a token that stands among the targets twice is refused', () => {
    const props = (pick: (one: TerraformVariable) => readonly string[]) => (stack: TerraformStack) => {
      const one = variable(stack, 't');
      return { targets: pick(one), deny };
    };
    const words = 'targets[1]: this token stands among the targets already; keep one of them';
    expect(() =>
      made(
        Guardrail,
        props((one) => [one.stringValue, one.stringValue]),
      ),
    ).toThrow(words);
    expect(() =>
      made(
        Guardrail,
        props((one) => [...one.listValue, ...one.listValue]),
      ),
    ).toThrow(words);
  });
});
