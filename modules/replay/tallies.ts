import type { CommandRecord } from './record.js';

/** Calls from chat that are alike. */
export interface Tally {
  readonly source: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly roleArn: string;
  readonly resource?: string;
  /** Whether the chat service makes these calls for itself. */
  readonly isBackground: boolean;
  /** True for the rows of a query: `first` and `last` are the only known times of their calls. */
  readonly isReduced?: boolean;
  calls: number;
  denied: number;
  first: string;
  last: string;
  /** ARNs of the policies that denied calls, where AWS named them. */
  readonly deniedBy: Set<string>;
}

/** A call from chat, kept to be joined with the audit log. */
export interface KeptCall {
  readonly tally: Tally;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly denied: boolean;
}

/** What was counted. */
export interface Tallies {
  /** Events with different IDs; see `hasForgotten`. */
  readonly read: number;
  readonly fromChat: number;
  readonly background: number;
  readonly from?: string;
  readonly to?: string;
  /** True if any record is of a data event. */
  readonly hasDataEvents: boolean;
  readonly tallies: readonly Tally[];
  readonly commands: readonly CommandRecord[];
  readonly kept: readonly KeptCall[];
  /** True if more distinct calls or resources were read than are counted separately. */
  readonly isCut: boolean;
  /** True if IDs of events that are not from chat were forgotten, so `read` can count such an event twice. */
  readonly hasForgotten: boolean;
  /** Calls that several rows of queries contain, or a row and single events. Each is counted once. */
  readonly overlap?: Overlap;
}

/** What several sources contain. */
export interface Overlap {
  /** How many calls would have been counted again. */
  readonly calls: number;
  readonly accounts: readonly string[];
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly to: string;
}
