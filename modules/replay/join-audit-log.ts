import type { ChatChannel } from '../policy/organization/organization.js';
import type { Replay, ReplayWorld } from './answer.js';
import type { Candidate } from './chat-session.js';
import type { CommandRecord } from './record.js';
import type { KeptCall, Tallies, Tally } from './tallies.js';

/** Calls that are alike, with their IAM actions, the configurations that they can have come from, and people. */
export interface AttributedCalls {
  readonly tally: Tally;
  readonly actions: readonly string[];
  readonly candidates: readonly Candidate[];
  /** How many of the calls each person made. */
  readonly people: ReadonlyMap<string, number>;
}

/** Calls of CloudTrail and of the audit log, each counted once. */
export interface JoinedCalls {
  readonly calls: readonly AttributedCalls[];
  /** How many calls only the audit log has. */
  readonly commandCalls: number;
  /** Commands whose actions are not known. */
  readonly unmapped: Replay['unmapped'];
}

/** The audit log and CloudTrail have different clocks: at most so far apart, in milliseconds. */
const maxDistance = 120_000;

/**
 * Joins commands of the audit log with calls by account, time and action: a call that matches gets its person, and the
 * configuration for certain. A command without a call, such as one for a data event that was not logged, is a call of
 * its own.
 */
export function joinAuditLog(
  { commands, kept }: Tallies,
  attributed: readonly AttributedCalls[],
  world: Pick<ReplayWorld, 'before' | 'actionsOfCommand'>,
): JoinedCalls {
  if (commands.length === 0) return { calls: attributed, commandCalls: 0, unmapped: [] };
  const index = indexOf(kept, attributed);
  const rows = rowsByAction(attributed);
  const ofRows: IndexedCall[] = [];
  const parts = new Map<string, Part>();
  const unmapped = new Map<string, number>();
  let commandCalls = 0;
  for (const command of [...commands].sort((a, b) => (a.time < b.time ? -1 : 1))) {
    const actions = world.actionsOfCommand(command.command);
    const channels = channelsOf(command, world);
    if (actions.length === 0) {
      const words = command.command.trim().split(/\s+/).slice(0, 3).join(' ');
      unmapped.set(words, (unmapped.get(words) ?? 0) + 1);
    }
    const call = nearest(index, command, channels, actions) ?? callOfRow(rows, command, channels, actions);
    if (call !== undefined) {
      call.isUsed = true;
      if (call.calls.tally.isReduced === true) ofRows.push(call);
      addTo(parts, partOf(call, channels), command, call.kept.denied);
    } else {
      commandCalls++;
      if (actions.length > 0) addTo(parts, ownPart(command, actions, channels), command, false);
    }
  }
  return {
    calls: [...remaining(attributed, [...[...index.values()].flat(), ...ofRows]), ...parts.values()],
    commandCalls,
    unmapped: [...unmapped].map(([eventName, calls]) => ({ eventSource: 'audit-log', eventName, calls })),
  };
}

interface IndexedCall {
  readonly kept: KeptCall;
  readonly calls: AttributedCalls;
  readonly time: number;
  isUsed: boolean;
}

/** Calls by their actions. */
type CallIndex = ReadonlyMap<string, readonly IndexedCall[]>;

function indexOf(kept: readonly KeptCall[], attributed: readonly AttributedCalls[]): CallIndex {
  const byTally = new Map(attributed.map((calls) => [calls.tally, calls]));
  const index = new Map<string, IndexedCall[]>();
  for (const one of kept) {
    const calls = byTally.get(one.tally);
    const [action] = calls?.actions ?? [];
    if (calls === undefined || action === undefined) continue;
    const entry = { kept: one, calls, time: Date.parse(one.time), isUsed: false };
    const known = index.get(action);
    if (known === undefined) index.set(action, [entry]);
    else known.push(entry);
  }
  for (const entries of index.values()) entries.sort((a, b) => a.time - b.time);
  return index;
}

/** The chat configurations of a command. */
function channelsOf(
  { configuration, accountId }: CommandRecord,
  { before }: Pick<ReplayWorld, 'before'>,
): readonly ChatChannel[] {
  return before.channels.filter(
    (channel) =>
      channel.name === configuration && (accountId === undefined || channel.accountId === accountId),
  );
}

/** The call of a command that is nearest in time and not joined with another one. */
function nearest(
  index: CallIndex,
  { time, accountId }: CommandRecord,
  channels: readonly ChatChannel[],
  actions: readonly string[],
): IndexedCall | undefined {
  const at = Date.parse(time);
  const accounts = accountsOf(accountId, channels);
  const fits = ({ isUsed, calls }: IndexedCall) => !isUsed && canBeOf(calls, channels, accounts);
  let best: IndexedCall | undefined;
  for (const action of actions) {
    const entries = index.get(action) ?? [];
    for (let next = firstFrom(entries, at - maxDistance); next < entries.length; next++) {
      const entry = entries[next];
      if (entry === undefined || entry.time > at + maxDistance) break;
      if (fits(entry) && (best === undefined || Math.abs(entry.time - at) < Math.abs(best.time - at)))
        best = entry;
    }
  }
  return best;
}

/** Rows of queries, with the number of their calls that no command was joined with, by their actions. */
function rowsByAction(
  attributed: readonly AttributedCalls[],
): ReadonlyMap<string, { readonly calls: AttributedCalls; left: number }[]> {
  const rows = new Map<string, { readonly calls: AttributedCalls; left: number }[]>();
  for (const calls of attributed) {
    const { actions, tally } = calls;
    const [action] = actions;
    if (tally.isReduced !== true || action === undefined) continue;
    rows.set(action, [...(rows.get(action) ?? []), { calls, left: tally.calls - tally.denied }]);
  }
  return rows;
}

/** The call of a command that a row of a query contains: one that worked, between the first and the last of the row. */
function callOfRow(
  rows: ReturnType<typeof rowsByAction>,
  { time, accountId }: CommandRecord,
  channels: readonly ChatChannel[],
  actions: readonly string[],
): IndexedCall | undefined {
  const at = Date.parse(time);
  const accounts = accountsOf(accountId, channels);
  const row = actions
    .flatMap((action) => rows.get(action) ?? [])
    .find(({ calls, left }) => {
      const { first, last } = calls.tally;
      const isWithin = at >= Date.parse(first) - maxDistance && at <= Date.parse(last) + maxDistance;
      return left > 0 && isWithin && canBeOf(calls, channels, accounts);
    });
  if (row === undefined) return undefined;
  row.left--;
  const kept = { tally: row.calls.tally, time, denied: false };
  return { kept, calls: row.calls, time: at, isUsed: true };
}

function accountsOf(accountId: string | undefined, channels: readonly ChatChannel[]): readonly string[] {
  return accountId === undefined ? channels.map((channel) => channel.accountId) : [accountId];
}

/** True if calls can have come from one of the chat configurations of a command. */
function canBeOf(
  { tally, candidates }: AttributedCalls,
  channels: readonly ChatChannel[],
  accounts: readonly string[],
): boolean {
  const isCandidate = candidates.length === 0 || candidates.some(({ channel }) => channels.includes(channel));
  return accounts.includes(tally.accountId) && isCandidate;
}

/** The index of the first entry at a time or later. */
function firstFrom(entries: readonly IndexedCall[], time: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Part extends AttributedCalls {
  readonly people: Map<string, number>;
}

function partOf({ calls, kept }: IndexedCall, channels: readonly ChatChannel[]): Part {
  const candidates = calls.candidates.filter(({ channel }) => channels.includes(channel));
  const tally = { ...kept.tally, calls: 0, denied: 0, first: kept.time, last: kept.time };
  return { ...calls, tally, candidates, people: new Map() };
}

function ownPart(command: CommandRecord, actions: readonly string[], channels: readonly ChatChannel[]): Part {
  const [first] = channels;
  const candidates = channels.map((channel) => candidateOf(channel, command.user));
  const [only, ...others] = candidates;
  const tally = {
    source: 'audit-log',
    name: actions.join(' '),
    accountId: command.accountId ?? first?.accountId ?? '',
    region: /--?region[ =](\S+)/.exec(command.command)?.[1] ?? '',
    roleArn: others.length === 0 ? (only?.roleArn ?? '') : '',
    isBackground: false,
    calls: 0,
    denied: 0,
    first: command.time,
    last: command.time,
    deniedBy: new Set<string>(),
  };
  return { tally, actions, candidates, people: new Map() };
}

/** The role that a command of a person runs in: the one that the person chose, otherwise that of the channel. */
function candidateOf(
  channel: ChatChannel,
  user: string | undefined,
): Candidate & { readonly roleArn?: string | undefined } {
  const own = channel.users?.find(({ userId, roleArn }) => userId === user && roleArn !== undefined);
  return own === undefined
    ? { channel, role: 'channel_role', users: [], roleArn: channel.roleArn }
    : { channel, role: 'user_role', users: [own.userId], roleArn: own.roleArn };
}

/** Counts one call in the part that is like it. */
function addTo(parts: Map<string, Part>, made: Part, { user, time }: CommandRecord, denied: boolean): void {
  const { source, name, accountId, region, roleArn, resource } = made.tally;
  const names = made.candidates.map(({ channel, role }) => `${channel.platform} ${channel.name} ${role}`);
  const key = JSON.stringify([source, name, accountId, region, roleArn, resource, names]);
  const part = parts.get(key) ?? made;
  parts.set(key, part);
  part.tally.calls++;
  if (denied) part.tally.denied++;
  if (time < part.tally.first) part.tally.first = time;
  if (time > part.tally.last) part.tally.last = time;
  if (user !== undefined) part.people.set(user, (part.people.get(user) ?? 0) + 1);
}

/** The calls that no command was joined with. */
function remaining(
  attributed: readonly AttributedCalls[],
  indexed: readonly IndexedCall[],
): readonly AttributedCalls[] {
  const used = new Map<Tally, { calls: number; denied: number }>();
  for (const { kept, isUsed } of indexed) {
    if (!isUsed) continue;
    const known = used.get(kept.tally) ?? { calls: 0, denied: 0 };
    used.set(kept.tally, { calls: known.calls + 1, denied: known.denied + (kept.denied ? 1 : 0) });
  }
  return attributed.flatMap((one) => {
    const { calls = 0, denied = 0 } = used.get(one.tally) ?? {};
    if (calls === one.tally.calls) return [];
    return [
      { ...one, tally: { ...one.tally, calls: one.tally.calls - calls, denied: one.tally.denied - denied } },
    ];
  });
}
