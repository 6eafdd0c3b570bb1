import type { Decision } from '../../modules/simulator/decide/decision.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';

/** A decision, and what it is about: one action, or a command with the actions that it needs. */
export interface Answer {
  readonly what: string;
  /** The actions of a command, where `--command` asked for them. */
  readonly actions?: readonly string[];
  readonly decision: Decision;
}

/** Asks the gates of one organization, in which the account exists. */
export type Ask = (request: DecisionRequest) => Decision;
