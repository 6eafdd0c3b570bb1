/** Where records can be reduced before they are read. */
export const queryNames = ['athena', 'logs-insights', 'lookup-events', 'security-lake'] as const;

/**
 * The query that reduces records to calls from chat, where the records are; undefined for another name. Its results are
 * what `parseRecord` reads. Values in angle brackets are for the reader to fill in.
 * @see https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html (read 2026-11-30)
 */
export function printedQuery(name: string): string | undefined {
  return queries.get(name);
}

const athena = `-- Calls from chat, one row for each kind of call. Trino SQL, for the CloudTrail table of the Athena guide.
-- Fill in the table and the period; a table with partitions needs a condition on them, which bounds what is scanned.
SELECT
  min(eventtime) AS "first",
  max(eventtime) AS "last",
  eventsource,
  eventname,
  awsregion,
  recipientaccountid,
  useridentity.type AS "useridentity.type",
  regexp_replace(useridentity.principalid, '^[^:]+', 'AROA') AS "useridentity.principalid",
  useridentity.sessioncontext.sessionissuer.arn AS "useridentity.sessioncontext.sessionissuer.arn",
  count(DISTINCT eventid) AS "calls",
  count(DISTINCT CASE WHEN regexp_like(errorcode, '(?i)accessdenied|unauthorized|notauthorized|forbidden') THEN eventid END) AS "denied",
  max(CASE WHEN errormessage LIKE '%arn:%:organizations::%' THEN errormessage END) AS "errormessage"
FROM <table>
WHERE eventtime >= '<2026-01-01T00:00:00Z>'
  AND eventtime < '<2026-12-01T00:00:00Z>'
  AND useridentity.type = 'AssumedRole'
  AND regexp_like(useridentity.principalid, '(?i)^[^:]+:.*chatbot')
GROUP BY 3, 4, 5, 6, 7, 8, 9
ORDER BY "calls" DESC
`;

const securityLake = `-- Calls from chat, one row for each kind of call. Trino SQL, for the CloudTrail source of Security Lake (OCSF 1.1).
-- Fill in the table and the days.
SELECT
  date_format(min(from_unixtime(time / 1000)), '%Y-%m-%dT%H:%i:%sZ') AS "first",
  date_format(max(from_unixtime(time / 1000)), '%Y-%m-%dT%H:%i:%sZ') AS "last",
  api.service.name AS eventsource,
  api.operation AS eventname,
  cloud.region AS awsregion,
  cloud.account.uid AS recipientaccountid,
  actor.user.type AS "useridentity.type",
  regexp_replace(actor.user.uid_alt, '^[^:]+', 'AROA') AS "useridentity.principalid",
  actor.session.issuer AS "useridentity.sessioncontext.sessionissuer.arn",
  count(DISTINCT metadata.uid) AS "calls",
  count(DISTINCT CASE WHEN regexp_like(api.response.error, '(?i)accessdenied|unauthorized|notauthorized|forbidden') THEN metadata.uid END) AS "denied",
  max(CASE WHEN api.response.message LIKE '%arn:%:organizations::%' THEN api.response.message END) AS "errormessage"
FROM <table>
WHERE eventday >= '<20260101>'
  AND eventday < '<20261201>'
  AND regexp_like(actor.user.uid_alt, '(?i)^[^:]+:.*chatbot')
GROUP BY 3, 4, 5, 6, 7, 8, 9
ORDER BY "calls" DESC
`;

const logsInsights = `# The audit log of chat: Logs Insights in us-east-1, on the log groups /aws/chatbot/*. AWS does not publish the fields of an
# entry; \`replay --command-field\` says where the command stands. Save the results as JSON.
fields @timestamp, @log, @ptr, @message
| sort @timestamp asc
| limit 10000
`;

const lookupEvents = `# The last 90 days of one account and Region, management events only; two requests a second. CloudTrail cannot filter by
# session name here, so all sessions of a role are read: name the role of the chat configuration.
aws cloudtrail lookup-events --region <eu-west-1> \\
  --lookup-attributes AttributeKey=Username,AttributeValue=<chatbot-session> \\
  --start-time <2026-09-01> --end-time <2026-12-01> --output json > events.json
`;

const queries: ReadonlyMap<string, string> = new Map([
  ['athena', athena],
  ['logs-insights', logsInsights],
  ['lookup-events', lookupEvents],
  ['security-lake', securityLake],
]);
