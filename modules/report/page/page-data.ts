import type { DatedException, OpenExemption } from '../../analysis/dated-exceptions.js';
import type { PlatformScope } from '../../analysis/platform-scope.js';
import type { Organization } from '../../policy/organization/organization.js';
import type { Problem } from '../../policy/problems/problem.js';
import type { Replay } from '../../replay/answer.js';
import type { Impact } from '../../simulator/impact/impact.js';
import type { ActionNames } from '../action-names.js';

/** The input of a review page. */
export interface ReviewSubject {
  readonly organization: Organization;
  /** The organization after the plan, and what the plan changes. */
  readonly planned?: {
    readonly organization: Organization;
    readonly impact: Impact;
    readonly names: ActionNames;
  };
  readonly problems: readonly Problem[];
  readonly exceptions: readonly ReviewException[];
  /** What each guardrail requires, one sentence by the name of its policy; default: the description of the policy. */
  readonly requirements?: ReadonlyMap<string, string>;
  readonly origin?: PageOrigin;
  /** What `embedActionLists` of the entry point `/actions` returns; without it the page answers no questions. */
  readonly actionLists?: string;
  /** Deflates a text into base64, as `deflateText` of `/actions` does; without it a page of many accounts is twice as large. */
  readonly deflate?: (text: string) => string;
  /** What was run from chat, decided again. */
  readonly used?: Replay;
}

/** What a page was made from, when and by which version: what makes it evidence. */
export interface PageOrigin {
  /** The version of this package. */
  readonly version: string;
  /** UTC, ISO 8601. */
  readonly madeAt: string;
  /** The organization file. */
  readonly organization?: { readonly file: string; readonly sha256: string };
  readonly configuration?: {
    readonly file: string;
    readonly sha256: string;
    readonly environment: string;
    readonly wave?: string;
  };
}

/** An exemption or an accepted problem of the configuration, as the page lists it. */
export type ReviewException = Omit<DatedException, 'path'> | OpenExemption;

/**
 * The data of the page. OUs, answers and guardrails are referenced by number and each distinct answer is listed once,
 * so a page of 10,000 accounts stays small.
 */
export interface PageData {
  readonly organization: string;
  /** OUs, parents first; the root is number 0. */
  readonly units: readonly PageUnit[];
  /** `[id, name, unit, answer, guardrails, change]`: numbers of each, a change of -1 for none. */
  readonly accounts: readonly (readonly [string, string, number, number, number, number])[];
  readonly answers: readonly PageAnswer[];
  /** Service control policies with a condition on `aws:ChatbotSourceArn`. */
  readonly guardrails: readonly Pick<PageGuardrail, 'name' | 'requirement'>[];
  /** Sets of guardrails, by number, that apply to an account. */
  readonly guardrailSets: readonly (readonly number[])[];
  readonly channels: readonly (readonly [account: string, text: string])[];
  /** Names of workspaces and teams, by ID in lower case. */
  readonly chatNames?: Readonly<Record<string, string>>;
  readonly management: string;
}

/** The data of the page and what only its static sections show. */
export interface ReviewData extends PageData {
  readonly units: readonly (PageUnit & { readonly attached: readonly number[] })[];
  readonly guardrails: readonly PageGuardrail[];
}

export interface PageUnit {
  readonly id: string;
  readonly name: string;
  readonly parent: number;
}

/** One effective chat policy with its reasons. */
export interface PageAnswer {
  readonly slack: PlatformScope;
  readonly teams: PlatformScope;
  /** `[setting, value, operator, policy, level]` */
  readonly reasons: readonly (readonly string[])[];
  readonly ignored: readonly (readonly string[])[];
  readonly json: string;
}

export interface PageGuardrail {
  readonly name: string;
  readonly id: string;
  /** What it denies, in one sentence. */
  readonly requirement: string;
  /** The paths of the OUs, and the names of the accounts, that it is attached to. */
  readonly attachedTo: readonly string[];
  readonly statements: readonly PageStatement[];
}

/** One statement of a guardrail in words. */
export type PageStatement = readonly [effect: string, appliesTo: string, exempt: string, conditions: string];
