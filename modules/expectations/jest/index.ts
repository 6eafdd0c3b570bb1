// The front door of `cdktf-chat-guardrails/jest`: importing it gives `expect` the matchers. Nobody inside imports it.
import type { DecisionRequest } from '../../simulator/decide/decision-request.js';
import { chatMatchers } from './matchers.js';

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: it must be declared as @types/jest declares it
    interface Matchers<R, T = {}> {
      /** Passes when the organization lets the request through; an unknown answer fails. */
      toAllow(request: DecisionRequest): R;
      /** Passes when the organization denies the request; an unknown answer fails. */
      toDeny(request: DecisionRequest): R;
    }
  }
}

const { expect } = globalThis as unknown as { expect?: { extend(matchers: object): void } };
expect?.extend(chatMatchers);

export { chatMatchers };
