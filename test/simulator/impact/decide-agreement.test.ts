import fc from 'fast-check';
import type { ActionCatalogue } from '../../../modules/policy/action-catalogue.js';
import type { Organization } from '../../../modules/policy/organization/organization.js';
import { chatPolicyGate } from '../../../modules/simulator/decide/chat-policy-gate.js';
import type { Outcome } from '../../../modules/simulator/decide/decision.js';
import type { ChatOrigin } from '../../../modules/simulator/decide/decision-request.js';
import { effectiveChatPolicy } from '../../../modules/simulator/effective/effective-policy.js';
import { effectOfGroup } from '../../../modules/simulator/impact/impact.js';
import { impactOf } from '../../../modules/simulator/impact/impact-of.js';
import { patience, runs, seed } from '../../support/effort.js';
import { organizationOf, type ShortUnit } from '../../support/organization-file.js';
import { randomPolicy } from '../../support/random-organization.js';

const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';
const team = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

/** IDs that random policies contain, IDs that they do not, and options that are not given. */
const origin = fc.record({
  platform: fc.constantFrom('slack', 'microsoft_teams', 'chime', undefined),
  workspace: fc.constantFrom('T1', 'T2', 'T9', 'CONSTRUCTOR', '7', undefined),
  tenant: fc.constantFrom(tenant, '11111111-2222-4333-8444-555555555555', undefined),
  team: fc.constantFrom(team, '99999999-2222-4333-8444-555555555555', undefined),
  channelType: fc.constantFrom('public', 'private', undefined),
  role: fc.constantFrom('user_role', 'channel_role', undefined),
}) as fc.Arbitrary<ChatOrigin>;

const target = { policies: fc.array(randomPolicy, { maxLength: 2 }), orderUnknown: fc.boolean() };
const organization: fc.Arbitrary<ShortUnit> = fc.record({
  ...target,
  accounts: fc.tuple(fc.record(target)),
});

/** Without actions: only settings of chat policies are compared. */
const noActions: ActionCatalogue = {
  version: '',
  date: '',
  services: () => [],
  actionsOf: () => undefined,
  action: () => undefined,
  conditionKey: () => undefined,
  globalConditionKeys: () => [],
  conditionKeysOf: () => undefined,
  resourceTypesOf: () => undefined,
};

describe(`the impact of random chat policies (TEST_SEED=${seed})`, () => {
  it(
    'is a loss where decide becomes stricter for any origin, and a gain where it becomes less strict',
    () => {
      const origins = fc.array(origin, { minLength: 30, maxLength: 30 });
      const found = new Set<string>();
      const property = fc.property(organization, organization, origins, (old, now, asked) => {
        const [before, after] = [organizationOf(old), organizationOf(now)];
        const [group = { changes: [] }] = impactOf(before, after, noActions).groups;
        const effect = effectOfGroup(group);
        for (const each of asked) {
          const step = strictness(after, each) - strictness(before, each);
          if (step === 0) continue;
          found.add(step > 0 ? 'loss' : 'gain');
          expect([each, step > 0 ? 'loss' : 'gain', 'both']).toContain(effect);
        }
      });
      fc.assert(property, { seed, numRuns: runs(10_000) });
      expect([...found].sort()).toEqual(['gain', 'loss']);
    },
    patience,
  );
});

function strictness(organization: Organization, origin: ChatOrigin): number {
  const outcomes: readonly Outcome[] = ['allowed', 'unknown', 'denied'];
  const { outcome } = chatPolicyGate()(effectiveChatPolicy(organization, '000000000001'), origin);
  return outcomes.indexOf(outcome);
}
