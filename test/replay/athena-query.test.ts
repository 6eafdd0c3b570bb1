import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { JsonObject } from '../../modules/policy/text/json';
import { parseRecord } from '../../modules/replay/parse-record';
import { printedQuery } from '../../modules/replay/queries';
import type { Tallies } from '../../modules/replay/tallies';
import { tallier } from '../../modules/replay/tally';
import { runs, seed } from '../support/effort';
import { type Random, randomFrom } from '../support/random';

const folder = mkdtempSync(join(tmpdir(), 'athena-query-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What DuckDB spells differently from Trino; its names of columns also keep the case of the JSON. */
const dialect: readonly (readonly [RegExp, string])[] = [
  [/regexp_like\(/g, 'regexp_matches('],
  // Without a match Trino answers NULL, DuckDB an empty string.
  [/regexp_extract\(((?:[^()']|'(?:[^']|'')*')*)\)/g, "nullif(regexp_extract($1), '')"],
  [/array_join\(/g, 'array_to_string('],
];

/** The columns of the CloudTrail table of the Athena guide that the query reads. */
const record = `STRUCT(eventID VARCHAR, eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR,
  recipientAccountId VARCHAR, errorCode VARCHAR, errorMessage VARCHAR, userIdentity STRUCT(type VARCHAR,
  principalId VARCHAR, arn VARCHAR, accountId VARCHAR, sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))))[]`;

const from = '2026-03-01';
const to = '2026-09-01';

/** The rows of the printed query over a file of CloudTrail, as Athena writes them into CSV. */
async function reduced(file: string, partition: readonly string[]): Promise<readonly JsonObject[]> {
  const printed = printedQuery('athena', { table: 'cloudtrail_logs', from, to, partition }) ?? '';
  const query = dialect.reduce((sql, [trino, duck]) => sql.replace(trino, duck), printed);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(
      `CREATE TABLE cloudtrail_logs AS SELECT r.*, replace(r.eventTime[1:10], '-', '/') AS "timestamp"
       FROM (SELECT unnest(Records) AS r FROM read_json('${file}', columns = {Records: '${record}'}))`,
    );
    const reader = await connection.runAndReadAll(query);
    return reader
      .getRowObjects()
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name.toLowerCase(),
            value === null ? '' : String(value),
          ]),
        ),
      );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
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
    .map(({ deniedBy, isBackground: _, ...tally }) => ({ ...tally, deniedBy: [...deniedBy].sort() }))
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
      eventTime: `2026-0${1 + random.below(9)}-${10 + random.below(20)}T10:00:0${random.below(10)}Z`,
      eventSource: random.pick(['rds.amazonaws.com', 'logs.amazonaws.com']),
      eventName: random.pick(['StopDBInstance', 'DescribeLogGroups', "O'Name"]),
      awsRegion: random.pick(['eu-west-1', 'us-east-1']),
      ...(random.once(5) ? {} : { recipientAccountId: accountId }),
      userIdentity: {
        ...(random.once(6)
          ? {}
          : { type: random.pick(['AssumedRole', 'AssumedRole', 'IAMUser', 'AWSService']) }),
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

test(`the query reduces records to the groups of the streaming reader, duplicates once (seed ${seed})`, async () => {
  const random = randomFrom(seed);
  let groups = 0;
  for (let run = 0; run < runs(500); run++) {
    const records = scene(random);
    const file = join(folder, `trail-${run}.json`);
    writeFileSync(file, JSON.stringify({ Records: records }));
    const rows = await reduced(file, run % 2 === 0 ? ['timestamp'] : []);
    const inPeriod = records.filter(({ eventTime }) => String(eventTime) >= from && String(eventTime) < to);
    const streamed = groupsOf(tallied(inPeriod));
    expect(groupsOf(tallied(rows))).toEqual(streamed);
    expect(rows).toHaveLength(streamed.length);
    groups += rows.length;
  }
  expect(groups).toBeGreaterThan(runs(500));
}, 600_000);
