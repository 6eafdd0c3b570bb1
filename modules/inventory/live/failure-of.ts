import { AwsFailure, type FailureKind } from '../collect/aws-failure.js';

/** What the SDK threw, in the terms of collecting. */
export function failureOf(error: unknown): AwsFailure {
  if (error instanceof AwsFailure) return error;
  const { name, message, status, code } = factsOf(error);
  const known = [name, code].filter((part) => part !== '' && part !== 'Error');
  const said = [...new Set(known), message.split('\n')[0]].filter((part) => part !== '').join(': ');
  return new AwsFailure(kindOf(name, code, status), said);
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
    code: text('code'),
  };
}

const throttled = /throttl|toomanyrequests|requestlimitexceeded|slowdown/i;
/** Credentials that are missing, wrong or over: nobody else will be answered either. */
const unusable =
  /^(ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|CredentialsProvider|TokenProvider|AWSOrganizationsNotInUse|OptInRequired|InvalidAccessKeyId)/;
const denied = /^(AccessDenied|NotAuthorized|Unauthorized|Forbidden)/;
const gone = /NotFound(Exception)?$/;
const busy =
  /^(ConcurrentModification|PolicyChangesInProgress|FinalizingOrganization|Service(Exception|Unavailable)|Internal)/;
const broken =
  /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENOTFOUND|ERR_STREAM_PREMATURE_CLOSE|ERR_SSL|HPE_)|^Timeout|socket hang up/;

/** The SDK could not read the answer: it is cut off, empty or HTML. */
const unreadable = /^(?:SyntaxError|TypeError|RangeError)$/;

function kindOf(name: string, code: string, status: number): FailureKind {
  if (throttled.test(name) || status === 429) return 'throttled';
  if (unusable.test(name)) return 'fatal';
  if (denied.test(name)) return 'denied';
  if (gone.test(name)) return 'gone';
  if (busy.test(name) || status >= 500 || broken.test(code) || broken.test(name)) return 'transient';
  if (unreadable.test(name)) return 'incomplete';
  return status === 403 ? 'denied' : 'fatal';
}
