import type { Organization } from '../../policy/organization/organization.js';
import type { Problem } from '../../policy/problems/problem.js';
import type { Impact } from '../../simulator/impact/impact.js';
import type { ActionNames } from '../action-names.js';

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
  /** What happens to every account that changes. */
  readonly sharedChanges: readonly PageChangeRow[];
  readonly changes: readonly PageChange[];
  /** Existing chat configurations that a plan stops, starts or weakens. */
  readonly channelChanges: readonly (readonly [effect: string, text: string])[];
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

/** Accounts with the same changes, beyond those that all share. */
export interface PageChange {
  readonly effect: string;
  readonly accounts: readonly string[];
  /** Which they are, in few words. */
  readonly where: string;
  readonly rows: readonly PageChangeRow[];
}

export type PageChangeRow = readonly [
  effect: string,
  what: string,
  before: string,
  after: string,
  causes: string,
];
