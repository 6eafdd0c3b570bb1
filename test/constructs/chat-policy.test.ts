import { Fn, TerraformLocal, type TerraformStack, TerraformVariable, Token } from 'cdktf';
import { ChatPolicy, type ChatPolicyProps } from '../../modules/constructs/chat-policy.js';
import { referenceText } from '../../modules/constructs/token-placeholders.js';
import { named, synthesized, testStack } from '../support/synthesis.js';

/** A stack with one chat policy `p`; props may need the stack for tokens. */
function withPolicy(props: (stack: TerraformStack) => ChatPolicyProps) {
  const stack = testStack();
  new ChatPolicy(stack, 'p', props(stack));
  return synthesized(stack);
}

function policyOf(props: (stack: TerraformStack) => ChatPolicyProps) {
  const policy = named(withPolicy(props).resource['aws_organizations_policy'])['p'];
  if (policy === undefined) throw new Error('no policy was synthesized');
  return policy;
}

const slack = { slack: { workspaces: { assign: ['T1'] } } };
const list = (stack: TerraformStack, name: string) =>
  new TerraformVariable(stack, name, { type: 'list(string)' }).listValue;
const text = (stack: TerraformStack, name: string) =>
  new TerraformVariable(stack, name, { type: 'string' }).stringValue;

describe('a chat policy', () => {
  test('is named after its construct, and its document is minified JSON', () => {
    const policy = policyOf(() => ({ targets: ['root'], ...slack }));
    expect(policy).toMatchObject({ name: 'p', type: 'CHATBOT_POLICY' });
    expect(policy['content']).toBe('{"chatbot":{"platforms":{"slack":{"workspaces":{"@@assign":["T1"]}}}}}');
  });

  test('a raw document takes the place of settings, as an object or as text', () => {
    const document = { chatbot: { default: { client: { '@@assign': 'disabled' } } } };
    const content = JSON.stringify(document);
    expect(policyOf(() => ({ targets: [], document }))['content']).toBe(content);
    expect(policyOf(() => ({ targets: [], document: JSON.stringify(document, null, 2) }))['content']).toBe(
      content,
    );
  });

  test('gives its id and arn to others', () => {
    const stack = testStack();
    const policy = new ChatPolicy(stack, 'p', { targets: ['root'], ...slack });
    expect(referenceText(stack, policy.policyArn)).toMatch(
      /^\$\{aws_organizations_policy\.p_[0-9A-F]{8}\.arn\}$/,
    );
    expect(referenceText(stack, policy.policyId)).toMatch(
      /^\$\{aws_organizations_policy\.p_[0-9A-F]{8}\.id\}$/,
    );
    expect(policy.attachments).toHaveLength(1);
    expect(ChatPolicy.isChatPolicy(policy)).toBe(true);
    expect(ChatPolicy.isChatPolicy(stack)).toBe(false);
  });

  test('policies of the same id in different scopes are two', () => {
    const stack = testStack();
    const first = new ChatPolicy(stack, 'p', { targets: [], ...slack });
    new ChatPolicy(first, 'p', { targets: [], name: 'q', ...slack });
    expect(Object.keys(synthesized(stack).resource['aws_organizations_policy'] ?? {})).toHaveLength(2);
  });

  test('comes after another on the targets that they share', () => {
    const stack = testStack();
    const before = new ChatPolicy(stack, 'a', { targets: ['root'], ...slack });
    new ChatPolicy(stack, 'b', { targets: ['root', 'X'], attachAfter: [before], ...slack });
    const attachments = named(synthesized(stack).resource['aws_organizations_policy_attachment']);
    expect(attachments['b_target_root']).toHaveProperty('depends_on');
    expect(attachments['b_target_X']).not.toHaveProperty('depends_on');
  });
});

describe('misuse throws at once, with everything that is wrong', () => {
  test('in the document, the name, the tags and the targets', () => {
    const create = () =>
      policyOf(() => ({
        name: 'n'.repeat(129),
        tags: { 'aws:x': 'y' },
        targets: ['Workloads//Prod', 'root', 'root', '12345'],
        slack: { workspaces: { assign: ['lower'] } },
      }));
    expect(create).toThrow('the chat policy `p` cannot be deployed');
    for (const words of [
      '129 characters',
      '`aws:x`',
      'a name is missing',
      'stands among the targets already',
      '12 digits',
      '`lower`',
    ]) {
      expect(create).toThrow(words);
    }
  });

  test('settings beside a document', () => {
    expect(() => policyOf(() => ({ targets: [], document: '{"chatbot":{}}', ...slack }))).toThrow(
      'beside a `document`',
    );
  });

  test.each<[string, object, string]>([
    [
      'a word where a setting is due',
      { slack: { client: 'enabled' } },
      'slack.client: found `enabled`; expected an object',
    ],
    [
      'a list where a setting is due',
      { slack: { workspaces: ['T1'] } },
      'slack.workspaces: found a list; expected an object',
    ],
    [
      'a word where a list is due',
      { slack: { workspaces: { assign: 'T1' } } },
      'slack.workspaces.assign: found `T1`; expected a list',
    ],
    [
      'a list where a word is due',
      { default: { assign: ['disabled'] } },
      'default.assign: found a list; expected text',
    ],
    ['a misspelt platform', { slak: { workspaces: { assign: ['T1'] } } }, 'did you mean `slack`?'],
    ['a misspelt setting', { slack: { workspace: { assign: ['T1'] } } }, 'did you mean `workspaces`?'],
    ['a misspelt operator', { slack: { workspaces: { asign: ['T1'] } } }, 'did you mean `assign`?'],
    [
      'an operator that is none of a client',
      { chime: { client: { append: ['enabled'] } } },
      'unknown key `append`',
    ],
    [
      'a tenant without its list',
      { microsoftTeams: { tenants: { x: 'all' } } },
      'microsoftTeams.tenants.x: found `all`',
    ],
    [
      'an override without its team',
      { microsoftTeams: { overrides: { x: { roleSettings: { assign: [] } } } } },
      'microsoftTeams.overrides.x.roleSettings.assign: unknown key `assign`',
    ],
  ])('in JavaScript, %s', (_, settings, words) => {
    expect(() => policyOf(() => ({ targets: [], ...settings }))).toThrow(words);
  });

  test('text that is no JSON', () => {
    expect(() => policyOf(() => ({ targets: [], document: '{"chatbot":}' }))).toThrow('cannot be deployed');
  });

  test('a document over the limit of AWS', () => {
    const assign = Array.from({ length: 1_000 }, (_, index) => `T${String(index).padStart(10, '0')}`);
    expect(() => policyOf(() => ({ targets: [], slack: { workspaces: { assign } } }))).toThrow('10000');
  });

  test('a token where Terraform takes none, or in the place of an id', () => {
    const refused = (props: (stack: TerraformStack) => object) => () =>
      policyOf((stack) => ({ targets: [], ...slack, ...props(stack) }));
    expect(refused((stack) => ({ preventDestroy: Fn.tobool(text(stack, 'x')) }))).toThrow(
      '`prevent_destroy`',
    );
    const stack = testStack();
    expect(() => new ChatPolicy(stack, text(stack, 'x'), { targets: [] })).toThrow('the id');
  });
});

describe('tokens', () => {
  test('stand for any text, and keep their places', () => {
    const policy = policyOf((stack) => ({
      targets: [],
      name: text(stack, 'name'),
      description: `about ${text(stack, 'about')}`,
      tags: { owner: text(stack, 'owner') },
      skipDestroy: Token.asAny('${var.keep}') as never,
      default: { assign: text(stack, 'client') },
      slack: { workspaces: { assign: [text(stack, 'workspace'), 'T1'] } },
    }));
    expect(policy).toMatchObject({
      name: '${var.name}',
      description: 'about ${var.about}',
      tags: { owner: '${var.owner}' },
      skip_destroy: '${var.keep}',
    });
    expect(JSON.parse(String(policy['content']))).toEqual({
      chatbot: {
        default: { client: { '@@assign': '${var.client}' } },
        platforms: { slack: { workspaces: { '@@assign': ['T1', '${var.workspace}'] } } },
      },
    });
  });

  test('stand for whole lists and records', () => {
    const policy = policyOf((stack) => ({
      targets: [],
      tags: new TerraformLocal(stack, 'tags', {}).asStringMap,
      slack: { workspaces: { assign: list(stack, 'workspaces') } },
    }));
    expect(policy['tags']).toBe('${local.tags}');
    expect(policy['content']).toBe(
      '{"chatbot":{"platforms":{"slack":{"workspaces":{"@@assign":${jsonencode(var.workspaces)}}}}}}',
    );
  });

  test('stand for a control: as it is on settings, and on overrides only with the right to assign', () => {
    const policy = policyOf((stack) => ({ targets: [], slack: { children: list(stack, 'c') } }));
    const onSetting = '${jsonencode(coalescelist(distinct(tolist(var.c)), ["@@none"]))}';
    const onOverrides =
      '${jsonencode(coalescelist(distinct([for word in tolist(var.c) : word if contains(tolist(var.c), "@@assign")]), ["@@none"]))}';
    const control = '"@@operators_allowed_for_child_policies"';
    expect(policy['content']).toContain(`"client":{${control}:${onSetting}}`);
    expect(policy['content']).toContain(`"overrides":{${control}:${onOverrides}}`);
  });

  test('stand for a control on all tenants, or all overrides', () => {
    const policy = policyOf((stack) => ({
      targets: [],
      slack: { overridesChildren: list(stack, 'o') },
      microsoftTeams: { tenantsChildren: list(stack, 't') },
    }));
    const control = '"@@operators_allowed_for_child_policies"';
    expect(policy['content']).toContain(
      `"tenants":{${control}:\${jsonencode(coalescelist(distinct(tolist(var.t)), ["@@none"]))}}`,
    );
    expect(policy['content']).toContain(
      `"overrides":{${control}:\${jsonencode(coalescelist(distinct([for word in tolist(var.o)`,
    );
    expect(JSON.stringify(policy['lifecycle'])).toContain(
      '`microsoftTeams.tenantsChildren` turns out to hold',
    );
  });

  test('stand in a control in an order that no program decides', () => {
    const content = (...names: readonly string[]) =>
      policyOf((stack) => ({ targets: [], children: names.map((name) => text(stack, name)) }))['content'];
    expect(content('a', 'b')).toBe(content('b', 'a'));
  });

  test('are held by Terraform against what AWS knows', () => {
    const policy = policyOf((stack) => ({
      targets: [],
      preventDestroy: true,
      default: { assign: text(stack, 'client') },
      slack: { workspaces: { assign: ['T1', text(stack, 'one')], remove: ['T2'] } },
    }));
    const wrong = (list: string, pattern: string) =>
      `[for item in ${list} : item if !can(regex("${pattern}", item))]`;
    const client = wrong('["${var.client}"]', '^(?:enabled|disabled)$');
    const workspace = wrong('["${var.one}"]', '^[0-9A-Z]{1,255}$|^\\\\*$');
    expect(policy['lifecycle']).toEqual({
      prevent_destroy: true,
      precondition: [
        {
          condition: `\${length(${client}) == 0}`,
          error_message: `\`default.assign\` turns out to hold \${join(", ", ${client})}; expected \`enabled\` or \`disabled\``,
        },
        {
          condition: `\${length(${workspace}) == 0}`,
          error_message: `\`slack.workspaces.assign\` turns out to hold \${join(", ", ${workspace})}; expected workspace ids or \`*\``,
        },
      ],
    });
  });

  test('stand in keys', () => {
    const policy = policyOf((stack) => ({
      targets: [],
      microsoftTeams: { tenants: { [text(stack, 'tenant')]: { assign: ['*'] } } },
    }));
    expect(policy['content']).toContain('"tenants":{"${var.tenant}":{"@@assign":["*"]}}');
  });

  test('a document that is a token is left to Terraform', () => {
    expect(policyOf((stack) => ({ targets: [], document: text(stack, 'json') }))['content']).toBe(
      '${var.json}',
    );
  });

  test('hide nothing that is wrong beside them', () => {
    const create = () =>
      policyOf((stack) => ({ targets: [], slack: { workspaces: { assign: [text(stack, 'w'), 'lower'] } } }));
    expect(create).toThrow('`lower`');
    expect(create).not.toThrow('var.w');
  });

  test('the order of tokens is that of what they stand for, whichever was made first', () => {
    const content = (first: string, second: string) =>
      policyOf((stack) => {
        const [a, b] = [text(stack, first), text(stack, second)];
        return { targets: [], slack: { workspaces: { assign: [a, b] } } };
      })['content'];
    expect(content('x', 'y')).toBe(content('y', 'x'));
  });

  test('a target that is a token is attached by what it stands for', () => {
    const { resource } = withPolicy((stack) => ({ targets: [text(stack, 'unit'), 'root'], ...slack }));
    expect(named(resource['aws_organizations_policy_attachment'])).toMatchObject({
      p_target_var_unit: { target_id: '${var.unit}' },
      p_target_root: {},
    });
  });

  test('a token for a list of targets becomes one attachment for each', () => {
    const { resource } = withPolicy((stack) => ({ targets: list(stack, 'units'), ...slack }));
    expect(named(resource['aws_organizations_policy_attachment'])).toMatchObject({
      p_target_var_units: { for_each: '${toset(var.units)}', target_id: '${each.value}' },
    });
  });

  test('a target that nobody knows may be any of those that come before', () => {
    const stack = testStack();
    const before = new ChatPolicy(stack, 'a', { targets: list(stack, 'units'), ...slack });
    new ChatPolicy(stack, 'b', { targets: ['root'], attachAfter: [before], ...slack });
    const { resource } = synthesized(stack);
    const order = named(resource['terraform_data'])['b_order'];
    expect(Object.values(order?.['input'] ?? {})).toEqual([
      expect.stringMatching(
        /^\$\{values\(aws_organizations_policy_attachment\.a_target_var_units_[0-9A-F]{8}\)\[\*\]\.id\}$/,
      ),
    ]);
  });
});
