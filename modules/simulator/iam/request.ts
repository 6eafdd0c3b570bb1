import type { PossibleText } from '../../policy/pattern/possible-text.js';
import type { Missing } from './truth.js';

/** What somebody wants to do, as far as it is known. */
export interface AccessRequest {
  /** `service:Action`, in any case. */
  readonly action: string;
  /** The ARN of what it is done to; undefined when it is not known. */
  readonly resource: string | undefined;
  /** Condition keys in lower case. A key that is not in it is not known: never taken as absent. */
  readonly context: ReadonlyMap<string, ContextValue>;
}

/** What is known of one condition key. */
export type ContextValue =
  /** In the request, with these values. Invariant: at least one. */
  | { readonly kind: 'values'; readonly values: readonly string[] }
  /** In the request with one value, which is one of these texts. */
  | {
      readonly kind: 'possible';
      readonly texts: readonly PossibleText[];
      readonly missing: readonly Missing[];
    }
  | { readonly kind: 'absent' }
  /** Nothing is known of it, for another reason than that it was not given. */
  | { readonly kind: 'unknown'; readonly missing: readonly Missing[] };

/** A key's value in a request. */
export function contextValue(request: AccessRequest, key: string): ContextValue {
  return request.context.get(key.toLowerCase()) ?? { kind: 'unknown', missing: [{ kind: 'key', key }] };
}
