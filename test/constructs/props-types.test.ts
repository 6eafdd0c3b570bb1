import { join } from 'node:path';
import ts from 'typescript';
import type { z } from 'zod';
import type { chatPolicySchema } from '../../modules/config/schema/chat-policy.js';
import type { declaredGuardrailSchema } from '../../modules/config/schema/guardrail.js';
import type { ChatPolicyProps } from '../../modules/constructs/chat-policy.js';
import type { GuardrailProps } from '../../modules/constructs/guardrail.js';

/** Keys of a policy in a configuration file that constructs have in another form, or not at all. */
type OtherForm = 'name' | 'document' | 'targets' | 'existing' | 'after' | 'attachAfter';
/** Keys that a policy in a configuration file does not have. */
type Own =
  | 'aliases'
  | 'checkPrerequisites'
  | 'provider'
  | 'skipDestroy'
  | 'attachAfter'
  | 'document'
  | 'existing';
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type WrittenChatPolicy = Omit<z.input<typeof chatPolicySchema>, OtherForm | 'except' | 'skipDestroy'>;
type WrittenGuardrail = Omit<z.input<typeof declaredGuardrailSchema>, OtherForm | 'skipDestroy'>;

const sameKeys: {
  readonly chatPolicy: Same<keyof WrittenChatPolicy, Exclude<keyof ChatPolicyProps, OtherForm | Own>>;
  readonly guardrail: Same<keyof WrittenGuardrail, Exclude<keyof GuardrailProps, OtherForm | Own>>;
} = { chatPolicy: true, guardrail: true };

test('props have the keys of the configuration, and editors know their words', () => {
  const props: ChatPolicyProps = {
    targets: 'root',
    // @ts-expect-error: a word that is misspelt
    default: 'enable',
  };
  // @ts-expect-error: a key that is misspelt
  const misspelt: ChatPolicyProps = { targets: 'root', slak: 'enabled' };
  const guardrail: GuardrailProps = {
    targets: 'root',
    // @ts-expect-error: a platform that does not exist
    from: { platforms: 'teams' },
  };
  expect([props, misspelt, guardrail]).toHaveLength(3);
  expect(sameKeys).toEqual({ chatPolicy: true, guardrail: true });
});

const root = join(__dirname, '..', '..');
const program = join(root, 'test', 'constructs', 'program.ts');

/** Props, with `|` where an editor is asked what it offers. */
const cases: readonly (readonly ['ChatPolicyProps' | 'GuardrailProps', string, readonly string[]])[] = [
  ['ChatPolicyProps', '{ | }', ['targets', 'default', 'slack', 'microsoftTeams', 'children', 'attachAfter']],
  ['ChatPolicyProps', "{ default: '|' }", ['enabled', 'disabled']],
  ['ChatPolicyProps', '{ slack: { | } }', ['client', 'workspaces', 'channelTypes', 'overrides', 'children']],
  ['ChatPolicyProps', "{ slack: { roleSettings: ['|'] } }", ['user_role', 'channel_role']],
  ['ChatPolicyProps', '{ slack: { workspaces: { | } } }', ['assign', 'append', 'remove', 'children']],
  ['GuardrailProps', '{ | }', ['deny', 'allowOnly', 'use', 'with', 'from', 'exceptFrom', 'statements']],
  ['GuardrailProps', "{ from: { platforms: '|' } }", ['slack', 'microsoftTeams']],
  ['GuardrailProps', '{ exceptFrom: { | } }', ['configurations', 'accounts', 'reason', 'owner', 'until']],
];

const marked = `import type { ChatPolicyProps } from '../../modules/constructs/chat-policy.js';
import type { GuardrailProps } from '../../modules/constructs/guardrail.js';
${cases.map(([props, text], index) => `const props${index}: ${props} = ${text};`).join('\n')}`;

const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  getCompilationSettings: () => ({ strict: true, module: ts.ModuleKind.Node16, types: [] }),
  getScriptFileNames: () => [program],
  getScriptVersion: () => '1',
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptSnapshot: (name) => {
    const content = name === program ? marked.replaceAll('|', '') : ts.sys.readFile(name);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
});

test.each(cases.map((each, index) => [...each, index] as const))(
  'an editor completes the keys and words of %s in %s',
  (_props, _text, expected, index) => {
    const position = marked
      .split('|')
      .slice(0, index + 1)
      .join('').length;
    const offered = service.getCompletionsAtPosition(program, position, {})?.entries ?? [];
    const names = offered.map(({ name }) => name.replaceAll("'", ''));
    expect(names).toEqual(expect.arrayContaining([...expected]));
  },
  60_000,
);
