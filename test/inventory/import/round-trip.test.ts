import fc from 'fast-check';
import { planConfiguration } from '../../../modules/config/plan-configuration.js';
import { buildConfiguration } from '../../../modules/inventory/import/build-configuration.js';
import { fromOrganization } from '../../../modules/inventory/import/from-organization.js';
import type { ChatPolicyIntent, GuardrailIntent, Intent } from '../../../modules/policy/intent.js';
import { awsLimits } from '../../../modules/policy/limits.js';
import { resolveTarget } from '../../../modules/policy/organization/target.js';
import { planOf } from '../../../modules/policy/plan/make-plan.js';
import { type Plan, renderTarget } from '../../../modules/policy/plan/plan.js';
import { canonicalJson } from '../../../modules/policy/text/canonical-json.js';
import { chatSettings } from '../../support/arbitrary-chat-settings.js';
import { guardrailRule } from '../../support/arbitrary-guardrail.js';
import { patience, runs, seed } from '../../support/effort.js';
import { type SmallPolicy, smallOrganization } from '../../support/small-organization.js';

const places = [
  'root',
  'Workloads',
  'Workloads/Prod',
  'Sandbox',
  '111111111111',
  '222222222222',
  '333333333333',
];
const target = fc
  .constantFrom(...places)
  .map((written) => ({ target: targetOf(written), path: ['targets'] }));
const word = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const name = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), fc.oneof(fc.constant(''), word))
  .map((parts) => parts.join(' ').trim());

const common = {
  name,
  description: fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !/\p{Cs}/u.test(text)),
  tags: fc.dictionary(
    fc.stringMatching(/^[A-Za-z0-9]{1,8}$/).filter((key) => key !== '__proto__'),
    word,
    { maxKeys: 2, noNullPrototype: true },
  ),
  targets: fc.uniqueArray(target, { maxLength: 3, selector: (one) => renderTarget(one.target) }),
  except: fc.constant([]),
  retention: fc.constant({ skipDestroy: false, preventDestroy: false }),
  path: fc.constant(['policies', 0]),
};
const settings = chatSettings.filter((words) => Object.keys(words).length > 0);
const chatPolicy: fc.Arbitrary<ChatPolicyIntent> = fc.record({
  ...common,
  settings,
  attachAfter: fc.constant([]),
});
const guardrail: fc.Arbitrary<GuardrailIntent> = fc.record({
  ...common,
  except: fc.subarray(['222222222222', '333333333333']),
  rule: guardrailRule,
});

/** Intents in which whoever comes first wins: the order of attachment of the organization made from them. */
const intent: fc.Arbitrary<Intent> = fc
  .record({
    chatPolicies: fc.array(chatPolicy, { maxLength: 4 }),
    guardrails: fc.array(guardrail, { maxLength: 4 }),
    namePrefix: fc.constantFrom('', 'prod-'),
  })
  .map(({ chatPolicies, ...others }) => ({
    ...others,
    chatPolicies: chatPolicies.map((policy, index) => ({
      ...policy,
      attachAfter: chatPolicies.slice(0, index).map((peer) => peer.name),
    })),
    limits: awsLimits,
    environment: 'default',
    ownershipTag: true,
    exceptions: [],
  }));

test(
  `a plan, made an organization and imported, is the same plan, letter for letter (seed ${seed})`,
  () => {
    let met = 0;
    fc.assert(
      fc.property(intent, (random) => {
        const { plan } = planOf(random, smallOrganization());
        if (plan === undefined) return;
        met++;
        const organization = smallOrganization(plan.policies.map(policyOf));
        const around = {
          source: 'organization.json',
          organization: 'organization.json',
          today: '2026-11-23',
        };
        const found = fromOrganization(organization, 'organization.json');
        const { files, problems } = buildConfiguration(found, { ...around, known: organization });
        expect(problems).toEqual([]);
        if (plan.policies.length === 0) return expect(files).toEqual([]);
        const texts = new Map(files.map(({ path, text }) => [path, text]));
        const source = { text: texts.get('chat-guardrails.yaml') ?? '', file: 'chat-guardrails.yaml' };
        const read = planConfiguration(source, {
          readDocument: (path) => ({ text: texts.get(path) ?? '' }),
          readOrganization: () => ({ organization, problems: [] }),
          today: '2026-11-23',
        });
        expect(factsOf(read.environments[0]?.plan)).toEqual(factsOf(plan));
        const imported = read.environments[0]?.plan?.policies.map(({ targets, existing }) => [
          targets.length,
          Object.keys(existing?.attachments ?? {}).length,
        ]);
        for (const [targets, attachments] of imported ?? []) expect(attachments).toBe(targets);
      }),
      { numRuns: runs(2_000), seed },
    );
    expect(met).toBeGreaterThan(runs(500));
  },
  patience,
);

function policyOf({
  name,
  type,
  content,
  description,
  tags,
  targets,
}: Plan['policies'][number]): SmallPolicy {
  const on = targets.map((each) => resolveTarget(smallOrganization(), each)?.id ?? '');
  return { name, type, content, description, tags, on };
}

function factsOf(plan: Plan | undefined): readonly unknown[] {
  const facts = (plan?.policies ?? []).map(({ name, type, description, tags, content, targets }) => ({
    ...{ name, type, description, tags, content: canonicalJson(content) },
    targets: targets.map((each) => resolveTarget(smallOrganization(), each)?.id).sort(),
  }));
  return facts.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function targetOf(written: string) {
  if (written === 'root') return { kind: 'root' } as const;
  if (/^\d/.test(written)) return { kind: 'id', id: written } as const;
  return { kind: 'unit', names: written.split('/') } as const;
}
