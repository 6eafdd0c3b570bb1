/** Why AWS gave no answer. */
export type FailureKind =
  /** The permission is missing. */
  | 'denied'
  /** What was asked about does not exist any more. */
  | 'gone'
  /** AWS does not accept this request. */
  | 'refused'
  /** Too many requests. */
  | 'throttled'
  /** Another change is under way, the service has an error, or the connection broke. */
  | 'transient'
  /** An answer without what the API promises: cut off, empty, or with a token that leads nowhere. */
  | 'incomplete'
  /** No other request can be answered either: no credentials, no organization. */
  | 'fatal';

/** A request that AWS did not answer. */
export class AwsFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** What to do about it, one line. */
    readonly help?: string,
    /** The API call that failed, where it is not the one that was asked for: `AssumeRole`. */
    readonly call?: string,
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

/** The same for an ID; throws where it does not have the form that AWS documents. */
export function promisedId(
  member: Readonly<Record<string, string | undefined>>,
  isId: (text: string) => boolean,
): string {
  const id = promised(member);
  if (typeof id === 'string' && isId(id)) return id;
  const [name] = Object.keys(member);
  throw new AwsFailure('incomplete', `\`${name}\` is not an ID: ${JSON.stringify(id).slice(0, 100)}`);
}

/** The same for a name, which may be empty or absent. */
export function optionalString(member: Readonly<Record<string, string | undefined>>): string {
  const [[name, value] = ['']] = Object.entries(member);
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  throw new AwsFailure('incomplete', `\`${name}\` is not a string`);
}
