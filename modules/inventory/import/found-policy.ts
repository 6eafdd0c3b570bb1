import type { PolicyType } from '../../policy/plan/plan.js';
import type { Problem } from '../../policy/problems/problem.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';

/** What a source holds, and what it holds and could not be taken from it. */
export interface ImportSource {
  readonly policies: readonly FoundPolicy[];
  readonly problems: readonly Problem[];
}

/** A policy that exists, as one of the sources of `import` has it. */
export interface FoundPolicy {
  readonly type: PolicyType;
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly content: JsonValue;
  /** Undefined where the source does not say where it is attached. */
  readonly targets: readonly FoundTarget[] | undefined;
  /** The policy's id; absent where the source does not know it. */
  readonly id?: string;
  /** Terraform leaves it in the organization when it is removed from the configuration. */
  readonly skipDestroy: boolean;
  /** Terraform refuses every plan that would delete it. */
  readonly preventDestroy: boolean;
  /** Names of chat policies that were attached before it where both are, and win. */
  readonly after: readonly string[];
  /** Where it was found. */
  readonly place: FoundPlace;
}

/** Where a policy is attached. */
export interface FoundTarget {
  /** As a configuration writes it: `root`, `Workloads/Prod`, or an id. */
  readonly written: string;
  /** The id of the root, unit or account; absent where it is not known that the policy is attached there already. */
  readonly attachedTo?: string;
  /** What the id does not tell, such as the name of an account. */
  readonly comment?: string;
}

/** A place in a source: file, line and column as far as they are known. */
export interface FoundPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path: Path;
}

/** Something that could not be carried over, with its place. */
export function notImported(place: FoundPlace, message: string, help?: string): Problem {
  return { kind: 'not-imported', severity: 'warning', ...place, message, ...(help && { help }) };
}

/** Something that is carried over and left open, with its place. */
export function importGap(place: FoundPlace, message: string, help?: string): Problem {
  return { kind: 'import-gap', severity: 'warning', ...place, message, ...(help && { help }) };
}

/** A policy that is left to whoever keeps it. */
export function leftAlone(place: FoundPlace, message: string): Problem {
  return { kind: 'left-alone', severity: 'note', ...place, message };
}

/** The policy type of that name if it is one that this package governs. */
export function policyTypeOf(type: string): PolicyType | undefined {
  return type === 'CHATBOT_POLICY' || type === 'SERVICE_CONTROL_POLICY' ? type : undefined;
}
