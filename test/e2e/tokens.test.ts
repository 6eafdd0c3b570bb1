import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lazy, type TerraformStack, TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import { ChatPolicy, type ChatPolicyProps } from '../../modules/constructs/chat-policy.js';
import { Guardrail } from '../../modules/constructs/guardrail.js';
import type { GuardrailProps } from '../../modules/constructs/guardrail-props.js';
import { compileChatPolicy } from '../../modules/policy/chatbot/compile.js';
import type { ChatSessions } from '../../modules/policy/intent.js';
import { compileGuardrail } from '../../modules/policy/scp/compile.js';
import { chatSettings } from '../support/arbitrary-chat-settings.js';
import { guardrailRule } from '../support/arbitrary-guardrail.js';
import { named, synthesized, testStack } from '../support/synthesis.js';
import { describeEndToEnd } from './support/describe-end-to-end.js';
import { emulatorProvider, type Terraform, terraformIn } from './support/terraform.js';

/** How much of a value tokens stand for. */
const ways = ['whole lists', 'single texts', 'the end of lists'] as const;

/** What Terraform finds wrong with a value, by the value and the construct that takes it. */
const late: readonly {
  readonly value: string | readonly string[];
  readonly said: string;
  readonly props: (token: never) => Partial<ChatPolicyProps> | Partial<GuardrailProps>;
}[] = [
  {
    value: ['slack', 'teams'],
    said: '`from.platforms` turns out to hold teams; expected `slack`, `microsoft_teams` or `chime`',
    props: (platforms) => ({ deny: ['a:b'], from: { platforms } }),
  },
  {
    value: 'allow',
    said: '`statements[0].effect` turns out to hold allow; expected `deny` or `allowOnly`',
    props: (effect) => ({ statements: [{ effect, actions: ['a:b'], resources: ['*'], conditions: {} }] }),
  },
  {
    value: [],
    said: '`deny` turns out to be an empty list; name at least one action',
    props: (deny) => ({ deny }),
  },
  {
    value: ['111111111111', '12'],
    said: '`except` turns out to hold 12; expected accounts of twelve digits',
    props: (except) => ({ deny: ['a:b'], except }),
  },
  {
    value: 'awss',
    said: '`partition` turns out to hold awss; expected `aws`',
    props: (partition) => ({ deny: ['a:b'], partition }),
  },
  {
    value: ['@@append', '@@asign'],
    said: '`slack.children` turns out to hold @@asign; expected `@@assign`',
    props: (children) => ({ slack: { children } }),
  },
  {
    value: ['T1', '*', 'general'],
    said: '`slack.workspaces.assign` turns out to hold general; expected workspace ids or `*`',
    props: (assign) => ({ slack: { workspaces: { assign } } }),
  },
  {
    value: 'on',
    said: '`default.assign` turns out to hold on; expected `enabled` or `disabled`',
    props: (assign) => ({ default: { assign } }),
  },
  {
    value: ['AAAAAAAA-0000-0000-0000-000000000000'],
    said: 'turns out to hold AAAAAAAA-0000-0000-0000-000000000000; expected ids of teams in lower case or `*`',
    props: (assign) => ({ microsoftTeams: { tenants: { [uuid]: { assign } } } }),
  },
  {
    value: 'general',
    said: '`slack.overrides` turns out to hold general; expected workspace ids',
    props: (id) => ({ slack: { overrides: { [id]: { roleSettings: { assign: ['user_role'] } } } } }),
  },
  {
    value: 'contoso',
    said: '`microsoftTeams.tenants` turns out to hold contoso; expected ids of tenants in lower case or `*`',
    props: (id) => ({ microsoftTeams: { tenants: { [id]: { assign: ['*'] } } } }),
  },
];
const uuid = '00000000-0000-0000-0000-000000000000';

describeEndToEnd('tokens in constructs', (tools) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-tokens-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a document says what it says written out, whatever tokens stand for', () => {
    const stack = testStack();
    const variables = new Map<string, Value>();
    const written = new Map<string, unknown>();
    for (const [index, way] of ways.entries()) {
      const hide = hideIn(stack, variables, way);
      fc.sample(chatSettings, { numRuns: 20, seed: index }).forEach((settings, number) => {
        written.set(`c${index}${number}`, compileChatPolicy(settings));
        new ChatPolicy(stack, `c${index}${number}`, { targets: [], ...(hide(settings) as object) });
      });
      fc.sample(guardrailRule, { numRuns: 20, seed: index }).forEach((rule, number) => {
        const id = `g${index}${number}`;
        written.set(id, compileGuardrail(rule, { except: [], sid: id.toUpperCase() }));
        // Of whom a list spares, only Terraform can say that there are none, and then nobody is spared.
        const { exceptFrom, ...others } = rule;
        const spared = exceptFrom === undefined ? {} : { exceptFrom: filled(exceptFrom) };
        new Guardrail(stack, id, { targets: [], ...(hide({ ...others, ...spared }) as object) });
      });
    }
    const policies = named(synthesized(stack).resource['aws_organizations_policy']);
    const output = Object.fromEntries(
      [...written.keys()].map((id) => [id, { value: policies[id]?.['content'] }]),
    );
    const terraform = terraformFor({ variable: declared(variables), output });
    terraform.succeed('apply', '-auto-approve');
    const outputs: Record<string, { value: string }> = JSON.parse(terraform.succeed('output', '-json'));
    expect(variables.size).toBeGreaterThan(500);
    for (const [id, document] of written) {
      expect([id, plain(JSON.parse(outputs[id]?.value ?? ''))]).toEqual([id, plain(document)]);
    }
  });

  test('what the program itself makes at synth, and a set, are taken as well', () => {
    const stack = testStack();
    const lazily = (...items: string[]) => Lazy.listValue({ produce: () => items }) as never;
    const set = new TerraformVariable(stack, 'v0', { type: 'set(string)' }).listValue;
    new Guardrail(stack, 'g', {
      targets: [],
      deny: ['rds:*', ...set],
      from: { platforms: lazily('slack') },
      partition: Lazy.stringValue({ produce: () => 'aws' }),
    });
    new ChatPolicy(stack, 'c', {
      targets: [],
      default: { assign: Lazy.stringValue({ produce: () => 'disabled' }) },
      children: lazily('@@append'),
      slack: { workspaces: { assign: ['T1', ...lazily('T2')] } },
    });
    const { terraform: versions, provider, resource } = synthesized(stack);
    const variable = { v0: { type: 'set(string)', default: ['ec2:RunInstances'] } };
    const terraform = terraformFor({ terraform: versions, provider, resource, variable });
    const { status, output } = terraform.run('plan');
    expect([status, output]).toEqual([0, expect.stringContaining('3 to add')]);
    expect(output).toContain('slack-channel');
  });

  test('what a token turns out to stand for is judged before anything is deployed', () => {
    const stack = testStack();
    const variables = new Map(late.map(({ value }, index) => [`v${index}`, value]));
    for (const [index, { value, props }] of late.entries()) {
      const token = (typeof value === 'string' ? text : list)(stack, `v${index}`);
      const given = { targets: [], ...props(token as never) };
      if ('slack' in given || 'default' in given || 'microsoftTeams' in given) {
        new ChatPolicy(stack, `p${index}`, given);
      } else {
        new Guardrail(stack, `p${index}`, given);
      }
    }
    const { terraform: versions, provider, resource } = synthesized(stack);
    const variable = declared(variables);
    const terraform = terraformFor({ terraform: versions, provider, resource, variable });
    const { status, output } = terraform.run('plan');
    const words = output.replace(/[\s│]+/g, ' ');
    expect([status, output]).toEqual([1, expect.stringContaining('Resource precondition failed')]);
    for (const { said } of late) expect(words).toContain(said);
    expect(words.match(/Error: /g)).toHaveLength(late.length);
  });

  /** Terraform in a folder with this module, its provider one that reaches nothing. */
  function terraformFor(module: object): Terraform {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(module));
    if ('provider' in module) {
      writeFileSync(join(folder, 'emulator_override.tf'), emulatorProvider('http://127.0.0.1:9'));
    }
    const terraform = terraformIn(folder, tools);
    terraform.succeed('init');
    return terraform;
  }
});

type Value = string | readonly string[];

/** A function that puts variables in the place of texts and lists. */
function hideIn(stack: TerraformStack, variables: Map<string, Value>, way: (typeof ways)[number]) {
  const token = <T>(value: Value, of: (stack: TerraformStack, name: string) => T): T => {
    const name = `v${variables.size}`;
    variables.set(name, value);
    return of(stack, name);
  };
  const hide = (value: unknown): unknown => {
    if (typeof value === 'string') return mayBeToken(value) ? token(value, text) : value;
    if (!Array.isArray(value)) {
      const members = Object.entries(value as object).map(([key, below]) => [key, hide(below)]);
      return Object.fromEntries(members);
    }
    if (value.some((item) => typeof item === 'object')) return value.map(hide);
    if (way === 'whole lists') return token(value, list);
    const [first, ...others] = value;
    if (way === 'single texts' || first === undefined) return value.map(hide);
    return [first, ...token(others, list)];
  };
  return hide;
}

/** A token within a text stands between its quotes, so these characters are not allowed. */
function mayBeToken(value: string): boolean {
  return !/["\\\p{Cc}]|[$%]\{/u.test(value);
}

function filled(sessions: ChatSessions): Partial<ChatSessions> {
  return Object.fromEntries(Object.entries(sessions).filter(([, values]) => values.length > 0));
}

function text(stack: TerraformStack, name: string): string {
  return new TerraformVariable(stack, name, { type: 'string' }).stringValue;
}

function list(stack: TerraformStack, name: string): string[] {
  return new TerraformVariable(stack, name, { type: 'list(string)' }).listValue;
}

function declared(variables: ReadonlyMap<string, Value>): object {
  return Object.fromEntries(
    [...variables].map(([name, value]) => [
      name,
      { type: typeof value === 'string' ? 'string' : 'list(string)', default: value },
    ]),
  );
}

/** A document without what has no meaning: orders, repetitions, a list of one, two spellings of everything. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return [value.replace(/:chat-configuration\/\*\/\*$/, ':*')];
  if (Array.isArray(value)) {
    const items = value.flatMap((item) =>
      item === '@@all' ? ['@@append', '@@assign', '@@remove'] : (plain(item) as string[]),
    );
    return [...new Set(items)].sort();
  }
  const members = Object.entries(value as object).map(([key, below]) => [key, plain(below)]);
  return Object.fromEntries(members);
}
