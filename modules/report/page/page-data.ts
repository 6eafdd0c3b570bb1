import { isJsonObject, type JsonValue } from '../../policy/json.js';
import {
  accountsOf,
  attachedPolicies,
  type Organization,
  type OrganizationalUnit,
} from '../../policy/organization.js';
import type { Problem } from '../../policy/problem.js';
import {
  chatPoliciesEnabled,
  type EffectiveChatPolicy,
  effectiveChatPolicies,
} from '../../simulator/effective.js';
import { explain } from '../../simulator/explain.js';
import type { Impact } from '../../simulator/impact/impact.js';
import type { ActionNames } from '../action-names.js';
import { namesIn } from '../effective-text.js';
import { impactRows } from '../impact-rows.js';
import { effectOf, summaryWords } from '../impact-words.js';

/** What a security review is shown. */
export interface ReviewSubject {
  readonly organization: Organization;
  /** The organization after a plan, and what the plan changes. */
  readonly planned?: {
    readonly organization: Organization;
    readonly impact: Impact;
    readonly names: ActionNames;
  };
  readonly problems: readonly Problem[];
  readonly exceptions: readonly ReviewException[];
}

/** An exception of a configuration as the page lists it. */
export interface ReviewException {
  readonly what: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}

/**
 * Everything the page shows, as its script reads it: places by number, and every distinct answer once, so that
 * 10,000 accounts stay small. All texts are foreign and are only ever set as text.
 */
export interface PageData {
  readonly organization: string;
  readonly summary: string;
  /** Units, parents first; the root is number 0. */
  readonly units: readonly PageUnit[];
  /** `[id, name, unit, answer, guardrails]`: numbers of the unit, the answer and the set of guardrails. */
  readonly accounts: readonly (readonly [string, string, number, number, number])[];
  readonly answers: readonly PageAnswer[];
  /** Guardrails: service control policies that look at where a session comes from. */
  readonly guardrails: readonly PageGuardrail[];
  /** Sets of guardrails, by number, that bind an account. */
  readonly guardrailSets: readonly (readonly number[])[];
  readonly channels: readonly (readonly [account: string, text: string])[];
  readonly changes: readonly PageChange[];
  readonly problems: readonly (readonly [severity: string, place: string, text: string])[];
  readonly exceptions: readonly ReviewException[];
  readonly management: string;
}

export interface PageUnit {
  readonly id: string;
  readonly name: string;
  readonly parent: number;
  readonly depth: number;
  /** Guardrails attached here, by number. */
  readonly attached: readonly number[];
}

/** One effective chat policy with its reasons. */
export interface PageAnswer {
  readonly slack: PlatformState;
  readonly teams: PlatformState;
  /** `[setting, value, operator, policy, level]` */
  readonly reasons: readonly (readonly string[])[];
  readonly ignored: readonly (readonly string[])[];
  readonly json: string;
}

/** `open`: enabled or not mentioned, and restricts nothing; `limited`: enabled for some. */
export interface PlatformState {
  readonly state: 'open' | 'limited' | 'disabled' | 'unset' | 'unknown';
  /** Workspaces, or teams as `tenant/team`. */
  readonly places: readonly string[];
  readonly channelTypes: readonly string[];
  readonly roles: readonly string[];
}

export interface PageGuardrail {
  readonly name: string;
  readonly id: string;
  readonly actions: string;
}

export interface PageChange {
  readonly effect: string;
  readonly accounts: readonly string[];
  /** `[effect, what, before, after, causes]` */
  readonly rows: readonly (readonly string[])[];
}

/** Collects what the page shows. With a plan, the tree is the one after it, and the changes are those of the plan. */
export function pageData(subject: ReviewSubject): PageData {
  const organization = subject.planned?.organization ?? subject.organization;
  const { units, numbers } = unitsOf(organization);
  const guardrails = guardrailsOf(organization);
  const answers = answersOf(organization);
  const sets = numbering<readonly number[]>((set) => set.join(' '));
  const accounts = [...accountsOf(organization)].map(({ account, units: way }) => {
    const isManagement = account.id === organization.managementAccountId;
    const bound = isManagement ? [] : [...way, account].flatMap((target) => guardrails.at(target.id));
    const unit = numbers.get(way.at(-1)?.id ?? '') ?? 0;
    const set = sets.numberOf([...new Set(bound)].sort((a, b) => a - b));
    return [account.id, account.name, unit, answers.of(account.id), set] as const;
  });
  return {
    organization: organization.id,
    summary: subject.planned === undefined ? '' : summaryWords(subject.planned.impact),
    units: units.map((unit) => ({ ...unit, attached: guardrails.at(unit.id) })),
    accounts,
    answers: answers.all,
    guardrails: guardrails.all,
    guardrailSets: sets.all,
    channels: channelsOf(organization),
    changes: subject.planned === undefined ? [] : changesOf(subject.planned),
    problems: subject.problems.map(({ severity, file, line, column, message, help }) => {
      const place = [file, line, column].filter((part) => part !== undefined).join(':');
      return [severity, place, help === undefined ? message : `${message}; ${help}`];
    }),
    exceptions: subject.exceptions,
    management: organization.managementAccountId,
  };
}

function unitsOf({ root }: Organization): {
  readonly units: readonly Omit<PageUnit, 'attached'>[];
  readonly numbers: ReadonlyMap<string, number>;
} {
  const units: Omit<PageUnit, 'attached'>[] = [];
  const numbers = new Map<string, number>();
  const walk = (unit: OrganizationalUnit, parent: number, depth: number): void => {
    const number = units.length;
    numbers.set(unit.id, number);
    units.push({ id: unit.id, name: unit.name === '' ? unit.id : unit.name, parent, depth });
    for (const child of unit.organizationalUnits) walk(child, number, depth + 1);
  };
  walk(root, -1, 0);
  return { units, numbers };
}

/** Things that are equal by a key, each with one number. */
function numbering<T>(keyOf: (value: T) => string): {
  readonly all: readonly T[];
  readonly numberOf: (value: T) => number;
} {
  const all: T[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    numberOf: (value) => {
      const key = keyOf(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push(value) - 1;
    },
  };
}

function answersOf(organization: Organization): {
  readonly all: readonly PageAnswer[];
  readonly of: (accountId: string) => number;
} {
  const enabled = chatPoliciesEnabled(organization);
  const name = namesIn(organization);
  const byPolicy = new Map<EffectiveChatPolicy, number>();
  const byAccount = new Map<string, number>();
  const answers = numbering<PageAnswer>((answer) => JSON.stringify(answer));
  for (const { account, policy } of effectiveChatPolicies(organization)) {
    const number = byPolicy.get(policy) ?? answers.numberOf(answerOf(enabled ? policy : noPolicy, name));
    byPolicy.set(policy, number);
    byAccount.set(account.id, number);
  }
  return { all: answers.all, of: (accountId) => byAccount.get(accountId) ?? 0 };
}

const noPolicy: EffectiveChatPolicy = {
  effective: {},
  settings: [],
  dependsOnAttachmentOrder: [],
  missing: [],
};

function answerOf(policy: EffectiveChatPolicy, name: (id: string) => string): PageAnswer {
  const reasons = explain(policy);
  const setting = (path: readonly string[]): string => path.slice(path[1] === 'platforms' ? 2 : 1).join('.');
  const text = (value: unknown): string =>
    Array.isArray(value) ? value.join(', ') || '(empty list)' : String(value);
  const unknown = policy.missing.length > 0;
  return {
    slack: unknown ? unknownState : slackState(policy.effective),
    teams: unknown ? unknownState : teamsState(policy.effective),
    reasons: reasons.flatMap(({ path, value, operator, policy: id, level }) =>
      id === null ? [] : [[setting(path), text(value), operator ?? '', name(id), name(level ?? '')]],
    ),
    ignored: reasons.flatMap(({ path, ignored }) =>
      ignored.map((each) => [
        setting(path),
        text(each.value),
        each.operator,
        name(each.policy),
        name(each.level),
        each.why,
      ]),
    ),
    json: JSON.stringify(policy.effective, null, 2),
  };
}

const unknownState: PlatformState = { state: 'unknown', places: [], channelTypes: [], roles: [] };

function at(value: JsonValue, ...keys: readonly string[]): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>(
    (node, key) => (isJsonObject(node) ? node[key] : undefined),
    value,
  );
}

function words(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function slackState(effective: JsonValue): PlatformState {
  const slack = at(effective, 'chatbot', 'platforms', 'slack') ?? {};
  return stateOf(effective, slack, words(at(slack, 'workspaces')), at(slack, 'workspaces') !== undefined);
}

function teamsState(effective: JsonValue): PlatformState {
  const teams = at(effective, 'chatbot', 'platforms', 'microsoft_teams') ?? {};
  const tenants = at(teams, 'tenants');
  const places = isJsonObject(tenants)
    ? Object.entries(tenants).flatMap(([tenant, list]) => words(list).map((team) => `${tenant}/${team}`))
    : [];
  return stateOf(effective, teams, places, tenants !== undefined);
}

function stateOf(
  effective: JsonValue,
  platform: JsonValue,
  places: readonly string[],
  listed: boolean,
): PlatformState {
  const client = at(platform, 'client') ?? at(effective, 'chatbot', 'default', 'client');
  const all = !listed || places.some((place) => place === '*' || place === '*/*');
  const state =
    client === 'disabled'
      ? 'disabled'
      : all
        ? client === undefined && !listed
          ? 'unset'
          : 'open'
        : 'limited';
  return {
    state,
    places,
    channelTypes: words(at(platform, 'default', 'supported_channel_types')),
    roles: words(at(platform, 'default', 'supported_role_settings')),
  };
}

function guardrailsOf(organization: Organization): {
  readonly all: readonly PageGuardrail[];
  readonly at: (targetId: string) => readonly number[];
} {
  const all: PageGuardrail[] = [];
  const numbers = new Map<string, number>();
  for (const { id, name, type, content } of organization.policies.values()) {
    if (type !== 'SERVICE_CONTROL_POLICY' || !/aws:chatbotsourcearn/i.test(JSON.stringify(content))) continue;
    numbers.set(id, all.push({ id, name, actions: actionsIn(content) }) - 1);
  }
  const attached = new Map<string, readonly number[]>();
  const visit = (target: { readonly id: string; readonly policies: readonly string[] }): void => {
    const found = attachedPolicies(organization, target as OrganizationalUnit, 'SERVICE_CONTROL_POLICY');
    const own = found.flatMap(({ id }) => numbers.get(id) ?? []);
    if (own.length > 0) attached.set(target.id, own);
  };
  for (const { account, units } of accountsOf(organization)) [...units, account].forEach(visit);
  return { all, at: (targetId) => attached.get(targetId) ?? [] };
}

/** What a guardrail denies, in a line. */
function actionsIn(content: JsonValue): string {
  const statements = at(content, 'Statement') ?? [];
  const list: readonly JsonValue[] = Array.isArray(statements) ? statements : [statements];
  return list
    .map((statement) => {
      const denied = at(statement, 'Action');
      const spared = at(statement, 'NotAction');
      const effect = at(statement, 'Effect') === 'Allow' ? 'allows' : 'denies';
      const texts = (value: JsonValue | undefined): string =>
        Array.isArray(value) ? value.join(', ') : String(value);
      return denied === undefined
        ? `${effect} everything but ${texts(spared)}`
        : `${effect} ${texts(denied)}`;
    })
    .join('; ');
}

function channelsOf({ channels }: Organization): PageData['channels'] {
  return channels.map(
    ({ accountId, platform, name, workspaceId, tenantId, teamId, channelType, userRoleRequired }) => {
      const place = [workspaceId, tenantId, teamId].filter((part) => part !== undefined).join('/');
      const role = userRoleRequired ? 'user roles' : 'channel role';
      return [accountId, [name, platform, place, channelType, role].filter((part) => part).join(' · ')];
    },
  );
}

function changesOf({
  organization,
  impact,
  names,
}: NonNullable<ReviewSubject['planned']>): readonly PageChange[] {
  return impact.groups.map((group) => ({
    effect: effectOf(group),
    accounts: group.accounts,
    rows: impactRows(group.changes, organization, names).map(({ effect, what, before, after, causes }) => [
      effect,
      what,
      before,
      after,
      causes,
    ]),
  }));
}
