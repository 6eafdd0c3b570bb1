import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { NeededAction } from '../policy/command-actions.js';
import { alternatives, quoted } from '../policy/text/quote.js';
import { suggest } from '../policy/text/suggest.js';
import type { CommandService, CommandTable } from './command-table.js';
import { irregularCommands } from './irregular-commands.js';
import { needs, type OptionRule } from './needed-action.js';
import { optionRules } from './option-rules.js';
import type { CommandLine, Unreadable } from './parse-command-line.js';
import { s3Commands } from './s3-commands.js';
import { noActionFits, unmappedCommands } from './unmapped-commands.js';

/** A command of the table with its actions. */
interface FoundCommand {
  /** Service and command: `rds delete-db-cluster`. */
  readonly command: string;
  readonly actions: readonly NeededAction[];
}

/** AWS's lists of IAM actions and of commands of the AWS CLI. */
export interface ActionLists {
  readonly catalogue: ActionCatalogue;
  readonly commands: CommandTable;
}

/** Finds a command in the table, and its actions: among the irregular ones, or under its own name. */
export function findCommand(
  line: CommandLine,
  { catalogue, commands }: ActionLists,
): FoundCommand | Unreadable {
  const service = commands.service(line.service);
  if (service === undefined) return unknownService(line.service, commands);
  const [waiter = ''] = line.arguments;
  const waits = line.command === 'wait';
  const name = waits ? service.waits.get(waiter) : line.command;
  if (name === undefined) return unknownWaiter(service, waiter, commands);
  const rule = ruleOf(service, name, catalogue);
  if (rule === undefined) return unknownCommand(service, name, commands);
  const command = `${service.name} ${line.command}${waits ? ` ${waiter}` : ''}`;
  const found = isDirectoryBucket(line) ? directoryBucket : rule({ ...line, command: name });
  return 'reason' in found
    ? { ...found, reason: `\`${command}\` ${found.reason}` }
    : { command, actions: found };
}

/** Undefined when there is no such command. */
function ruleOf(
  service: CommandService,
  command: string,
  catalogue: ActionCatalogue,
): OptionRule | undefined {
  const byOption = optionRules[service.name];
  if (byOption !== undefined && Object.hasOwn(byOption, command)) return byOption[command];
  const irregular =
    keyOf(irregularCommands[service.name], command) ?? keyOf(s3Commands[service.name], command);
  if (irregular !== undefined) return () => needs(...irregular.split(' '));
  if (!service.commands.has(command)) return undefined;
  if (service.unsigned.has(command)) return () => unsigned;
  const unmapped = unmappedCommands[service.name];
  const reason = keyOf(unmapped, command);
  if (reason !== undefined) return () => unmappable(reason);
  const own = catalogue.action(service.prefix, command.replaceAll('-', ''))?.name;
  const action = own ?? service.actions.get(command);
  return action === undefined
    ? () => unmappable(keyOf(unmapped, '*') ?? noActionFits)
    : () => needs(`${service.prefix}:${action}`);
}

/** The key of the list of words that holds this word. */
function keyOf(lists: Readonly<Record<string, string>> = {}, word: string): string | undefined {
  return Object.keys(lists).find((key) => lists[key]?.split(' ').includes(word));
}

const unsigned = {
  reason: 'is sent without a signature, so no policy of IAM or Organizations applies to it',
  help: 'nothing here can answer for it',
};

function unmappable(reason: string): Unreadable {
  return { reason, help: 'if you know the action, ask about it instead of the command' };
}

/** A bucket of S3 Express One Zone, by the suffix that all their names have. */
function isDirectoryBucket({ service, arguments: words, options }: CommandLine): boolean {
  const bucket = [...words, ...[...options.values()].flat()].some((word) => /--x-s3(?:\/|$)/.test(word));
  return bucket && (service === 's3' || service === 's3api');
}

const directoryBucket = {
  reason: 'names a directory bucket, whose actions are those of `s3express`',
  help: 'ask about the action, for example `s3express:CreateSession`',
};

/** The problem of an unknown service, with the nearest one. */
function unknownService(word: string, commands: CommandTable): Unreadable {
  const services = commands.services();
  const byPrefix = services.filter((name) => commands.service(name)?.prefix === word);
  const near = suggest(word, services);
  return {
    reason: `${quoted(word)} is not a service of the AWS CLI`,
    help:
      byPrefix.length > 0
        ? `the CLI calls it ${alternatives(byPrefix)}`
        : (didYouMean(near) ?? `services as of ${commands.source}, ${commands.date}`),
  };
}

/** The problem of an unknown command of a service, with the nearest one. */
function unknownCommand(service: CommandService, word: string, commands: CommandTable): Unreadable {
  const sibling = siblings[service.name];
  const near = suggest(word, service.commands);
  const meant =
    sibling !== undefined && commands.service(sibling)?.commands.has(word)
      ? `${sibling} ${word}`
      : near && `${service.name} ${near}`;
  return {
    reason:
      word === ''
        ? `no command follows \`${service.name}\``
        : `\`${service.name}\` has no command ${quoted(word)}`,
    help: didYouMean(meant) ?? `commands as of ${commands.source}, ${commands.date}`,
  };
}

/** Two services of the CLI for one of AWS. */
const siblings: Readonly<Record<string, string>> = {
  elb: 'elbv2',
  elbv2: 'elb',
  s3: 's3api',
  s3api: 's3',
  ses: 'sesv2',
  sesv2: 'ses',
};

/** Something that `wait` does not wait for. */
function unknownWaiter(service: CommandService, word: string, commands: CommandTable): Unreadable {
  const near = suggest(word, service.waits.keys());
  return {
    reason: `\`${service.name} wait\` does not wait for ${quoted(word)}`,
    help: didYouMean(near) ?? `what can be waited for as of ${commands.source}, ${commands.date}`,
  };
}

function didYouMean(word: string | undefined): string | undefined {
  return word === undefined ? undefined : `did you mean \`${word}\`?`;
}
