import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type JsonObject, objectOf } from '../../modules/policy/text/json';
import { parseRecord } from '../../modules/replay/parse-record';
import { printedQuery, type QueryParameters } from '../../modules/replay/queries';
import type { Tallies } from '../../modules/replay/tallies';
import { tallier } from '../../modules/replay/tally';
import { patience, runs, seed } from '../support/effort';
import { type Random, randomFrom } from '../support/random';

const folder = mkdtempSync(join(tmpdir(), 'record-queries-'));
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true });
});

/** What DuckDB spells differently from Trino; its names of columns also keep the case of the JSON. */
const dialect: readonly (readonly [RegExp, string])[] = [
  [/regexp_like\(/g, 'regexp_matches('],
  // Without a match Trino answers NULL, DuckDB an empty string.
  [/regexp_extract\(((?:[^()']|'(?:[^']|'')*')*)\)/g, "nullif(regexp_extract($1), '')"],
  [/array_join\(/g, 'array_to_string('],
  [/date_format\(/g, 'strftime('],
  [/%H:%i:%s/g, '%H:%M:%S'],
];

/** The columns of the CloudTrail table of the Athena guide that the query reads. */
const record = `STRUCT(eventID VARCHAR, eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR,
  recipientAccountId VARCHAR, errorCode VARCHAR, errorMessage VARCHAR, userIdentity STRUCT(type VARCHAR,
  principalId VARCHAR, arn VARCHAR, accountId VARCHAR, sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))))[]`;

const from = '2026-03-01';
const to = '2026-09-01';

/** The columns of Security Lake's table of CloudTrail (version 2) that the query reads. */
const ocsfRecord = `STRUCT(metadata STRUCT(uid VARCHAR), time_dt TIMESTAMP, api STRUCT(operation VARCHAR,
  service STRUCT(name VARCHAR), response STRUCT(error VARCHAR, message VARCHAR)), cloud STRUCT(region VARCHAR,
  account STRUCT(uid VARCHAR)), actor STRUCT("user" STRUCT(type VARCHAR, uid VARCHAR, uid_alt VARCHAR),
  session STRUCT(issuer VARCHAR)))[]`;

/** How a test makes the table of a query from a file. */
interface Source {
  readonly query: string;
  readonly records: string;
  readonly columns: string;
  readonly parameters?: QueryParameters;
}

const day = 'r.eventTime[1:10]';
const sources = {
  whole: { query: 'athena', records: record, columns: 'r.*' },
  byTimestamp: {
    query: 'athena',
    records: record,
    columns: `r.*, replace(${day}, '-', '/') AS "timestamp"`,
    parameters: { partition: ['timestamp'] },
  },
  byParts: {
    query: 'athena',
    records: record,
    columns: `r.*, ${day}[1:4] AS "year", ${day}[6:7] AS "month", ${day}[9:10] AS "day"`,
    parameters: { partition: ['year', 'month', 'day'] },
  },
  securityLake: { query: 'security-lake', records: ocsfRecord, columns: 'r.*' },
} as const satisfies Record<string, Source>;

/** The rows of a printed query over a file, as Athena writes them into CSV. */
async function reduced(
  file: string,
  { query: name, records, columns, parameters = {} }: Source,
): Promise<readonly JsonObject[]> {
  const printed = printedQuery(name, { table: 'trail', from, to, ...parameters }) ?? '';
  const query = dialect.reduce((sql, [trino, duck]) => sql.replace(trino, duck), printed);
  await connection.run(
    `CREATE OR REPLACE TABLE trail AS SELECT ${columns}
     FROM (SELECT unnest(Records) AS r FROM read_json('${file}', columns = {Records: '${records}'}))`,
  );
  const reader = await connection.runAndReadAll(query);
  return reader
    .getRowObjects()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name.toLowerCase(), value === null ? '' : String(value)]),
      ),
    );
}

function tallied(values: readonly JsonObject[]): Tallies {
  const counter = tallier();
  for (const value of values) {
    const parsed = parseRecord(value);
    if (parsed.kind === 'call') counter.add(parsed);
  }
  return counter.result();
}

/** What must be equal: the groups of the streaming reader, without resources, which the query does not tell apart. */
function groupsOf({ tallies }: Tallies) {
  return tallies
    .map(({ deniedBy, isBackground: _, isReduced: __, ...tally }) => ({
      ...tally,
      deniedBy: [...deniedBy].sort(),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const policy = (id: string) => `arn:aws:organizations::111111111111:policy/o-a/service_control_policy/${id}`;

function scene(random: Random): readonly JsonObject[] {
  const records = Array.from({ length: random.below(60) }, (_, index): JsonObject => {
    const accountId = random.pick(['222222222222', '333333333333']);
    const role = random.pick(['ops', 'dev', 'naïve "role", x']);
    const session = random.pick(['chatbot-session', 'ChatBot', 'a:chatbot', 'ci', 'console', 'chat bot']);
    const denied = random.once(4);
    return {
      eventID: `event-${index}`,
      eventTime: `2026-0${1 + random.below(9)}-${10 + random.below(19)}T10:00:0${random.below(10)}Z`,
      eventSource: random.pick(['rds.amazonaws.com', 'logs.amazonaws.com']),
      eventName: random.pick(['StopDBInstance', 'DescribeLogGroups', "O'Name"]),
      awsRegion: random.pick(['eu-west-1', 'us-east-1']),
      ...(random.once(5) ? {} : { recipientAccountId: accountId }),
      userIdentity: {
        ...(random.once(6) ? {} : { type: random.pick(['AssumedRole', 'Role', 'IAMUser', 'AWSService']) }),
        ...(random.once(6) ? {} : { principalId: `AROAEXAMPLE:${session}` }),
        arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
        accountId,
        sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${accountId}:role/${role}` } },
      },
      ...(denied
        ? { errorCode: random.pick(['AccessDenied', 'Client.UnauthorizedOperation', 'Throttling']) }
        : {}),
      ...(denied
        ? { errorMessage: random.pick(['no', `deny in: ${policy('p-abcd1234')}`, `${policy('p-ef')}.`]) }
        : {}),
    };
  });
  return [...records, ...records.filter(() => random.once(5))];
}

/** An event as Security Lake writes it. */
function ocsfOf(event: JsonObject): JsonObject {
  const identity = objectOf(event['userIdentity']);
  const issuer = objectOf(objectOf(identity['sessionContext'])['sessionIssuer']);
  return {
    metadata: { uid: event['eventID'] ?? null, product: { feature: { name: 'Management' } } },
    time_dt: event['eventTime'] ?? null,
    api: {
      operation: event['eventName'] ?? null,
      service: { name: event['eventSource'] ?? null },
      response: { error: event['errorCode'] ?? null, message: event['errorMessage'] ?? null },
    },
    cloud: {
      region: event['awsRegion'] ?? null,
      account: { uid: event['recipientAccountId'] ?? identity['accountId'] ?? null },
    },
    actor: {
      user: {
        type: identity['type'] ?? null,
        uid: identity['arn'] ?? null,
        uid_alt: identity['principalId'] ?? null,
      },
      session: { issuer: issuer['arn'] ?? null },
    },
  };
}

test(
  `each query reduces records to the groups of the streaming reader, duplicates once (seed ${seed})`,
  async () => {
    const random = randomFrom(seed);
    let groups = 0;
    for (let run = 0; run < runs(500); run++) {
      const records = scene(random);
      const ocsf = records.map(ocsfOf);
      const inPeriod = (_: JsonObject, index: number) => {
        const time = String(records[index]?.['eventTime']);
        return time >= from && time < to;
      };
      const streamed = groupsOf(tallied(records.filter(inPeriod)));
      expect(groupsOf(tallied(ocsf.filter(inPeriod)))).toEqual(streamed);
      for (const [name, source] of Object.entries(sources)) {
        const file = join(folder, `${name}-${run}.json`);
        writeFileSync(file, JSON.stringify({ Records: source.query === 'athena' ? records : ocsf }));
        const rows = await reduced(file, source);
        expect(groupsOf(tallied(rows))).toEqual(streamed);
        expect(rows).toHaveLength(streamed.length);
      }
      groups += streamed.length;
    }
    expect(groups).toBeGreaterThan(runs(500));
  },
  patience,
);
