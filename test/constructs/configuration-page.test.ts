import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { parse } from 'yaml';
import { applyConfiguration } from '../../modules/constructs/apply-configuration.js';
import { ChatPolicy, type ChatPolicyProps } from '../../modules/constructs/chat-policy.js';
import { Guardrail, type GuardrailProps } from '../../modules/constructs/guardrail.js';
import { synthesized, testStack } from '../support/synthesis.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Entry {
  readonly name: string;
  readonly attachAfter?: string | readonly string[];
  readonly targets: string | readonly string[] | Readonly<Record<string, string>>;
}

interface File {
  readonly namePrefix?: string;
  readonly aliases?: Readonly<Record<string, string>>;
  readonly waves?: readonly string[];
  readonly wave?: string;
  readonly chatPolicies?: readonly (Entry & Omit<ChatPolicyProps, keyof Entry>)[];
  readonly guardrails?: readonly (Entry & Omit<GuardrailProps, keyof Entry>)[];
  readonly environments?: Readonly<Record<string, { readonly namePrefix?: string }>>;
}

const folder = temporaryFolder();
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => {
  const file: File = parse(text);
  const environments = file.environments === undefined ? [undefined] : Object.keys(file.environments);
  return environments.map((environment) => ({ text, file, environment }));
});

/** The policies and attachments of a stack by address; only a configuration file adds the ownership tag. */
function policiesOf(define: (scope: Construct) => void): unknown {
  const stack = testStack();
  define(stack);
  const { resource } = synthesized(stack);
  return JSON.parse(JSON.stringify(resource), (key, value) => (key === 'tags' ? undefined : value));
}

/** The same policies, declared with constructs under the ID that `applyConfiguration` has. */
function declare(stack: Construct, file: File, environment: string | undefined): void {
  const scope = new Construct(stack, 'chat');
  const { namePrefix = file.namePrefix ?? '' } = file.environments?.[environment ?? ''] ?? {};
  const { waves = [], wave = '' } = file;
  const targetsOf = (written: Entry['targets']): string | readonly string[] =>
    typeof written === 'string' || Array.isArray(written)
      ? written
      : waves
          .slice(0, waves.indexOf(wave) + 1)
          .flatMap((each) => (written as Readonly<Record<string, string>>)[each] ?? []);
  const common = ({ name, targets }: Entry) => ({ name: namePrefix + name, targets: targetsOf(targets) });
  const declared = new Map<string, ChatPolicy>();
  for (const { attachAfter = [], ...entry } of file.chatPolicies ?? []) {
    const before = [attachAfter].flat().flatMap((name) => declared.get(name) ?? []);
    const aliases = file.aliases === undefined ? {} : { aliases: file.aliases };
    const props = { ...entry, ...common(entry), ...aliases, attachAfter: before };
    declared.set(entry.name, new ChatPolicy(scope, entry.name, props));
  }
  for (const entry of file.guardrails ?? []) new Guardrail(scope, entry.name, { ...entry, ...common(entry) });
}

test.each(examples.map((example, index) => ({ ...example, number: index + 1 })))(
  'example $number gives the same policies, attachments and addresses as constructs',
  ({ text, file, environment }) => {
    const path = join(folder(), 'chat-guardrails.yaml');
    writeFileSync(path, text);
    const declared = policiesOf((stack) => declare(stack, file, environment));
    const applied = policiesOf((stack) =>
      applyConfiguration(stack, 'chat', {
        file: path,
        ...(environment === undefined ? {} : { environment }),
      }),
    );
    expect(declared).toEqual(applied);
    expect(Object.keys(declared as object)).toContain('aws_organizations_policy');
  },
);
