import {
  definedMembers,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonValueOf,
  objectOf,
} from '../policy/text/json.js';
import { type Caller, isFromChat } from './chat-session.js';
import type { CallRecord, ChatRecord, CommandRecord, OtherCall, UnreadableRecord } from './record.js';

/** Where an audit log has what; its fields are not published. Dotted paths. */
export interface AuditFields {
  readonly command?: string | undefined;
  readonly user?: string | undefined;
  readonly configuration?: string | undefined;
  /** The name of a log whose entries do not contain it: that of the file or of the log group. */
  readonly source?: string | undefined;
}

/**
 * The record of one value: a CloudTrail event, an entry of `lookup-events`, a row of Athena, an event of Security Lake
 * (OCSF 1.1), or an entry of the audit log. Never throws.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * @see https://schema.ocsf.io/1.1.0/classes/api_activity (read 2026-11-30)
 */
export function parseRecord(value: JsonValue, fields: AuditFields = {}): ChatRecord | UnreadableRecord {
  if (!isJsonObject(value)) return unreadable('not-a-record');
  const lookedUp = text(value['CloudTrailEvent']);
  if (lookedUp !== undefined) return parseRecord(jsonValueOf(lookedUp) ?? null, fields);
  if ('eventSource' in value && 'eventName' in value) return fromEvent(value);
  if (isNoCall(value)) return unreadable('not-a-call');
  if (at(value, 'api.operation') !== undefined) return fromSecurityLake(value);
  const row = lowerCased(value);
  if ('eventsource' in row && 'eventname' in row) return fromRow(row);
  return fromAuditLog(value, fields);
}

/**
 * True for what CloudTrail writes beside its events: digests, which list files, and insights, which count calls.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 * (read 2026-11-30)
 */
function isNoCall(value: JsonObject): boolean {
  return 'digestS3Object' in value || value['eventCategory'] === 'Insight';
}

function fromEvent(event: JsonObject): ReadCall {
  const identity = objectOf(event['userIdentity']);
  const issuer = objectOf(objectOf(identity['sessionContext'])['sessionIssuer']);
  return call({
    id: text(event['eventID']),
    time: event['eventTime'],
    source: text(event['eventSource']),
    name: text(event['eventName']),
    region: text(event['awsRegion']),
    accountId: text(event['recipientAccountId']) ?? text(identity['accountId']),
    principalType: text(identity['type']),
    principalId: text(identity['principalId']),
    principalArn: text(identity['arn']),
    roleArn: text(issuer['arn']),
    errorCode: text(event['errorCode']),
    errorMessage: text(event['errorMessage']),
    resource: onlyArn(event['resources']),
    isDataEvent: event['eventCategory'] === undefined ? undefined : event['eventCategory'] === 'Data',
  });
}

/** The ARN of the resource where the event has one; several may be decided differently. */
function onlyArn(resources: JsonValue | undefined): string | undefined {
  if (!Array.isArray(resources)) return undefined;
  const arns = resources.flatMap((one: JsonValue) => text(at(one, 'ARN')) ?? text(at(one, 'arn')) ?? []);
  return arns.length === 1 ? arns[0] : undefined;
}

/** A row of Athena over the CloudTrail table, or of the query that `--print-query` prints. Columns in lower case. */
function fromRow(row: Readonly<Record<string, JsonValue>>): ReadCall {
  const identity = (name: string) =>
    text(row[`useridentity.${name}`]) ?? text(at(parsedObject(row['useridentity']), name));
  const calls = count(row['calls']);
  const id = text(row['eventid']);
  return call({
    // A reduced row has no event; its values are its name.
    id: id ?? (calls === undefined ? undefined : JSON.stringify(row)),
    time: text(row['eventtime']) ?? text(row['first']),
    source: text(row['eventsource']),
    name: text(row['eventname']),
    region: text(row['awsregion']),
    accountId: text(row['recipientaccountid']),
    principalType: identity('type'),
    principalId: identity('principalid'),
    principalArn: identity('arn'),
    roleArn: identity('sessioncontext.sessionissuer.arn'),
    errorCode: text(row['errorcode']),
    errorMessage: text(row['errormessage']),
    calls,
    denied: count(row['denied']),
    last: instant(row['last']),
  });
}

function fromSecurityLake(event: JsonObject): ReadCall {
  const status = text(at(event, 'api.response.error'));
  const issuer = text(at(event, 'actor.session.issuer'));
  // @see https://docs.aws.amazon.com/security-lake/latest/userguide/open-cybersecurity-schema-framework.html (read 2026-11-30)
  const category = text(at(event, 'metadata.product.feature.name'));
  return call({
    id: text(at(event, 'metadata.uid')),
    time: text(at(event, 'time_dt')) ?? milliseconds(at(event, 'time')),
    source: text(at(event, 'api.service.name')),
    name: text(at(event, 'api.operation')),
    region: text(at(event, 'cloud.region')),
    accountId: text(at(event, 'cloud.account.uid')),
    principalType: text(at(event, 'actor.user.type')),
    principalId: text(at(event, 'actor.user.uid_alt')) ?? text(at(event, 'actor.user.credential_uid')),
    principalArn: text(at(event, 'actor.user.uid')),
    roleArn: issuer,
    errorCode: status,
    errorMessage: text(at(event, 'api.response.message')),
    resource: onlyResource(at(event, 'resources')),
    isDataEvent: category === undefined ? undefined : category === 'Data',
  });
}

function onlyResource(resources: JsonValue | undefined): string | undefined {
  const [only, ...others] = Array.isArray(resources) ? resources : [];
  return others.length === 0 ? text(at(only, 'uid')) : undefined;
}

/** Names under which logs have the command, if no option names one. */
const commandNames = ['command', 'commandText', 'command_text'];

/** An entry of the audit log: alone, in `message`, or as a row of Logs Insights (`@message`, `@timestamp`). */
function fromAuditLog(entry: JsonObject, fields: AuditFields): CommandRecord | UnreadableRecord {
  const message = text(entry['message']) ?? text(entry['@message']);
  const body = parsedObject(message) ?? (message === undefined ? entry : undefined);
  const time =
    milliseconds(entry['timestamp']) ??
    instant(entry['@timestamp']) ??
    instant(at(body, 'timestamp')) ??
    instant(at(body, 'time'));
  const found = fields.command === undefined ? commandIn(body) : text(at(body, fields.command));
  if (found === undefined)
    return unreadable(
      body === undefined || fields.command === undefined ? 'no-command-field' : 'not-a-record',
    );
  if (time === undefined) return unreadable('no-time');
  const logGroup = /\/aws\/chatbot\/([\w-]+)/.exec(
    `${text(entry['logGroup']) ?? text(entry['@log']) ?? fields.source ?? ''}`,
  )?.[1];
  const configuration = fields.configuration === undefined ? logGroup : text(at(body, fields.configuration));
  const account = text(entry['@log'])?.split(':')[0] ?? text(at(body, 'accountId'));
  return {
    kind: 'command',
    id: text(entry['eventId']) ?? text(entry['@ptr']) ?? `${time} ${found}`,
    time,
    command: found,
    ...definedMembers({
      user: fields.user === undefined ? undefined : text(at(body, fields.user)),
      configuration: configuration ?? fields.source,
      accountId: /^\d{12}$/.test(account ?? '') ? account : undefined,
    }),
  };
}

/** The command where exactly one field is beyond doubt. */
function commandIn(body: JsonValue | undefined): string | undefined {
  const found = commandNames.flatMap((name) => text(at(body, name)) ?? []);
  return found.length === 1 ? found[0] : undefined;
}

type ReadCall = CallRecord | OtherCall | UnreadableRecord;

type CallFields = {
  readonly [K in keyof Omit<CallRecord, 'kind' | 'time'>]?: CallRecord[K] | undefined;
} & Caller;

function call(fields: CallFields & { readonly time: JsonValue | undefined }): ReadCall {
  const { principalType, principalId, principalArn, ...rest } = fields;
  const { id, source, name, region = '', accountId = '' } = rest;
  if (source === undefined || name === undefined || id === undefined) return unreadable('not-a-record');
  const time = instant(fields.time);
  if (time === undefined) return unreadable('no-time');
  const { calls, last, isDataEvent } = rest;
  return isFromChat({ principalType, principalId, principalArn })
    ? { ...rest, kind: 'call', id, time, source, name, region, accountId }
    : { kind: 'other-call', id, time, isDataEvent, calls, last };
}

function unreadable(reason: UnreadableRecord['reason']): UnreadableRecord {
  return { kind: 'unreadable', reason };
}

/** A member by its dotted path; a key may have dots itself. */
function at(value: JsonValue | undefined, path: string): JsonValue | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  const [head = '', ...rest] = path.split('.');
  return rest.length > 0 && Object.hasOwn(value, head) ? at(value[head], rest.join('.')) : undefined;
}

/** The string; undefined if it is empty, or `-`, which Athena writes for a missing value. */
function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value !== '-' ? value : undefined;
}

function count(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}

function milliseconds(value: JsonValue | undefined): string | undefined {
  const number = typeof value === 'string' && /^\d{12,14}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' ? isoOf(number) : undefined;
}

/** A time as CloudTrail writes it, on a day that every month has. */
const cloudTrailTime = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** A time in any spelling of these formats as ISO 8601 in UTC; one without a zone is in UTC. */
function instant(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return isoOf(value);
  if (typeof value === 'string' && cloudTrailTime.test(value)) return value;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value.trim())
    ? value.trim()
    : `${value.trim().replace(/ UTC$/, '')}Z`;
  return isoOf(Date.parse(zoned.replace(' ', 'T')));
}

function isoOf(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z');
}

function parsedObject(value: JsonValue | undefined): JsonObject | undefined {
  const found = typeof value === 'string' ? jsonValueOf(value) : value;
  return isJsonObject(found) ? found : undefined;
}

function lowerCased(row: JsonObject): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value]));
}
