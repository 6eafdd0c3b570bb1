/** Why AWS gave no answer. */
export type FailureKind =
  /** The permission is missing. */
  | 'denied'
  /** What was asked about is no longer there. */
  | 'gone'
  /** Too many requests. */
  | 'throttled'
  /** Another change is under way, the service is ill, or the connection broke. */
  | 'transient'
  /** It makes no sense to ask anything else: no credentials, no organization. */
  | 'fatal';

/** A request that AWS did not answer. */
export class AwsFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
    this.name = 'AwsFailure';
  }
}
