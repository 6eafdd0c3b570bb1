import type { ChatPolicyIntent, GuardrailIntent, Target } from '../intent.js';
import type { AttachmentTarget, OrganizationPolicy } from '../organization/organization.js';
import type { JsonValue } from '../text/json.js';
import type { Path } from '../text/path.js';
import type { PolicyType } from './plan.js';

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
  readonly places: readonly ResolvedTarget[];
  /** The policy of the organization that it takes over; absent where it is new or the organization is not known. */
  readonly current?: OrganizationPolicy;
}

/** Where a policy is going to be attached. */
export interface ResolvedTarget {
  readonly target: Target;
  /** Where it was written. */
  readonly path: Path;
  /** Two places are the same when their keys are, as far as that can be known. */
  readonly key: string;
  /** The place itself, where the organization is known. */
  readonly node: AttachmentTarget | undefined;
}

/** A document as it is sent: white space counts against the limit, so there is none. */
export function documentOf(content: JsonValue): Pick<Draft, 'content' | 'text'> {
  return { content, text: JSON.stringify(content) };
}
