import type { Command as Parser } from 'commander';
import type { LiveOptions } from './collect-live.js';

/** The options as commander gives them. */
export interface LiveCommandOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly assumeRole?: string;
  readonly chatRegion?: string;
  readonly withoutTags?: boolean;
  readonly withoutNames?: boolean;
  readonly withoutEmails?: boolean;
}

/** One of the few regions that have the chat service; configurations are the same in all of them. */
const defaultChatRegion = 'us-east-2';

/** Adds the options of every command that reads a live organization. */
export function liveOptions(parser: Parser): Parser {
  return parser
    .option('--profile <name>', 'profile of the AWS configuration files')
    .option('--region <name>', 'region for credentials and endpoints (default: as AWS tools find it)')
    .option('--assume-role <name>', 'role to assume in every account, to read its chat configurations')
    .option('--chat-region <name>', 'region in which chat configurations are asked for', defaultChatRegion)
    .option('--without-tags', 'leave out the tags of policies (`import` needs them)')
    .option('--without-names', 'leave out the names of accounts')
    .option('--without-emails', 'leave out the email addresses of accounts');
}

/** What the options say. */
export function readLiveOptions({
  withoutTags,
  withoutNames,
  withoutEmails,
  ...given
}: LiveCommandOptions): LiveOptions {
  return {
    ...given,
    chatRegion: given.chatRegion ?? defaultChatRegion,
    tags: withoutTags !== true,
    names: withoutNames !== true,
    emails: withoutEmails !== true,
  };
}
