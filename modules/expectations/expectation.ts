import type { Target } from '../policy/intent.js';
import type { Path } from '../policy/text/path.js';
import type { ChatOrigin, IdentityPolicy } from '../simulator/decide/decision-request.js';

/** An expectation about an organization: who can do what from where, in which accounts. */
export interface Expectation {
  readonly name: string;
  /** Accounts, or OUs and the root for every account below them. Never empty. */
  readonly accounts: readonly Target[];
  readonly from: ChatOrigin | 'console';
  readonly wishes: readonly Wish[];
  readonly region?: string;
  readonly resource?: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly guardrailPolicies?: readonly IdentityPolicy[];
  readonly rolePolicies?: readonly IdentityPolicy[];
  /** Its place in the file. */
  readonly path: Path;
}

/** One thing that may or may not be done. */
export interface Wish {
  readonly expected: 'allowed' | 'denied';
  /** As it was written. */
  readonly text: string;
  /** `anything`: whether the account can be spoken to from there at all. */
  readonly kind: 'action' | 'command' | 'anything';
}
