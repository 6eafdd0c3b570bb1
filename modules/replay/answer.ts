import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { Organization } from '../policy/organization/organization.js';
import type { Outcome } from '../simulator/decide/decision.js';

/** How sure it is which chat configuration calls came from. */
export type Attribution = 'certain' | 'one-of' | 'unknown';

/** A policy that denies, by its name, and the ID of the root, OU or account to which it is attached. */
export interface ReplayCause {
  readonly policy: string;
  readonly level: string;
  /** The settings of a chat policy that deny, as dotted paths below `platforms`. Not in the JSON output. */
  readonly settings?: readonly string[];
}

/** Calls from chat that are alike and are decided alike. */
export interface ReplayGroup {
  readonly action: string;
  readonly accountId: string;
  readonly region: string;
  /** The ARN of the role that the calls ran in. */
  readonly role?: string;
  /** The names of the chat configurations that they can have come from. */
  readonly configurations: readonly string[];
  readonly attribution: Attribution;
  readonly calls: number;
  /** How many of them were denied when they were made. */
  readonly deniedThen: number;
  /** The ARNs of the policies that denied them, where AWS named them. */
  readonly deniedBy?: readonly string[];
  /** ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly effect: 'loss' | 'gain' | null;
  readonly causes: readonly ReplayCause[];
  /** Why `after` is `unknown`: options and condition keys that the records do not contain, or the configuration. */
  readonly dependsOn?: readonly string[];
  /** Who ran them, if the audit log contains it. */
  readonly people?: readonly { readonly id: string; readonly calls: number }[];
}

/** What was run from chat, decided before and after a plan. */
export interface Replay {
  readonly period?: { readonly from: string; readonly to: string };
  readonly events: { readonly read: number; readonly fromChat: number; readonly background: number };
  /** `at-least` where the records cannot hold everything: without data events, for example. */
  readonly counts: 'exact' | 'at-least';
  readonly groups: readonly ReplayGroup[];
  /** Events from chat whose IAM action is not known. */
  readonly unmapped: readonly {
    readonly eventSource: string;
    readonly eventName: string;
    readonly calls: number;
  }[];
  /** Policies of the plan that deny none of the calls. */
  readonly guardrailsWithoutEffect: readonly string[];
  /** True if there were too many distinct calls to count separately. */
  readonly isCut: boolean;
}

/** What deciding again needs. */
export interface ReplayWorld {
  readonly before: Organization;
  readonly after: Organization;
  readonly catalogue: ActionCatalogue;
  /** The IAM actions of an event; empty where they are not known. */
  readonly actionsOfEvent: (source: string, name: string) => readonly string[];
  /** The IAM actions of a command as typed in chat; empty where they are not known. */
  readonly actionsOfCommand: (command: string) => readonly string[];
  /** The names of the guardrails' policies. */
  readonly guardrails: readonly string[];
}
