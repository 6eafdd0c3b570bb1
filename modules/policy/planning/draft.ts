import type { ChatPolicyIntent, GuardrailIntent, Target } from '../intent.js';
import type { JsonValue } from '../json.js';
import type { AttachmentTarget } from '../organization.js';
import type { PolicyType } from '../plan.js';
import type { Path } from '../problem.js';

/** A policy on its way from the intent to the plan. */
export interface Draft<
  Intent extends ChatPolicyIntent | GuardrailIntent = ChatPolicyIntent | GuardrailIntent,
> {
  readonly intent: Intent;
  readonly type: PolicyType;
  /** With the prefix. */
  readonly name: string;
  readonly content: JsonValue;
  readonly text: string;
  readonly places: readonly Place[];
}

/** Where a policy is going to be attached. */
export interface Place {
  readonly target: Target;
  /** Where it was written. */
  readonly path: Path;
  /** Two places are the same when their keys are, as far as that can be known. */
  readonly key: string;
  /** The place itself, where the organization is known. */
  readonly node: AttachmentTarget | undefined;
}
