import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lazy, type TerraformStack, TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import { ChatPolicy } from '../../modules/constructs/chat-policy.js';
import { Guardrail } from '../../modules/constructs/guardrail.js';
import { chatPolicyWords } from '../../modules/inventory/import/chat-policy-words.js';
import { compileChatPolicy } from '../../modules/policy/chatbot/compile.js';
import type { ChatSessions } from '../../modules/policy/intent.js';
import { checkExemptions } from '../../modules/policy/scp/check-exemptions.js';
import { compileGuardrail } from '../../modules/policy/scp/compile.js';
import { chatSettings } from '../support/arbitrary-chat-settings.js';
import { guardrailRule } from '../support/arbitrary-guardrail.js';
import { named, synthesized, testStack } from '../support/synthesis.js';
import { describeEndToEnd } from './support/describe-end-to-end.js';
import { emulatorProvider, type Terraform, terraformIn } from './support/terraform.js';

/** How much of a value tokens stand for. */
const ways = ['whole lists', 'single texts', 'the end of lists'] as const;

/** Keys whose values are words that a program writes out. */
const closed: ReadonlySet<string> = new Set([
  'client',
  'default',
  'channelTypes',
  'roleSettings',
  'children',
  'platforms',
  'effect',
  'partition',
]);

/** Whether a value is a word, or words, that a program writes out. A platform may be one: `slack: disabled`. */
function isClosed(key: string, value: unknown): boolean {
  return closed.has(key) || (typeof value === 'string' && ['slack', 'microsoftTeams', 'chime'].includes(key));
}

describeEndToEnd('tokens in constructs', (tools) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-tokens-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a document with tokens equals the document with their values', () => {
    const stack = testStack();
    const variables = new Map<string, Value>();
    const written = new Map<string, unknown>();
    for (const [index, way] of ways.entries()) {
      const hide = hideIn(stack, variables, way);
      fc.sample(chatSettings, { numRuns: 20, seed: index }).forEach((settings, number) => {
        const words = chatPolicyWords(settings);
        if (Object.keys(words).length === 0) return;
        const id = `c${index}${number}`;
        written.set(id, compileChatPolicy(settings));
        new ChatPolicy(stack, id, { targets: [], ...(hide(words) as object) });
      });
      fc.sample(guardrailRule, { numRuns: 20, seed: index }).forEach((rule, number) => {
        // Of whom a list exempts, only Terraform knows that there are none, and then no one is exempt.
        const { exceptFrom, ...others } = rule;
        const exempt = exceptFrom === undefined ? {} : { exceptFrom: filled(exceptFrom) };
        if (checkExemptions(rule, [], []).length > 0) return;
        const id = `g${index}${number}`;
        written.set(id, compileGuardrail(rule, { except: [], sid: id.toUpperCase() }));
        new Guardrail(stack, id, { targets: [], ...(hide({ ...others, ...exempt }) as object) });
      });
    }
    const policies = named(synthesized(stack).resource['aws_organizations_policy']);
    const output = Object.fromEntries(
      [...written.keys()].map((id) => [id, { value: policies[id]?.['content'] }]),
    );
    const terraform = terraformFor({ variable: declared(variables), output });
    terraform.succeed('apply', '-auto-approve');
    const outputs: Record<string, { value: string }> = JSON.parse(terraform.succeed('output', '-json'));
    expect(variables.size).toBeGreaterThan(300);
    for (const [id, document] of written) {
      expect([id, plain(JSON.parse(outputs[id]?.value ?? ''))]).toEqual([id, plain(document)]);
    }
  });

  test('values made at synth, and sets, are accepted as well', () => {
    const stack = testStack();
    const lazily = (...items: string[]) => Lazy.listValue({ produce: () => items }) as never;
    const set = new TerraformVariable(stack, 'v0', { type: 'set(string)' }).listValue;
    new Guardrail(stack, 'g', {
      targets: [],
      deny: ['rds:*', ...set],
      from: { accounts: lazily('111111111111') },
    });
    new ChatPolicy(stack, 'c', {
      targets: [],
      slack: { workspaces: { assign: ['T1', ...lazily('T2')] } },
    });
    const { terraform: versions, provider, resource } = synthesized(stack);
    const variable = { v0: { type: 'set(string)', default: ['ec2:RunInstances'] } };
    const terraform = terraformFor({ terraform: versions, provider, resource, variable });
    const { status, output } = terraform.run('plan');
    expect([status, output]).toEqual([0, expect.stringContaining('3 to add')]);
    expect(output).toContain('arn:aws:chatbot::111111111111:*');
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
      if (typeof value !== 'object' || value === null) return value;
      const members = Object.entries(value).map(([key, below]) => [
        key,
        isClosed(key, below) ? below : hide(below),
      ]);
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

/** A token within a text stands between its quotes, so these characters are not allowed. `all` is a word. */
function mayBeToken(value: string): boolean {
  return value !== 'all' && !/["\\\p{Cc}]|[$%]\{/u.test(value);
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
