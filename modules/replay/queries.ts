/** Where records can be reduced before they are read. */
export const queryNames = ['athena', 'logs-insights', 'lookup-events', 'security-lake'] as const;

/** The parameters of a query; placeholders in angle brackets are printed for those that are absent. */
export interface QueryParameters {
  /** The database of the table. Default: that of the session. */
  readonly database?: string;
  readonly table?: string;
  /** The period, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`; `to` is excluded. */
  readonly from?: string;
  readonly to?: string;
  /** The columns by which the CloudTrail table is partitioned by day: `timestamp`, or `year`, `month` and `day`. */
  readonly partition?: readonly string[];
}

/**
 * The query that reduces records to calls from chat, where the records are; undefined for another name. Its results are
 * what `parseRecord` reads: one row for each kind of call, of one account or of all accounts of an organization trail.
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html (read 2026-11-30)
 */
export function printedQuery(name: string, parameters: QueryParameters = {}): string | undefined {
  return queries.get(name)?.(parameters);
}

/** A time of a period as CloudTrail writes it; undefined where it is not a date or time in UTC. */
export function timeOf(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?$/.test(text)) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(text.replace(/Z$/, '')))
    return undefined;
  return time.toISOString().replace('.000Z', 'Z');
}

const denial = '(?i)accessdenied|unauthorized|notauthorized|forbidden';
const policyArn = `arn:[^:\\s]+:organizations::[^\\s"'',)]*p-[A-Za-z0-9]+`;

const athena = ({ database, table, from, to, partition = [] }: QueryParameters): string =>
  `-- Calls from chat, one row for each kind of call. Trino SQL, for the CloudTrail table of the Athena guide.
-- A condition on the partitions bounds what is scanned and billed: \`--partition timestamp\` adds it.
WITH calls AS (
SELECT
  *,
  coalesce(recipientaccountid, useridentity.accountid) AS call_account,
  lower(coalesce(
    regexp_extract(useridentity.principalid, '(?s):(.*)$', 1),
    regexp_extract(useridentity.arn, '(?s):assumed-role/[^/]+/(.+)$', 1)
  )) AS call_session
FROM ${tableOf({ database, table })}
WHERE eventtime >= '${from === undefined ? '<2026-01-01T00:00:00Z>' : timeOf(from)}'
  AND eventtime < '${to === undefined ? '<2026-12-01T00:00:00Z>' : timeOf(to)}'
${partitionCondition(partition, from, to)}  AND coalesce(useridentity.type, 'Role') IN ('AssumedRole', 'Role')
)
SELECT
  min(eventtime) AS "first",
  max(eventtime) AS "last",
  eventsource,
  eventname,
  awsregion,
  call_account AS "recipientaccountid",
  'AssumedRole' AS "useridentity.type",
  'AROA:chatbot' AS "useridentity.principalid",
  useridentity.sessioncontext.sessionissuer.arn AS "useridentity.sessioncontext.sessionissuer.arn",
  count(DISTINCT eventid) AS "calls",
  count(DISTINCT CASE WHEN regexp_like(errorcode, '${denial}') THEN eventid END) AS "denied",
  array_join(array_agg(DISTINCT regexp_extract(errormessage, '${policyArn}')), ' ') AS "errormessage"
FROM calls
WHERE call_session LIKE '%chatbot%'
GROUP BY 3, 4, 5, 6, 9
ORDER BY "calls" DESC
`;

/** The condition on the columns that partition a table by day; files of the last day can arrive on the next. */
function partitionCondition(partition: readonly string[], from?: string, to?: string): string {
  if (partition.length === 0) return '';
  const dayOf = (time: string | undefined) => time?.slice(0, 10).replaceAll('-', '/');
  const columns = partition.map(identifier);
  const day = columns.length > 1 ? `concat(${columns.join(", '/', ")})` : columns.join('');
  return `  AND ${day} >= '${dayOf(from) ?? '<2026/01/01>'}'
  AND ${day} <= '${dayOf(to) ?? '<2026/12/01>'}'
`;
}

/** @see https://docs.aws.amazon.com/security-lake/latest/userguide/subscriber-query-examples2.html (read 2026-11-30) */
const securityLake = ({ database, table, from, to }: QueryParameters): string =>
  `-- Calls from chat, one row for each kind of call. Trino SQL, for the CloudTrail source of Security Lake, version 2
-- (OCSF 1.1). The table is partitioned by time_dt, so the period bounds what is scanned and billed.
WITH calls AS (
SELECT
  *,
  lower(coalesce(
    regexp_extract(actor.user.uid_alt, '(?s):(.*)$', 1),
    regexp_extract(actor.user.uid, '(?s):assumed-role/[^/]+/(.+)$', 1)
  )) AS call_session
FROM ${tableOf({ database, table })}
WHERE time_dt >= TIMESTAMP '${timestampOf(from) ?? '<2026-01-01 00:00:00>'}'
  AND time_dt < TIMESTAMP '${timestampOf(to) ?? '<2026-12-01 00:00:00>'}'
  AND coalesce(actor.user.type, 'Role') IN ('AssumedRole', 'Role')
)
SELECT
  date_format(min(time_dt), '%Y-%m-%dT%H:%i:%sZ') AS "first",
  date_format(max(time_dt), '%Y-%m-%dT%H:%i:%sZ') AS "last",
  api.service.name AS "eventsource",
  api.operation AS "eventname",
  cloud.region AS "awsregion",
  cloud.account.uid AS "recipientaccountid",
  'AssumedRole' AS "useridentity.type",
  'AROA:chatbot' AS "useridentity.principalid",
  actor.session.issuer AS "useridentity.sessioncontext.sessionissuer.arn",
  count(DISTINCT metadata.uid) AS "calls",
  count(DISTINCT CASE WHEN regexp_like(api.response.error, '${denial}') THEN metadata.uid END) AS "denied",
  array_join(array_agg(DISTINCT regexp_extract(api.response.message, '${policyArn}')), ' ') AS "errormessage"
FROM calls
WHERE call_session LIKE '%chatbot%'
GROUP BY 3, 4, 5, 6, 9
ORDER BY "calls" DESC
`;

/** A table by its name; a quotation mark in it is doubled. */
function tableOf({
  database,
  table,
}: {
  readonly database?: string | undefined;
  readonly table?: string | undefined;
}) {
  if (table === undefined) return '<table>';
  return database === undefined ? identifier(table) : `${identifier(database)}.${identifier(table)}`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A time of a period as a literal of SQL. */
function timestampOf(time: string | undefined): string | undefined {
  return time === undefined ? undefined : timeOf(time)?.replace('T', ' ').replace('Z', '');
}

const logsInsights =
  (): string => `# The audit log of chat: Logs Insights in us-east-1, on the log groups /aws/chatbot/*. AWS does not publish the fields of an
# entry; name the field of the command with \`replay --command-field\`. Save the results as JSON.
fields @timestamp, @log, @ptr, @message
| sort @timestamp asc
| limit 10000
`;

const lookupEvents = ({
  from,
  to,
}: QueryParameters): string => `# The last 90 days of one account and Region, management events only; two requests a second. CloudTrail cannot filter by
# the role here: name the session of the chat service.
aws cloudtrail lookup-events --region <eu-west-1> \\
  --lookup-attributes AttributeKey=Username,AttributeValue=<chatbot-session> \\
  --start-time ${from ?? '<2026-09-01>'} --end-time ${to ?? '<2026-12-01>'} --output json > events.json
`;

const queries: ReadonlyMap<string, (parameters: QueryParameters) => string> = new Map([
  ['athena', athena],
  ['logs-insights', logsInsights],
  ['lookup-events', lookupEvents],
  ['security-lake', securityLake],
]);
