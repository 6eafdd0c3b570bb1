import { policyTypes } from '../policy/limits.js';
import type { Organization } from '../policy/organization/organization.js';
import { shortened } from '../policy/text/escape-control-characters.js';
import {
  type ActionChange,
  type Change,
  type Effect,
  gainsAccess,
  type Impact,
  type ImpactGroup,
  type SettingChange,
  stopsWorking,
} from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';
import {
  causeName,
  fewOf,
  type ImpactPlaces,
  type ImpactRow,
  impactRows,
  outcomeAfter,
  outcomeMeanings,
} from './impact-rows.js';
import { accountWords, type ChannelLine, channelLines, placeNames } from './impact-words.js';
import { requirementOf } from './page/page-guardrails.js';
import { changeVerdict, channelTitle, channelVerdict, counted } from './verdict.js';

/**
 * What a reader of an impact must know, in the order in which text and Markdown show it. The strings contain names
 * from outside: escape them for the format.
 */
export interface ImpactStory {
  /** Sentences without a full stop. */
  readonly verdict: readonly string[];
  /** Names of the policies that the change removes, sorted. */
  readonly removed: readonly string[];
  /** How many channels stop working and how many may, a sentence each. */
  readonly channelVerdict: readonly string[];
  /** `Channels that stop working` */
  readonly stoppingTitle: string;
  /** Channels that stop working or may, with the reason; many share a line. */
  readonly stopping: readonly ChannelLine[];
  /** What accounts gain, in full. */
  readonly gains: readonly PlacedRow[];
  /** The other channels that change; many share a line. */
  readonly channels: readonly ChannelLine[];
  /** How many chat configurations these are. */
  readonly counts: { readonly stopping: number; readonly channels: number };
  /** The guardrails that deny what was allowed. */
  readonly guardrails: readonly GuardrailLoss[];
  /** Settings of chat policies that allow less. */
  readonly settings: readonly PlacedRow[];
  /** Changes without an effect. */
  readonly unchanged: readonly PlacedRow[];
}

/** A change and the accounts that have it. */
export interface PlacedRow extends ImpactRow {
  /** The accounts in a few words. */
  readonly where: string;
}

/** A guardrail that takes access from accounts. */
export interface GuardrailLoss {
  readonly policy: string;
  /** What it requires, in one sentence. */
  readonly requirement: string;
  /** What the actions become: `denied`, `depends`. */
  readonly after: string;
  readonly where: string;
}

/**
 * Returns an impact as a story. `requirements` are the sentences of guardrails by the name of their policy; default:
 * the description of the policy, else what it denies.
 */
export function impactStory(
  impact: Impact,
  organization: Organization,
  names: ActionNames,
  requirements: ReadonlyMap<string, string> = new Map(),
): ImpactStory {
  const places = placeNames(organization);
  const { groups, channels } = impact;
  const rowsOf = (isWanted: (change: Change) => boolean, isComplete: boolean): readonly PlacedRow[] => {
    const rows = changesByAccounts(groups, isWanted).flatMap(({ accounts, changes }) =>
      impactRows(changes, places, names, { isComplete }).map((row) => ({ ...row, accounts })),
    );
    return mergedRows(rows).map(({ accounts, ...row }) => ({
      ...row,
      where: whereWords(organization, accounts),
    }));
  };
  const stopping = channels.filter(stopsWorking);
  const others = channels.filter((channel) => !stopsWorking(channel));
  return {
    verdict: [...changeVerdict(impact).map(({ text }) => text), ...policyVerdict(impact, organization)],
    removed: impact.removedPolicies ?? [],
    channelVerdict: channelVerdict(channels),
    stoppingTitle: channelTitle(channels),
    stopping: channelLines(stopping, organization, names),
    gains: rowsOf(({ effect }) => gainsAccess(effect), true),
    channels: channelLines(others, organization, names),
    counts: { stopping: stopping.length, channels: others.length },
    guardrails: guardrailLosses(groups, organization, places, requirements),
    settings: [
      ...rowsOf((change) => isSettingLoss(change) && isAboutPlaces(change), false),
      ...rowsOf((change) => isSettingLoss(change) && !isAboutPlaces(change), false),
    ],
    unchanged: rowsOf(({ effect }) => effect === 'none', false),
  };
}

/** The policies that are removed, and the types of policies that have no effect because they are not enabled. */
function policyVerdict({ removedPolicies = [] }: Impact, organization: Organization): readonly string[] {
  const { policies, enabledPolicyTypes } = organization;
  const own = new Set([...policies.values()].flatMap(({ type, awsManaged }) => (awsManaged ? [] : type)));
  const disabled = policyTypes.filter((type) => own.has(type) && !enabledPolicyTypes.includes(type));
  const count = removedPolicies.length;
  return [
    ...(count === 0
      ? []
      : [
          `${count} ${count === 1 ? 'policy is' : 'policies are'} removed: ${fewOf(removedPolicies.map((name) => shortened(name, 100)))}`,
        ]),
    ...disabled.map(
      (type) => `The policy type ${type} is not enabled in the organization, so its policies have no effect`,
    ),
  ];
}

function isSettingLoss(change: Change): change is SettingChange {
  return change.kind === 'chat-policy' && change.effect === 'loss';
}

/** True for the settings that decide from where chat works at all. */
function isAboutPlaces({ path }: SettingChange): boolean {
  return path.some((key) => ['client', 'workspaces', 'tenants'].includes(key));
}

/** Changes that the same accounts have; those of the most accounts first. */
function changesByAccounts(
  groups: Impact['groups'],
  isWanted: (change: Change) => boolean,
): readonly ImpactGroup[] {
  const members = new Map<string, { readonly change: Change; readonly groups: number[] }>();
  for (const [index, group] of groups.entries()) {
    for (const change of group.changes.filter(isWanted)) {
      const key = JSON.stringify(change);
      const known = members.get(key) ?? { change, groups: [] };
      members.set(key, known);
      known.groups.push(index);
    }
  }
  const sets = new Map<string, { readonly accounts: readonly string[]; readonly changes: Change[] }>();
  for (const { change, groups: own } of members.values()) {
    const accounts = own.flatMap((index) => groups[index]?.accounts ?? []);
    const known = sets.get(own.join()) ?? { accounts, changes: [] };
    sets.set(own.join(), known);
    known.changes.push(change);
  }
  return [...sets.values()].sort((a, b) => b.accounts.length - a.accounts.length);
}

/** Many rows with those merged that have the same result: accounts that were treated differently often become alike. */
function mergedRows(rows: readonly (ImpactRow & Accounts)[]): readonly (ImpactRow & Accounts)[] {
  if (rows.length <= 20) return rows;
  const alike = new Map<string, (ImpactRow & Accounts)[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.effect, row.what, row.after]);
    alike.set(key, [...(alike.get(key) ?? []), row]);
  }
  const anyOf = (words: readonly string[]): string => fewOf([...new Set(words)], 2);
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    return {
      ...first,
      before: anyOf(same.map(({ before }) => before)),
      causes: anyOf(same.map(({ causes }) => causes)),
      accounts: [...new Set(same.flatMap(({ accounts }) => accounts))],
    };
  });
}

type Accounts = Pick<ImpactGroup, 'accounts'>;

/** `9 accounts: Workloads (all 5 accounts), Security (all 4 accounts)`. */
function whereWords(organization: Organization, accounts: readonly string[]): string {
  const words = accountWords(organization, { accounts });
  return words.length < 2 ? words.join() : `${counted(accounts.length, 'account')}: ${fewOf(words, 4)}`;
}

function guardrailLosses(
  groups: Impact['groups'],
  organization: Organization,
  { unknownPolicies }: ImpactPlaces,
  requirements: ReadonlyMap<string, string>,
): readonly GuardrailLoss[] {
  const losses = new Map<string, { readonly groups: Set<ImpactGroup>; readonly after: Set<string> }>();
  const isLoss = (change: Change): change is ActionChange =>
    change.kind === 'action' && change.effect === 'loss';
  for (const group of groups) {
    for (const change of group.changes.filter(isLoss)) {
      for (const policy of new Set(change.causes.map((cause) => cause.policy))) {
        const loss = losses.get(policy) ?? { groups: new Set(), after: new Set() };
        losses.set(policy, loss);
        loss.groups.add(group);
        loss.after.add(outcomeAfter(change, unknownPolicies));
      }
    }
  }
  const own = [...organization.policies.values()].filter(({ type }) => type === 'SERVICE_CONTROL_POLICY');
  const byName = new Map(own.map((policy) => [policy.name, policy]));
  return [...losses]
    .map(([policy, loss]) => ({
      ...loss,
      policy,
      accounts: [...loss.groups].flatMap(({ accounts }) => accounts),
    }))
    .sort((a, b) => b.accounts.length - a.accounts.length)
    .map(({ policy, accounts, after }) => ({
      policy: causeName(policy),
      requirement:
        unknownPolicies.get(policy) ??
        requirementOf(byName.get(policy) ?? { name: policy, content: {} }, requirements),
      after: [...after].sort().join(' or '),
      where: whereWords(organization, accounts),
    }));
}

/** The sign of each effect: the first character of a row. */
export const signs: Readonly<Record<Effect, string>> = { gain: '+', loss: '-', both: '±', none: '=' };

/** Returns the effects and the uncertain outcomes that a story mentions, for a legend. */
export function meaningsIn({ gains, settings, unchanged, guardrails, channels }: ImpactStory): {
  readonly effects: readonly Effect[];
  readonly outcomes: readonly (readonly [word: string, meaning: string])[];
} {
  const rows = [...gains, ...settings, ...unchanged];
  const used = new Set([...rows, ...channels].map(({ effect }) => effect));
  if (guardrails.length > 0) used.add('loss');
  const words = new Set([
    ...rows.flatMap(({ before, after }) => [before, after]),
    ...guardrails.flatMap(({ after }) => after.split(' or ')),
  ]);
  return {
    effects: (['gain', 'loss', 'both', 'none'] as const).filter((effect) => used.has(effect)),
    outcomes: outcomeMeanings.filter(([word]) => words.has(word)),
  };
}
