/** An API call from chat, in the terms that all formats of records share. */
export interface CallRecord {
  readonly kind: 'call';
  /** Unique for each event: an event in two files counts once. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** `rds.amazonaws.com` */
  readonly source: string;
  /** `StopDBInstance` */
  readonly name: string;
  readonly region: string;
  /** The account in which the call was made. */
  readonly accountId: string;
  /** The ARN of the role of the session. */
  readonly roleArn?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  /** The ARN of the only resource that the record names. */
  readonly resource?: string | undefined;
  /** Whether the record is of a data event; undefined if the format does not contain it. */
  readonly isDataEvent?: boolean | undefined;
  /** For a row that a query reduced: how many calls it counts. */
  readonly calls?: number | undefined;
  /** For a row that a query reduced: how many of the calls were denied, and the time of the last one. */
  readonly denied?: number | undefined;
  readonly last?: string | undefined;
}

/** An API call that was not made from chat: it is only counted. */
export interface OtherCall extends Pick<CallRecord, 'id' | 'time' | 'isDataEvent' | 'calls' | 'last'> {
  readonly kind: 'other-call';
}

/** A command from the audit log of the chat service. */
export interface CommandRecord {
  readonly kind: 'command';
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** As typed in chat. */
  readonly command: string;
  /** The ID of the person. */
  readonly user?: string;
  /** The name of the chat configuration. */
  readonly configuration?: string;
  readonly accountId?: string;
}

/** One record of the files that `replay` reads. */
export type ChatRecord = CallRecord | OtherCall | CommandRecord;

/** What a reader could not read, and why. */
export interface UnreadableRecord {
  readonly kind: 'unreadable';
  readonly reason: 'not-a-record' | 'not-a-call' | 'no-command-field' | 'no-time';
}
