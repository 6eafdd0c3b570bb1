import { AwsFailure, type FailureKind } from '../collect/aws-failure.js';

/** What the SDK threw for an API call, as a failure with what to do. */
export function failureOf(error: unknown, call: string): AwsFailure {
  if (error instanceof AwsFailure) return error;
  const { name, message, status, code } = factsOf(error);
  const { kind, help } = causeOf(name, code, status);
  const names = [name, code].filter((part) => part !== '' && part !== 'Error');
  const text = [...new Set(names), message.split('\n')[0]].filter((part) => part !== '').join(': ');
  return new AwsFailure(kind, text, help?.(call), call);
}

interface Facts {
  readonly name: string;
  readonly message: string;
  /** Of HTTP; 0 where there was no answer. */
  readonly status: number;
  /** Of the network. */
  readonly code: string;
}

function factsOf(error: unknown): Facts {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (key: string): string => (typeof fields[key] === 'string' ? fields[key] : '');
  const metadata = fields['$metadata'] as { readonly httpStatusCode?: number } | undefined;
  return {
    name: text('name'),
    message: text('message') || String(error),
    status: metadata?.httpStatusCode ?? 0,
    code: text('code') || (networkCode.exec(text('message'))?.[0] ?? ''),
  };
}

/** What identifies a network error in the message, where the error has no code. */
const networkCode =
  /\bE(?:CONN|PIPE|TIMEDOUT|AI_|NET|HOST|NOTFOUND)[A-Z]*\b|\bHPE_[A-Z_]+\b|socket hang up|\baborted\b|Parse Error/;

/** The kind of a failure, and what to do about it. */
interface Cause {
  readonly kind: FailureKind;
  readonly help?: (call: string) => string;
}

function causeOf(name: string, code: string, status: number): Cause {
  const known = causes.find(({ names }) => names.test(name) || (code !== '' && names.test(code)));
  if (known !== undefined) return known;
  if (status === 429) return throttled;
  if (status >= 500) return unavailable;
  if (status === 401 || status === 403) return denied;
  return status === 0 ? { kind: 'fatal' } : { kind: 'refused' };
}

const throttled: Cause = {
  kind: 'throttled',
  help: () => 'AWS limits how many requests it accepts; run the command again later',
};

const unavailable: Cause = {
  kind: 'transient',
  help: () => 'AWS has a problem; run the command again later',
};

const denied: Cause = { kind: 'denied', help: (call) => permissionHelp(call) };

/** Error codes of AWS, the SDK and the network; the first that matches counts. */
const causes: readonly (Cause & { readonly names: RegExp })[] = [
  { names: /throttl|toomanyrequests|requestlimitexceeded|slowdown/i, ...throttled },
  {
    names: /^(?:ExpiredToken|RequestExpired|TokenRefreshRequired)/,
    kind: 'fatal',
    help: () => 'the credentials have expired; sign in again, for example with `aws sso login`',
  },
  {
    names: /^(?:CredentialsProvider|TokenProvider|MissingAuthenticationToken|Credential)/,
    kind: 'fatal',
    help: () =>
      'there are no credentials; sign in, for example with `aws sso login`, or name a profile with `--profile`',
  },
  {
    names: /^(?:InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId)/,
    kind: 'fatal',
    help: () => 'AWS does not know these credentials; check `--profile` and the `AWS_` variables',
  },
  {
    names: /^(?:InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|RequestTimeTooSkewed)/,
    kind: 'fatal',
    help: () => 'AWS does not accept the signature; check the secret key and the clock of this machine',
  },
  {
    names: /^AWSOrganizationsNotInUse/,
    kind: 'fatal',
    help: () =>
      'the account is not in an organization; use credentials of the management account or a delegated administrator',
  },
  { names: /^OptInRequired/, kind: 'fatal', help: () => 'the account is not signed up for this service' },
  { names: /^(?:AccessDenied|NotAuthorized|Unauthorized|Forbidden)/, ...denied },
  { names: /NotFound(?:Exception)?$/, kind: 'gone', help: () => 'it was removed meanwhile; collect again' },
  {
    names: /^(?:ConcurrentModification|PolicyChangesInProgress|FinalizingOrganization)/,
    kind: 'transient',
    help: () => 'the organization is being changed; run the command again later',
  },
  { names: /^(?:Service(?:Exception|Unavailable)|Internal)/, ...unavailable },
  {
    names: /^UnsupportedAPIEndpoint/,
    kind: 'fatal',
    help: () => 'this Region does not serve AWS Organizations; choose another with `--region`',
  },
  {
    names: /^(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED)/,
    kind: 'transient',
    help: (call) =>
      `the endpoint cannot be reached; check the network, ${regionOption(call)} and \`AWS_ENDPOINT_URL\``,
  },
  {
    names:
      /^(?:ECONN|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE|ERR_SSL|HPE_|Timeout|AbortError|aborted|Parse Error)|socket hang up/,
    kind: 'transient',
    help: () => 'the connection broke; check the network and run the command again',
  },
  {
    names: /CERT|SELF_SIGNED/,
    kind: 'fatal',
    help: () => 'the certificate is not trusted; name that of your proxy with `NODE_EXTRA_CA_CERTS`',
  },
  // The SDK could not read the answer: it is cut off, empty or HTML.
  {
    names: /^(?:SyntaxError|TypeError|RangeError)$/,
    kind: 'incomplete',
    help: () => 'the answer is not one of AWS; check proxies and `AWS_ENDPOINT_URL`',
  },
  {
    names: /^(?:InvalidInput|Validation|InvalidParameter|InvalidRequest)/,
    kind: 'refused',
    help: (call) =>
      isAthenaCall(call)
        ? 'check `--work-group`, `--output-location` and `--region`'
        : 'AWS does not accept this request here; check the partition and the Region',
  },
];

function regionOption(call: string): string {
  return isChatCall(call) ? '`--chat-region`' : '`--region`';
}

/** Which permission is missing, and whose. */
function permissionHelp(call: string): string {
  const more = '(`collect --print-iam-policy`)';
  if (call === 'AssumeRole') {
    return 'create the role in the account, name the caller in its trust policy, and allow `sts:AssumeRole` to the caller';
  }
  if (call === 'SimulateCustomPolicy') return 'allow `iam:SimulateCustomPolicy` to the caller';
  if (isAthenaCall(call)) return `allow \`athena:${call}\` to the caller (\`replay --print-iam-policy\`)`;
  if (isChatCall(call)) return `allow \`chatbot:${call}\` to the role in the account ${more}`;
  return `allow \`organizations:${call}\` in the management account or a delegated administrator ${more}`;
}

function isAthenaCall(call: string): boolean {
  return /Query(?:Execution|Results)$/.test(call);
}

function isChatCall(call: string): boolean {
  return /Slack|Teams|Chime|AccountPreferences/.test(call);
}
