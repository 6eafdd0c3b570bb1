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
  /** An answer without what the API promises: cut off, empty, or with a token that leads nowhere. */
  | 'incomplete'
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

/** The one member of an object, as in `promised({ Roots })`; throws where AWS's answer does not have it. */
export function promised<T>(member: Readonly<Record<string, T | undefined>>): T {
  const [[name, value] = ['']] = Object.entries(member);
  if (value === undefined || value === null) {
    throw new AwsFailure('incomplete', `the answer has no \`${name}\``);
  }
  return value;
}
