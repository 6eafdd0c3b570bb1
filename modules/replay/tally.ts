import { isBackgroundCall } from './chat-session.js';
import type { CallRecord, ChatRecord, CommandRecord } from './record.js';
import { countOnce } from './reduced-rows.js';
import { recentIds, seenIds } from './seen-ids.js';
import type { KeptCall, Tallies, Tally } from './tallies.js';

/** Counts records, one at a time and in any order. */
export interface Tallier {
  readonly add: (record: ChatRecord) => void;
  readonly result: () => Tallies;
}

/** The most calls that are counted separately; the rest is counted without resource and not joined with the audit log. */
export const maxKept = 200_000;

const slotsForOthers = 1 << 22;

/** At least so many of the latest events that are not from chat are recognized when they come again. */
export const rememberedOthers = (slotsForOthers * 3) / 4;

/** The ARN of a policy in the message of a denial. */
const policyArn = /arn:[^:\s]+:organizations::[^\s"'),]*p-[A-Za-z0-9]+/g;

/** Error codes for a request that a policy denies. */
const denialCode = /AccessDenied|Unauthorized|NotAuthorized|Forbidden/i;

/** A counter of records. Memory grows with the calls from chat; of other events, only the latest IDs are remembered. */
export function tallier(): Tallier {
  const seen = seenIds();
  const others = recentIds(slotsForOthers);
  const tallies = new Map<string, Tally>();
  const commands: CommandRecord[] = [];
  const kept: KeptCall[] = [];
  const rows: Tally[] = [];
  const counts = { read: 0, fromChat: 0, background: 0, hasDataEvents: false, isCut: false };
  let from: string | undefined;
  let to: string | undefined;
  const note = (time: string, last = time, calls = 1): void => {
    counts.read += calls;
    if (from === undefined || time < from) from = time;
    if (to === undefined || last > to) to = last;
  };
  const tallyOf = (record: CallRecord, isBackground: boolean): Tally | undefined => {
    const { source, name, accountId, region, roleArn = '' } = record;
    const isFull = tallies.size >= maxKept;
    if (isFull && record.resource !== undefined) counts.isCut = true;
    const resource = isFull ? undefined : record.resource;
    const key = [source, name, accountId, region, roleArn, resource ?? ''].join('\u0000');
    const known = tallies.get(key);
    if (known !== undefined) return known;
    if (tallies.size >= 2 * maxKept) {
      counts.isCut = true;
      return undefined;
    }
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
    const isBackground = isBackgroundCall(record);
    if (isBackground) counts.background += calls;
    else counts.fromChat += calls;
    const tally = record.calls === undefined ? tallyOf(record, isBackground) : rowOf(record, isBackground);
    if (tally === undefined) return;
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
      const { kind, id, time } = record;
      if (!(kind === 'other-call' ? others.add(id) : seen.add(`${kind} ${id}`))) return;
      if (kind === 'command') {
        note(time);
        if (commands.length < maxKept) commands.push(record);
        else counts.isCut = true;
        return;
      }
      note(time, record.last, record.calls);
      if (record.isDataEvent === true) counts.hasDataEvents = true;
      if (kind === 'call') addCall(record);
    },
    result: () => {
      const hasForgotten = others.hasForgotten();
      const counted = { ...counts, hasForgotten, tallies: [...tallies.values()], commands, kept };
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
