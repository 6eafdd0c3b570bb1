import fc from 'fast-check';
import type {
  AttachmentTarget,
  Organization,
  OrganizationalUnit,
} from '../../modules/policy/organization/organization.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import type { SettingValue } from '../../modules/simulator/effective/chat-operations.js';
import {
  effectiveChatPolicies,
  effectiveChatPolicy,
} from '../../modules/simulator/effective/effective-policy.js';
import { historyOf } from '../../modules/simulator/effective/history.js';
import { patience, runs, seed } from '../support/effort.js';
import { naiveMerge } from '../support/naive-merge.js';
import { naiveOrderDependence } from '../support/naive-order.js';
import { organizationOf, type ShortUnit } from '../support/organization-file.js';
import { randomOrganization, randomPolicy } from '../support/random-organization.js';
import { accountIds, changeUnit, unitsOf, waysOf, withIds } from '../support/short-tree.js';

const organization = randomOrganization.map(withIds);
const number = fc.nat({ max: 1_000 });

describe(`effective policies of random organizations (TEST_SEED=${seed})`, () => {
  it(
    'the engine agrees with the naive merge',
    () => {
      const property = fc.property(organization, (root) => {
        const naive = waysOf(root).map((way) => naiveMerge(way.map(({ policies = [] }) => policies)));
        expect([...answers(root).values()]).toEqual(naive);
      });
      fc.assert(property, { seed, numRuns: runs(100_000) });
    },
    patience,
  );

  it(
    'a setting depends on an unknown attachment order exactly when it differs between two orders',
    () => {
      const property = fc.property(organization, (root) => {
        const dependences = [...effectiveChatPolicies(organizationOf(root))].map(({ policy }) =>
          policy.dependsOnAttachmentOrder.map((path) => path.join('.')).sort(),
        );
        expect(dependences).toEqual(waysOf(root).map(naiveOrderDependence));
      });
      fc.assert(property, { seed, numRuns: runs(10_000) });
    },
    patience,
  );

  it(
    'a value that is possible is the value once one of its policies is attached first to its level',
    () => {
      let [asked, together] = [0, 0];
      const property = fc.property(manyPeers, (root) => {
        const inOrderOfFile = organizationOf(root);
        for (const { account, policy } of effectiveChatPolicies(inOrderOfFile)) {
          for (const { place, alternatives } of policy.settings) {
            for (const { value, first, orFirst, level } of alternatives) {
              together += orFirst.length;
              for (const each of [first, ...orFirst]) {
                asked++;
                const answer = effectiveChatPolicy(attachedFirst(inOrderOfFile, each, level), account.id);
                const there = answer?.settings.find((setting) => setting.place.order === place.order);
                expect([each, asSet(there?.value)]).toEqual([each, asSet(value)]);
              }
            }
          }
        }
      });
      fc.assert(property, { seed, numRuns: runs(50_000) });
      expect(asked).toBeGreaterThanOrEqual(Math.floor(runs(50_000) / 20));
      expect(together).toBeGreaterThanOrEqual(Math.floor(runs(50_000) / 100));
    },
    patience,
  );

  it(
    'an effective policy that is assigned as a policy has itself as effective policy',
    () => {
      const property = fc.property(organization, (root) => {
        for (const effective of answers(root).values()) {
          const policies = [assigning(effective)];
          const again = answers({ policies, accounts: [{}, { policies }] });
          expect([...again.values()]).toEqual([effective, effective]);
        }
      });
      fc.assert(property, { seed, numRuns: runs(20_000) });
    },
    patience,
  );

  it(
    'one more policy at a unit changes no account outside it',
    () => {
      const property = fc.property(organization, number, randomPolicy, (root, any, policy) => {
        const chosen = any % unitsOf(root).length;
        const changed = changeUnit(root, chosen, (unit) => ({
          ...unit,
          policies: [...(unit.policies ?? []), policy],
        }));
        const outside = without(answers(root), accountIds(unitsOf(root)[chosen] ?? {}));
        expect(answers(changed)).toEqual(new Map([...answers(changed), ...outside]));
      });
      fc.assert(property, { seed, numRuns: runs(20_000) });
    },
    patience,
  );

  it(
    'an account that joins a unit gets what its sibling has, and leaves it behind when it moves on',
    () => {
      const property = fc.property(organization, number, number, (bare, one, other) => {
        const first = one % unitsOf(bare).length;
        const second = other % unitsOf(bare).length;
        const root = joined(joined(bare, first, '777777777777'), second, '888888888888');
        const before = answers(root);
        const inFirst = answers(joined(root, first, '999999999999'));
        const inSecond = answers(joined(root, second, '999999999999'));
        expect(inFirst).toEqual(new Map([...before, ['999999999999', before.get('777777777777')]]));
        expect(inSecond).toEqual(new Map([...before, ['999999999999', before.get('888888888888')]]));
      });
      fc.assert(property, { seed, numRuns: runs(20_000) });
    },
    patience,
  );

  it(
    'the sources of a value hold all of it, in its order',
    () => {
      const property = fc.property(organization, (root) => {
        for (const { policy } of effectiveChatPolicies(organizationOf(root))) {
          for (const setting of policy.settings) {
            const { sources } = historyOf(setting);
            expect(sources.flatMap((source) => source.value)).toEqual([setting.value ?? []].flat());
          }
        }
      });
      fc.assert(property, { seed, numRuns: runs(20_000) });
    },
    patience,
  );

  it(
    'what came to nothing names who stood in its way, unless it names or meets nothing',
    () => {
      const alone = ['nothing-to-remove', 'names-nothing'];
      const property = fc.property(organization, (root) => {
        for (const { policy } of effectiveChatPolicies(organizationOf(root))) {
          for (const { why, by } of policy.settings.flatMap((setting) => historyOf(setting).ignored)) {
            expect([why, by.length > 0]).toEqual([why, !alone.includes(why)]);
          }
        }
      });
      fc.assert(property, { seed, numRuns: runs(20_000) });
    },
    patience,
  );
});

const someWorkspaces = fc.uniqueArray(fc.constantFrom('T1', 'T2', 'T3'), { maxLength: 2 });
const workspacesPolicy = fc
  .record(
    {
      '@@assign': someWorkspaces,
      '@@append': someWorkspaces,
      '@@remove': someWorkspaces,
      '@@operators_allowed_for_child_policies': fc.constantFrom(['@@all'], ['@@append'], ['@@none']),
    },
    { requiredKeys: [] },
  )
  .map((workspaces) => ({ chatbot: { platforms: { slack: { workspaces } } } }));
const target = fc.record({
  policies: fc.array(workspacesPolicy, { maxLength: 5 }),
  orderUnknown: fc.boolean(),
});

/** Targets above each other with many policies that say something of one setting. */
const manyPeers: fc.Arbitrary<ShortUnit> = fc
  .tuple(target, target, target)
  .map(([root, unit, account]) => ({ ...root, units: [{ ...unit, accounts: [account] }] }));

/** The organization with a policy in front of its peers at a level, which it must be attached to. */
function attachedFirst(organization: Organization, policy: string, level: string): Organization {
  const moved = <T extends AttachmentTarget>(each: T): T => {
    if (each.id !== level) return each;
    const peers = each.policies.filter((peer) => peer !== policy);
    expect(each.policies).toHaveLength(peers.length + 1);
    return { ...each, policies: [policy, ...peers] };
  };
  const unit = (each: OrganizationalUnit): OrganizationalUnit => ({
    ...moved(each),
    accounts: each.accounts.map(moved),
    organizationalUnits: each.organizationalUnits.map(unit),
  });
  return { ...organization, root: unit(organization.root) };
}

/** A value without the order of a list, which has no meaning. */
function asSet(value: SettingValue | undefined): SettingValue | undefined {
  return typeof value === 'object' ? [...new Set(value)].sort() : value;
}

/** Effective policies by account. */
function answers(root: ShortUnit): Map<string, JsonObject> {
  return new Map(
    [...effectiveChatPolicies(organizationOf(root))].map(({ account, policy }) => [
      account.id,
      policy.effective,
    ]),
  );
}

function without<T>(map: ReadonlyMap<string, T>, keys: readonly string[]): Map<string, T> {
  return new Map([...map].filter(([key]) => !keys.includes(key)));
}

function joined(root: ShortUnit, unit: number, id: string): ShortUnit {
  return changeUnit(root, unit, (old) => ({ ...old, accounts: [...(old.accounts ?? []), { id }] }));
}

/** The policy that assigns what an effective policy says. Ids of workspaces were folded: they get their capitals back. */
function assigning(effective: JsonObject): JsonObject {
  const walk = (value: JsonValue, path: readonly string[]): JsonValue => {
    if (!isJsonObject(value)) return { '@@assign': value };
    const isWorkspaces = path.join('.') === 'chatbot.platforms.slack.overrides';
    const below = Object.entries(value).map(([key, each]) => [
      isWorkspaces ? key.toUpperCase() : key,
      walk(each, [...path, key]),
    ]);
    return Object.fromEntries(below);
  };
  return { chatbot: walk(effective['chatbot'] ?? {}, ['chatbot']) };
}
