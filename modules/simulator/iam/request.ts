import type { PossibleText } from '../../policy/pattern/possible-text.js';
import type { Missing } from './truth.js';

/** A request to AWS, as far as it is known. */
export interface AccessRequest {
  /** `service:Action`, in any case. */
  readonly action: string;
  /** The ARN of the resource, or what is known of it; undefined when nothing is known. */
  readonly resource: string | Possible | undefined;
  /** For messages: the resource, if it is not the one of the request but another that the call uses. */
  readonly other?: string;
  /** Condition keys in lower case. A key that is not in it is not known, never absent. */
  readonly context: ReadonlyMap<string, ContextValue>;
}

/** What is known of one condition key. */
export type ContextValue =
  /** In the request, with these values. Invariant: at least one. */
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | Possible
  | { readonly kind: 'absent' }
  /** One of these, which is not known; invariant: `missing` is not empty. */
  | {
      readonly kind: 'either';
      readonly values: readonly ContextValue[];
      readonly missing: readonly Missing[];
    }
  /** Nothing is known of it, for another reason than that it was not given. */
  | { readonly kind: 'unknown'; readonly missing: readonly Missing[] };

/** One value, which is one of these texts; invariant: `missing` is not empty. */
export interface Possible {
  readonly kind: 'possible';
  readonly texts: readonly PossibleText[];
  /** The texts without some that are not possible, where leaving them out takes many; for what `texts` does not decide. */
  readonly exactTexts?: () => readonly PossibleText[];
  readonly missing: readonly Missing[];
}

/** What a request has for a condition key. */
export function contextValue(request: AccessRequest, key: string): ContextValue {
  return request.context.get(key.toLowerCase()) ?? { kind: 'unknown', missing: [{ kind: 'key', key }] };
}
