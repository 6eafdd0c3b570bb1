import type { PolicyType } from '../../policy/plan/plan.js';
import { finding, type Problem } from '../../policy/problems/problem.js';
import type { ProblemFacts } from '../../policy/problems/problem-kinds.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';

/** The policies of a source, and what could not be carried over from it. */
export interface ImportSource {
  readonly policies: readonly FoundPolicy[];
  readonly problems: readonly Problem[];
  /** Addresses of all policies and attachments in Terraform states. */
  readonly addresses?: readonly string[];
}

/** A policy that exists, as a source of `import` describes it. */
export interface FoundPolicy {
  readonly type: PolicyType;
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly content: JsonValue;
  /** Undefined if the source does not contain its targets. */
  readonly targets: readonly FoundTarget[] | undefined;
  /** The policy's ID; absent where the source does not know it. */
  readonly id?: string;
  /** Terraform leaves it in the organization when it is removed from the configuration. */
  readonly skipDestroy: boolean;
  /** Terraform refuses every plan that would delete it. */
  readonly preventDestroy: boolean;
  /** Names of chat policies that were attached before it where both are, and take precedence. */
  readonly after: readonly string[];
  /** Addresses of the policy and its attachments in the Terraform state that it comes from. */
  readonly addresses?: readonly string[];
  /** Where it was found. */
  readonly place: FoundPlace;
}

/** Where a policy is attached. */
export interface FoundTarget {
  /** As a configuration writes it: `root`, `Workloads/Prod`, or an ID. */
  readonly written: string;
  /** The ID of the root, organizational unit or account; present where the policy is known to be attached there. */
  readonly attachedTo?: string;
  /** A comment for the reader, such as the name of an account. */
  readonly comment?: string;
}

/** A place in a source: file, line and column as far as they are known. */
export interface FoundPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path: Path;
}

/** A warning about something that could not be carried over. */
export function notImported(place: FoundPlace, facts: ProblemFacts<'not-imported'>): Problem {
  return { ...finding('not-imported', 'warning', place, facts), ...place };
}

/** A warning about something that was carried over in part. */
export function importGap(place: FoundPlace, facts: ProblemFacts<'import-gap'>): Problem {
  return { ...finding('import-gap', 'warning', place, facts), ...place };
}

/** A note about a policy that its owner keeps. */
export function leftAlone(place: FoundPlace, facts: ProblemFacts<'left-alone'>): Problem {
  return { ...finding('left-alone', 'note', place, facts), ...place };
}

/** What AWS attaches policies to: the root, an organizational unit or an account, by its ID. */
const targetId = /^(?:r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12})$/;

/**
 * Whether a text is the ID of a target.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html (read 2026-11-30)
 */
export function isTargetId(text: string): boolean {
  return targetId.test(text);
}

/** Whether a text can be the name of a policy: 1 to 128 characters, no variable that another tool fills in. */
export function isPolicyName(text: string): boolean {
  return text.trim() !== '' && [...text].length <= 128 && variableIn(text) === undefined;
}

/** The first variable that another tool fills in: `{{ X }}`, `${X}`. */
export function variableIn(text: string): string | undefined {
  return /\{\{[^}]*\}\}|\$\{[^}]*\}/.exec(text)?.[0];
}

/** A policy type by its name; undefined for a type that this package does not govern. */
export function policyTypeOf(type: string): PolicyType | undefined {
  return type === 'CHATBOT_POLICY' || type === 'SERVICE_CONTROL_POLICY' ? type : undefined;
}
