import { InvalidArgumentError, Option, type Command as Parser } from 'commander';
import type { LiveOptions } from './collect-live.js';

/** The options as commander gives them. */
export interface LiveCommandOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly assumeRole?: string;
  readonly chatRegion?: string;
  readonly deadline?: number;
  readonly withoutTags?: boolean;
  readonly withoutNames?: boolean;
  readonly withoutEmails?: boolean;
}

/** One of the few Regions that have the chat service; configurations are the same in all of them. */
const defaultChatRegion = 'us-east-2';
/** 10,000 accounts with 1,000 policies take about an hour at the rates of AWS. */
const defaultDeadline = '2h';

/** Adds the options of every command that reads a live organization. */
export function liveOptions(parser: Parser): Parser {
  return liveConnectionOptions(parser)
    .option('--without-tags', 'leave out the tags of policies (`import` needs them)')
    .option('--without-names', 'leave out the names of accounts, workspaces, teams and channels')
    .option('--without-emails', 'leave out the email addresses of accounts');
}

/** Adds the options of every command that asks AWS. */
export function liveConnectionOptions(parser: Parser): Parser {
  return parser
    .option('--profile <name>', 'profile of the AWS configuration files')
    .option('--region <name>', 'Region of credentials and endpoints (default: as AWS tools find it)')
    .option('--assume-role <name>', 'role to assume in every account, to read its chat configurations')
    .option('--chat-region <name>', 'Region in which chat configurations are read', defaultChatRegion)
    .addOption(
      new Option('--deadline <duration>', 'stop after this time, `90s`, `30m` or `1h30m`')
        .default(readDuration(defaultDeadline), defaultDeadline)
        .argParser(readDuration),
    );
}

/** The options with their defaults. */
export function readLiveOptions({
  withoutTags,
  withoutNames,
  withoutEmails,
  ...given
}: LiveCommandOptions): LiveOptions {
  return {
    ...given,
    chatRegion: given.chatRegion ?? defaultChatRegion,
    deadline: given.deadline ?? readDuration(defaultDeadline),
    tags: withoutTags !== true,
    names: withoutNames !== true,
    emails: withoutEmails !== true,
  };
}

/** The milliseconds of a duration such as `90s`, `30m` or `1h30m`. Throws where it is none. */
export function readDuration(text: string): number {
  const [, hours, minutes, seconds] = /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  // Timers of Node hold at most 2^31 - 1 milliseconds.
  if (total > 0 && total <= 24 * 3600) return total * 1000;
  throw new InvalidArgumentError('Write a duration of at most 24h, such as `30m` or `1h30m`.');
}
