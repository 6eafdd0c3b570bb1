import { type Organization, pathTo } from '../../../modules/policy/organization/organization.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import {
  effectiveChatPolicies,
  effectiveChatPolicy,
  sharedChatPolicies,
} from '../../../modules/simulator/effective/effective-policy.js';
import type { Alternative, Setting } from '../../../modules/simulator/effective/merge-setting.js';
import { undotted } from '../../support/dotted.js';
import { naiveMerge } from '../../support/naive-merge.js';
import { accountId, organizationOf, type ShortUnit } from '../../support/organization-file.js';
import { scenariosIn } from '../../support/scenarios.js';

/** One fact about how the chat policies on the way to an account merge. Documents have paths for keys. */
interface Scenario {
  readonly name: string;
  /** The policies attached to the root, to each unit on the way, and to the account, in attachment order. */
  readonly levels: readonly (readonly JsonObject[])[];
  readonly expected: JsonObject;
  /** Levels at which the attachment order is not known, counted from 0, the root. */
  readonly orderUnknownAt?: readonly number[];
  /** The settings whose value hangs on that order, each with every value that is possible. */
  readonly dependsOn?: Readonly<Record<string, readonly Possible[]>>;
}

/** A value, the level whose order decides, and the policies there, counted from 0, that give it if attached first. */
interface Possible {
  readonly at: number;
  readonly first: readonly number[];
  readonly value: JsonValue;
}

describe.each(scenariosIn<Scenario>('effective'))('effective chat policies, %s', (_file, scenarios) => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
    const organization = organizationOf(chainOf(scenario));
    const answer = effectiveChatPolicy(organization, accountId(1));
    const { dependsOn = {} } = scenario;

    expect(answer?.effective).toEqual(undotted(scenario.expected));
    expect(answer?.dependsOnAttachmentOrder.map((path) => path.join('.'))).toEqual(Object.keys(dependsOn));
    expect(possibleIn(organization, answer?.settings ?? [])).toEqual(dependsOn);
    expect([...effectiveChatPolicies(organization)].map(({ policy }) => policy.effective)).toEqual([
      answer?.effective,
    ]);
    expect(naiveMerge(scenario.levels.map((policies) => policies.map(undotted)))).toEqual(answer?.effective);
  });
});

it('settings are in the order of the documentation, and IDs in alphabetical order, whichever policy named them first', () => {
  const platforms = (keys: JsonObject): JsonObject => undotted({ 'chatbot.platforms': undotted(keys) });
  const types = { supported_channel_types: { '@@assign': ['private'] } };
  const above = platforms({
    'chime.client': { '@@assign': 'disabled' },
    'slack.overrides.T1': types,
    'slack.overrides.7': types,
    'slack.workspaces': { '@@assign': ['*'] },
  });
  const below = platforms({
    'slack.overrides.A9': types,
    'slack.default': types,
    'slack.client': { '@@assign': 'enabled' },
    'microsoft_teams.client': { '@@assign': 'disabled' },
    'slack.overrides.10': types,
  });
  const client = undotted({ 'chatbot.default.client': { '@@assign': 'disabled' } });
  const policies = [client, above];
  const policy = effectiveChatPolicy(
    organizationOf({ policies, accounts: [{ policies: [below] }] }),
    accountId(1),
  );
  expect(policy?.settings.map(({ place }) => place.path.slice(1).join('.'))).toEqual([
    'platforms.slack.client',
    'platforms.slack.workspaces',
    'platforms.slack.default.supported_channel_types',
    'platforms.slack.overrides.10.supported_channel_types',
    'platforms.slack.overrides.7.supported_channel_types',
    'platforms.slack.overrides.a9.supported_channel_types',
    'platforms.slack.overrides.t1.supported_channel_types',
    'platforms.microsoft_teams.client',
    'platforms.chime.client',
    'default.client',
  ]);
  const keys =
    /"slack".*"client".*"workspaces".*"default".*"overrides".*"microsoft_teams".*"chime".*"default"/;
  expect(JSON.stringify(policy?.effective)).toMatch(keys);
});

it('gives neighbours that inherit the same together, in the order of the tree', () => {
  const enabled = { chatbot: { platforms: { chime: { client: { '@@assign': 'enabled' } } } } };
  const organization = organizationOf({
    accounts: [{}, { policies: [enabled] }, {}, {}],
    units: [{ accounts: [] }, { accounts: [{}] }],
  });
  const shared = [...sharedChatPolicies(organization)];
  expect(shared.map(({ accounts }) => accounts.map(({ id }) => id))).toEqual([
    [accountId(1)],
    [accountId(2)],
    [accountId(3), accountId(4)],
    [accountId(5)],
  ]);
  expect(shared.map(({ policy }) => policy === shared[0]?.policy)).toEqual([true, false, true, true]);
});

/** The alternatives of settings in the terms of a scenario. */
function possibleIn(
  organization: Organization,
  settings: readonly Setting[],
): Record<string, readonly Possible[]> {
  const way = pathTo(organization, accountId(1)) ?? [];
  const possible = ({ value, first, orFirst, level }: Alternative): Possible => {
    const at = way.findIndex(({ id }) => id === level);
    const numbers = [first, ...orFirst].map((policy) => way[at]?.policies.indexOf(policy) ?? -1);
    return { at, first: numbers, value: value ?? null };
  };
  const open = settings.filter(({ alternatives }) => alternatives.length > 0);
  return Object.fromEntries(
    open.map(({ place, alternatives }) => [place.path.join('.'), alternatives.map(possible)]),
  );
}

function chainOf({ levels, orderUnknownAt = [] }: Scenario): ShortUnit {
  const targets = levels.map((policies, index) => ({
    policies: policies.map(undotted),
    orderUnknown: orderUnknownAt.includes(index),
  }));
  const units = targets.slice(0, -1);
  const account = targets.at(-1) ?? {};
  const [root = {}] = units.reduceRight<readonly ShortUnit[]>(
    (below, unit, index) => [
      { ...unit, units: below, accounts: index === units.length - 1 ? [account] : [] },
    ],
    [],
  );
  return root;
}
