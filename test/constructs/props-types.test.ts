import type { z } from 'zod';
import type { chatPolicySchema } from '../../modules/config/schema/chat-policy.js';
import type { declaredGuardrailSchema } from '../../modules/config/schema/guardrail.js';
import type { ChatPolicyProps } from '../../modules/constructs/chat-policy.js';
import type { GuardrailProps } from '../../modules/constructs/guardrail.js';

/** Keys of a policy in a configuration file that constructs have in another form, or not at all. */
type OtherForm = 'name' | 'document' | 'targets' | 'existing' | 'after' | 'attachAfter';
/** Keys that only constructs have. */
type Own = 'checkPrerequisites' | 'provider' | 'skipDestroy' | 'attachAfter' | 'document' | 'existing';
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
