/** The IAM actions of a command line, or why they are not known. */
export type CommandActions = KnownCommand | UnknownCommand;

export interface KnownCommand {
  readonly kind: 'known';
  /** `rds delete-db-cluster` */
  readonly command: string;
  /** The alias that runs the command, where the line calls one. */
  readonly alias?: string;
  /** The Region that the line names. */
  readonly region?: string;
  /** Every one of them must be allowed. Never empty. */
  readonly actions: readonly NeededAction[];
  /** Actions that AWS also needs in some cases, which the line does not decide. */
  readonly optional: readonly OptionalAction[];
  /** Set if chat does not run the command, even if policies allow it. */
  readonly notFromChat?: NotFromChat;
}

export interface UnknownCommand {
  readonly kind: 'unknown';
  /** One line, lower-case. */
  readonly reason: string;
  /** What to do, one line. */
  readonly help: string;
  /** Set if chat does not run the command, whatever its actions are. */
  readonly notFromChat?: NotFromChat;
}

/** An IAM action that a command needs. */
export interface NeededAction {
  /** `service:Action`, as AWS spells it. */
  readonly action: string;
  /** The ARN that it works on, or `*` where the action knows no resources; undefined if the line does not contain it. */
  readonly resource?: string;
}

/** An action that a command may need besides its own, and the reason in the line. */
export interface OptionalAction extends NeededAction {
  /** The option, `--tags`. */
  readonly option: string;
}

/** Why chat does not run a command: `denied` where AWS documents it, `unknown` where it is inferred. */
export interface NotFromChat {
  readonly outcome: 'denied' | 'unknown';
  readonly reason: string;
}
