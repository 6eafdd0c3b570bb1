/**
 * Streams compressed CloudTrail files through `replay`'s reader and counter, against decompressing and parsing them
 * alone. Each side is a process of its own, so the memory is that of one side; time is that of the CPU, in all threads.
 * On 2026-11-30, on two cores with other work: 9,980,000 events (12 GB, 580 MB compressed) at 1.29 times, with 234 MB;
 * 835,000 events (1 GB) at 1.2 times or less, with 161 MB. Memory grows up to two tables of IDs of 32 MB each.
 * Usage: `npm run bench -- replay [-- MEGABYTES]` (uncompressed; default 100); exit 1 where a ratio is over its limit.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readRecords } from '../modules/inventory/records/read-records.js';
import { isJsonObject, type JsonValue } from '../modules/policy/text/json.js';
import { parseRecord } from '../modules/replay/parse-record.js';
import { tallier } from '../modules/replay/tally.js';

/** At most this many times the time of decompressing and parsing alone. */
const maxTimes = 1.5;
/** At most this many times the memory for four times the records. */
const maxGrowth = 1.25;
const eventsPerFile = 5_000;

interface Measured {
  /** Of the CPU, in all threads: it does not depend on what else the machine does. */
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly events: number;
}

function event(file: number, index: number) {
  const number = file * eventsPerFile + index;
  const hex = (number * 2654435761).toString(16).padStart(12, '0').slice(-12);
  const isChat = number % 500 === 0;
  const session = isChat ? 'chatbot-session' : `pipeline-${number % 97}`;
  const accountId = String(222222222222 + (number % 50));
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLEEXAMPLEEX:${session}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/role-${number % 30}/${session}`,
      accountId,
      accessKeyId: 'ASIAEXAMPLEEXAMPLEEX',
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${accountId}:role/role-${number % 30}`, accountId },
        attributes: { creationDate: '2026-06-01T10:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: new Date(1_780_000_000_000 + number * 1_000).toISOString().replace('.000Z', 'Z'),
    eventSource: number % 3 === 0 ? 'ec2.amazonaws.com' : 'rds.amazonaws.com',
    eventName: number % 2 === 0 ? 'DescribeInstances' : 'StopDBInstance',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.170',
    requestParameters: {
      instancesSet: { items: [{ instanceId: `i-${hex}` }] },
      filterSet: {},
      maxResults: 100,
    },
    responseElements: null,
    requestID: `0f1e2d3c-4b5a-6978-8796-${hex}`,
    eventID: `a1b2c3d4-e5f6-4789-abcd-${hex}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: 'ec2.eu-west-1.amazonaws.com',
    },
  };
}

/** Writes files of records until they have so many bytes. Returns their number. */
function writeFiles(folder: string, megabytes: number): number {
  let bytes = 0;
  let file = 0;
  for (; bytes < megabytes * 1e6; file++) {
    const Records = Array.from({ length: eventsPerFile }, (_, index) => event(file, index));
    const text = JSON.stringify({ Records });
    bytes += text.length;
    writeFileSync(join(folder, `${file}.json.gz`), gzipSync(text, { level: 1 }));
  }
  return file;
}

async function stream(folder: string, files: number): Promise<number> {
  const counter = tallier();
  for (let file = 0; file < files; file++) {
    const bytes = createReadStream(join(folder, `${file}.json.gz`));
    for await (const { values } of readRecords(bytes)) {
      for (const value of values) {
        const record = parseRecord(value);
        if (record.kind !== 'unreadable') counter.add(record);
      }
    }
  }
  return counter.result().read;
}

async function parseAlone(folder: string, files: number): Promise<number> {
  let events = 0;
  for (let file = 0; file < files; file++) {
    const text = gunzipSync(readFileSync(join(folder, `${file}.json.gz`))).toString('utf8');
    const parsed: JsonValue = JSON.parse(text);
    const records = isJsonObject(parsed) ? parsed['Records'] : [];
    events += Array.isArray(records) ? records.length : 0;
  }
  return events;
}

/** Runs one side in a process of its own. */
function measure(side: string, folder: string, files: number): Measured {
  const words = [...process.execArgv, process.argv[1] ?? '', side, folder, String(files)];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
}

async function runSide(side: string, folder: string, files: number): Promise<void> {
  const begun = process.cpuUsage();
  const events = await (side === 'stream' ? stream : parseAlone)(folder, files);
  const { user, system } = process.cpuUsage(begun);
  const milliseconds = Math.round((user + system) / 1000);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1000);
  console.log(JSON.stringify({ milliseconds, megabytes, events }));
}

function compare(megabytes: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-replay-'));
  try {
    const files = writeFiles(folder, megabytes);
    const alone = measure('alone', folder, files);
    const whole = measure('stream', folder, files);
    const quarter = measure('stream', folder, Math.ceil(files / 4));
    if (whole.events !== alone.events) throw new Error(`${whole.events} of ${alone.events} events were read`);
    const times = whole.milliseconds / alone.milliseconds;
    const growth = whole.megabytes / quarter.megabytes;
    console.log(`${whole.events} events, ${megabytes} MB`);
    console.log(`decompress and parse alone: ${alone.milliseconds} ms`);
    console.log(
      `stream and count: ${whole.milliseconds} ms, ${times.toFixed(2)} times (at most ${maxTimes})`,
    );
    console.log(
      `memory: ${whole.megabytes} MB, ${growth.toFixed(2)} times that of a quarter (at most ${maxGrowth})`,
    );
    process.exitCode = times > maxTimes || growth > maxGrowth ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first = '100', folder, files] = process.argv.slice(2);
if (folder === undefined) compare(Number(first));
else void runSide(first, folder, Number(files));
