import { Fn, TerraformLocal, type TerraformStack, TerraformVariable, Token } from 'cdktf';
import { ChatPolicy, type ChatPolicyProps } from '../../modules/constructs/chat-policy.js';
import { referenceText } from '../../modules/constructs/token-placeholders.js';
import { planned } from '../support/planned-configuration.js';
import { refusalLines, refusalOf } from '../support/refusal.js';
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

const tenant = '01234567-89ab-cdef-0123-456789abcdef';
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

  test('a raw document replaces settings, as an object or as a string', () => {
    const document = { chatbot: { default: { client: { '@@assign': 'disabled' } } } };
    const content = JSON.stringify(document);
    expect(policyOf(() => ({ targets: [], document }))['content']).toBe(content);
    expect(policyOf(() => ({ targets: [], document: JSON.stringify(document, null, 2) }))['content']).toBe(
      content,
    );
  });

  test('has IDs and tokens in place of its aliases', () => {
    const props = (stack: TerraformStack) => ({
      targets: 'root',
      aliases: { company: 'T0COMPANY1', partner: text(stack, 'partner'), acme: tenant },
      slack: { workspaces: ['company', 'partner'] },
      microsoftTeams: { tenants: { acme: 'all' } },
    });
    const document = String(policyOf(props)['content']);
    expect(document).toContain('["T0COMPANY1","${var.partner}"]');
    expect(document).toContain(`{"${tenant}":{"@@assign":["*"]}}`);
    const refused = refusalOf(() =>
      policyOf((stack) => ({ ...props(stack), slack: { workspaces: 'compny' } })),
    );
    expect(refused).toMatchObject([{ kind: 'unknown-alias', path: ['slack', 'workspaces'] }]);
    const twice = { targets: 'root', ...slack, aliases: { a: 'T1', b: 'T1' } };
    expect(refusalOf(() => policyOf(() => twice))).toMatchObject([
      { kind: 'invalid-alias', path: ['aliases', 'b'] },
    ]);
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
      '`root`',
      '12 digits',
      '`lower`',
    ]) {
      expect(create).toThrow(words);
    }
  });

  test('settings beside a document', () => {
    const create = () => policyOf(() => ({ targets: [], document: '{"chatbot":{}}', ...slack }));
    expect(refusalLines(create)).toEqual(['slack conflicting-keys']);
  });

  test.each<[string, object, string]>([
    ['a list where a word is due', { default: { assign: ['disabled'] } }, 'default.assign wrong-type'],
    ['a word that is misspelt', { slack: { client: 'enable' } }, 'slack.client invalid-value'],
    ['a misspelt platform', { slak: { workspaces: ['T1'] }, ...slack }, 'slak unknown-key'],
    ['a misspelt setting', { slack: { workspace: ['T1'] } }, 'slack.workspace unknown-key'],
    [
      'a misspelt operator',
      { slack: { workspaces: { asign: ['T1'] } } },
      'slack.workspaces.asign unknown-key',
    ],
    [
      'an operator that a client does not have',
      { chime: { client: { append: ['enabled'] } } },
      'chime.client.append unknown-key',
    ],
    ['a setting one level too high', { workspaces: ['T1'], ...slack }, 'workspaces unknown-key'],
    ['an operator of AWS', { slack: { children: ['@@append'] } }, 'slack.children[0] invalid-value'],
    [
      'a tenant that is not an id',
      { microsoftTeams: { tenants: { x: 'all' } } },
      'microsoftTeams.tenants.x invalid-tenant-id',
    ],
    [
      'an override without its team',
      { microsoftTeams: { overrides: { [tenant]: { roleSettings: ['user_role'] } } } },
      `microsoftTeams.overrides.${tenant}.roleSettings invalid-team-id`,
    ],
  ])('in JavaScript, %s', (_, settings, expected) => {
    expect(refusalLines(() => policyOf(() => ({ targets: [], ...settings })))).toContain(expected);
  });

  test('text that is not JSON', () => {
    const create = () => policyOf(() => ({ targets: [], document: '{"chatbot":}' }));
    expect(refusalLines(create)).toEqual(['document.chatbot json-syntax']);
  });

  test('a mistake in a raw document, at its place', () => {
    const document = { chatbot: { platforms: { slack: { client: { '@@assign': 'on' } } } } };
    expect(refusalLines(() => policyOf(() => ({ targets: [], document })))).toEqual([
      'document.chatbot.platforms.slack.client.@@assign invalid-value',
    ]);
  });

  test('a document over the limit of AWS', () => {
    const assign = Array.from({ length: 1_000 }, (_, index) => `T${String(index).padStart(10, '0')}`);
    const create = () => policyOf(() => ({ targets: [], slack: { workspaces: assign } }));
    expect(refusalLines(create)).toEqual(['document-too-large']);
  });

  test('the error has all problems, and the construct in its first line', () => {
    const create = () => policyOf(() => ({ targets: [], slack: { client: 'on', workspace: [] } as never }));
    expect(create).toThrow(
      /^the chat policy `p` cannot be deployed:\n {2}slack\.client: .*\n {2}slack\.workspace: /,
    );
  });
});

describe('the shapes of a configuration file', () => {
  const settings = {
    default: 'disabled',
    slack: {
      client: 'enabled',
      workspaces: 'T1',
      channelTypes: ['private'],
      overrides: { T1: { roleSettings: 'user_role', children: 'none' }, children: ['assign'] },
      children: 'all',
    },
    microsoftTeams: { tenants: { [tenant]: 'all', children: 'none' } },
    chime: 'disabled',
  } as const;

  test('give the document that the file gives', () => {
    const text = JSON.stringify({ chatPolicies: [{ name: 'p', targets: 'root', ...settings }] });
    const { environments } = planned(text);
    expect(policyOf(() => ({ targets: 'root', ...settings }))['content']).toBe(
      environments[0]?.plan?.policies[0]?.text,
    );
  });

  test('a bare value is the value that is assigned', () => {
    const content = (props: Partial<ChatPolicyProps>) =>
      policyOf(() => ({ targets: 'root', ...props }))['content'];
    expect(content({ default: 'disabled', slack: { client: 'enabled', workspaces: 'T1' } })).toBe(
      content({
        default: { assign: 'disabled' },
        slack: { client: { assign: 'enabled' }, workspaces: { assign: ['T1'] } },
      }),
    );
  });

  test('a policy that exists is imported with its attachments', () => {
    const existing = { policy: 'p-8lqmvzr1', attachments: { root: 'r-ab12' } };
    const { import: blocks } = withPolicy(() => ({ targets: 'root', existing, ...slack }));
    expect(blocks.map(({ id }) => id).sort()).toEqual(['p-8lqmvzr1', 'p-8lqmvzr1', 'r-ab12:p-8lqmvzr1']);
  });

  test('`attachAfter` accepts one policy', () => {
    const stack = testStack();
    const before = new ChatPolicy(stack, 'a', { targets: 'root', ...slack });
    new ChatPolicy(stack, 'b', { targets: 'root', attachAfter: before, ...slack });
    const attachments = named(synthesized(stack).resource['aws_organizations_policy_attachment']);
    expect(attachments['b_target_root']).toHaveProperty('depends_on');
  });
});

describe('a token where a word must be written out', () => {
  test.each<[string, (token: string, list: string[]) => object]>([
    ['default', (token) => ({ default: token })],
    ['default.assign', (token) => ({ default: { assign: token } })],
    ['slack', (token) => ({ slack: token })],
    ['slack.client', (token) => ({ slack: { client: token } })],
    ['slack.channelTypes[0]', (token) => ({ slack: { channelTypes: [token] } })],
    ['slack.channelTypes[0]', (_, tokens) => ({ slack: { channelTypes: tokens } })],
    ['slack.roleSettings.assign', (token) => ({ slack: { roleSettings: { assign: token } } })],
    ['slack.children[0]', (_, tokens) => ({ slack: { children: tokens } })],
    ['children', (token) => ({ children: token })],
    ['preventDestroy', (token) => ({ slack: 'enabled', preventDestroy: token })],
    ['checkPrerequisites', (token) => ({ slack: 'enabled', checkPrerequisites: token })],
  ])('`%s`', (path, props) => {
    const create = () =>
      policyOf((stack) => ({ targets: [], ...props(text(stack, 'x'), list(stack, 'y')) }) as never);
    expect(refusalLines(create)).toEqual([`${path} token-not-allowed`]);
  });

  test('or of another type', () => {
    const create = () =>
      policyOf((stack) => ({ targets: [], ...slack, preventDestroy: Fn.tobool(text(stack, 'x')) }) as never);
    expect(refusalLines(create)).toEqual(['preventDestroy token-not-allowed']);
  });

  test('or the id of the construct', () => {
    const stack = testStack();
    const create = () => new ChatPolicy(stack, text(stack, 'x'), { targets: [], ...slack });
    expect(refusalLines(create)).toContain('token-not-allowed');
  });

  test('or a list token in the place of a string', () => {
    const create = () => policyOf((stack) => ({ targets: [], ...slack, name: list(stack, 'x') as never }));
    expect(refusalOf(create)).toMatchObject([
      { kind: 'token-not-allowed', path: ['name'], facts: { rule: 'list-for-string', key: 'name' } },
    ]);
  });
});

describe('tokens', () => {
  test('can be any string, and keep their places', () => {
    const policy = policyOf((stack) => ({
      targets: [],
      name: text(stack, 'name'),
      description: `about ${text(stack, 'about')}`,
      tags: { owner: text(stack, 'owner') },
      skipDestroy: Token.asAny('${var.keep}') as never,
      slack: { workspaces: [text(stack, 'workspace'), 'T1'] },
    }));
    expect(policy).toMatchObject({
      name: '${var.name}',
      description: 'about ${var.about}',
      tags: { owner: '${var.owner}' },
      skip_destroy: '${var.keep}',
    });
    expect(JSON.parse(String(policy['content']))).toEqual({
      chatbot: {
        platforms: { slack: { workspaces: { '@@assign': ['T1', '${var.workspace}'] } } },
      },
    });
  });

  test('can be whole lists and records', () => {
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

  test('replace a whole list', () => {
    const content = policyOf((stack) => ({ targets: [], slack: { workspaces: text(stack, 'w') } }))[
      'content'
    ];
    expect(content).toContain('"workspaces":{"@@assign":["${var.w}"]}');
  });

  test('are not held against anything in Terraform', () => {
    const policy = policyOf((stack) => ({
      targets: [],
      preventDestroy: true,
      slack: { workspaces: [text(stack, 'one')] },
    }));
    expect(policy['lifecycle']).toEqual({ prevent_destroy: true });
  });

  test('are accepted as keys of overrides', () => {
    const content = policyOf((stack) => ({
      targets: [],
      slack: { overrides: { [text(stack, 'w')]: { channelTypes: 'private' } } },
    }))['content'];
    expect(content).toContain('"overrides":{"${var.w}":{"supported_channel_types"');
  });

  test('are accepted in keys', () => {
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
    expect(refusalLines(create)).toEqual(['slack.workspaces.assign[1] invalid-workspace-id']);
  });

  test('tokens are sorted by what they refer to, not by their creation', () => {
    const content = (first: string, second: string) =>
      policyOf((stack) => {
        const [a, b] = [text(stack, first), text(stack, second)];
        return { targets: [], slack: { workspaces: { assign: [a, b] } } };
      })['content'];
    expect(content('x', 'y')).toBe(content('y', 'x'));
  });

  test('a target that is a token is attached by its value', () => {
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

  test('an unknown target can be any of the preceding ones', () => {
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
