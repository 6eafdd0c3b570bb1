import { originOf } from './chat-session.js';
import type { CallRecord, ChatRecord, CommandRecord } from './record.js';
import { countOnce } from './reduced-rows.js';
import { seenIds } from './seen-ids.js';
import type { KeptCall, Tallies, Tally } from './tallies.js';

/** Counts records, one at a time and in any order. */
export interface Tallier {
  readonly add: (record: ChatRecord) => void;
  readonly result: () => Tallies;
}

/** The most calls that are counted separately; the rest is counted without resource and not joined with the audit log. */
export const maxKept = 200_000;

/** The ARN of a policy in the message of a denial. */
const policyArn = /arn:[^:\s]+:organizations::[^\s"'),]*p-[A-Za-z0-9]+/g;

/** Error codes for a request that a policy denies. */
const denialCode = /AccessDenied|Unauthorized|NotAuthorized|Forbidden/i;

/** A counter of records. Memory grows with what is different among calls from chat, and little with the events. */
export function tallier(): Tallier {
  const seen = seenIds();
  const tallies = new Map<string, Tally>();
  const commands: CommandRecord[] = [];
  const kept: KeptCall[] = [];
  const rows: Tally[] = [];
  const counts = { read: 0, fromChat: 0, background: 0, hasDataEvents: false, isCut: false };
  let from: string | undefined;
  let to: string | undefined;
  const note = (first: string, last: string): void => {
    if (from === undefined || first < from) from = first;
    if (to === undefined || last > to) to = last;
  };
  const tallyOf = (record: CallRecord, isBackground: boolean): Tally => {
    const { source, name, accountId, region, roleArn = '' } = record;
    const isFull = tallies.size >= maxKept;
    if (isFull && record.resource !== undefined) counts.isCut = true;
    const resource = isFull ? undefined : record.resource;
    const key = [source, name, accountId, region, roleArn, resource ?? ''].join('\u0000');
    const known = tallies.get(key);
    if (known !== undefined) return known;
    const tally = { ...emptyTally(record, isBackground), ...(resource === undefined ? {} : { resource }) };
    tallies.set(key, tally);
    return tally;
  };
  const rowOf = (record: CallRecord, isBackground: boolean): Tally => {
    const row = { ...emptyTally(record, isBackground), isReduced: true };
    rows.push(row);
    return row;
  };
  const addCall = (record: CallRecord): void => {
    const { calls = 1, last = record.time } = record;
    counts.read += calls;
    if (record.isDataEvent === true) counts.hasDataEvents = true;
    note(record.time, last);
    const origin = originOf(record);
    if (origin === 'not-from-chat') return;
    const isBackground = origin === 'background';
    if (isBackground) counts.background += calls;
    else counts.fromChat += calls;
    const tally = record.calls === undefined ? tallyOf(record, isBackground) : rowOf(record, isBackground);
    tally.calls += calls;
    const denied = record.denied ?? (denialCode.test(record.errorCode ?? '') ? calls : 0);
    tally.denied += denied;
    if (record.time < tally.first) tally.first = record.time;
    if (last > tally.last) tally.last = last;
    for (const [policy] of (record.errorMessage ?? '').matchAll(policyArn)) tally.deniedBy.add(policy);
    if (isBackground || tally.isReduced === true) return;
    if (kept.length < maxKept) kept.push({ tally, time: record.time, denied: denied > 0 });
    else counts.isCut = true;
  };
  return {
    add: (record) => {
      if (!seen.add(`${record.kind} ${record.id}`)) return;
      if (record.kind === 'call') addCall(record);
      else {
        counts.read++;
        note(record.time, record.time);
        if (commands.length < maxKept) commands.push(record);
        else counts.isCut = true;
      }
    },
    result: () => {
      const counted = { ...counts, tallies: [...tallies.values()], commands, kept };
      const period = from === undefined || to === undefined ? {} : { from, to };
      return { ...(rows.length === 0 ? counted : countOnce(counted, rows)), ...period };
    },
  };
}

function emptyTally(record: CallRecord, isBackground: boolean): Tally {
  const { source, name, accountId, region, roleArn = '', time } = record;
  const counts = { calls: 0, denied: 0, first: time, last: time, deniedBy: new Set<string>() };
  return { source, name, accountId, region, roleArn, isBackground, ...counts };
}
