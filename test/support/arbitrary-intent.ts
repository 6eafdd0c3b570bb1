import fc from 'fast-check';
import type { ChatPolicyIntent, GuardrailIntent, Intent, Target } from '../../modules/policy/intent.js';
import { awsLimits } from '../../modules/policy/limits.js';
import { chatSettings } from './arbitrary-chat-settings.js';
import { guardrailRule } from './arbitrary-guardrail.js';

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant({ kind: 'root' } as const),
  fc.constantFrom(['Security'], ['Workloads'], ['Workloads', 'Prod'], ['no', 'such/unit']).map((names) => ({
    kind: 'unit' as const,
    names,
  })),
  fc
    .constantFrom('r-ab12', 'ou-ab12-prod00001', '333333333333', '111111111111', '999999999999')
    .map((id) => ({ kind: 'id' as const, id })),
);
const name = fc.oneof(fc.constantFrom('a', 'b', 'c', 'a.b', 'ab', ''), fc.string({ maxLength: 140 }));
const accounts = fc.array(fc.constantFrom('333333333333', '444444444444', '222222222222', '999999999999'), {
  maxLength: 3,
});

const common = {
  name,
  description: fc.string({ maxLength: 600 }),
  tags: fc.dictionary(fc.string({ maxLength: 140 }), fc.string({ maxLength: 300 }), {
    noNullPrototype: true,
  }),
  targets: fc.array(
    target.map((each) => ({ target: each, path: ['targets'] })),
    { maxLength: 4 },
  ),
  except: accounts,
  retention: fc.record({ skipDestroy: fc.boolean(), preventDestroy: fc.boolean() }),
  path: fc.constant(['policies', 0]),
};

const chatPolicy: fc.Arbitrary<ChatPolicyIntent> = fc.record({
  ...common,
  settings: fc.oneof(
    chatSettings,
    fc.jsonValue().map((content) => ({ content: content as null, file: 'x.json' })),
  ),
  attachAfter: fc.array(name, { maxLength: 2 }),
});

const guardrail: fc.Arbitrary<GuardrailIntent> = fc.record({
  ...common,
  rule: fc.oneof(
    guardrailRule,
    fc.jsonValue().map((content) => ({ content: content as null, file: 'x.json' })),
  ),
});

/** Anything that the types of an intent allow, sensible or not. */
export const anyIntent: fc.Arbitrary<Intent> = fc.record({
  chatPolicies: fc.array(chatPolicy, { maxLength: 6 }),
  guardrails: fc.array(guardrail, { maxLength: 6 }),
  namePrefix: fc.constantFrom('', 'prod-'),
  environment: fc.constantFrom('default', 'prod'),
  ownershipTag: fc.boolean(),
  limits: fc.constant(awsLimits),
  exceptions: fc.constant([]),
});
