import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { chatWords } from './chat-words.js';
import { findCommand } from './find-command.js';
import type { NeededAction } from './needed-action.js';
import { type NotFromChat, notFromChat } from './not-from-chat.js';
import { type OptionalAction, optionalActions } from './optional-actions.js';
import { type CommandLine, parseCommandLine, type Unreadable } from './parse-command-line.js';
import { type CallerPlace, resourceOfCommand } from './resource-of-command.js';

/** The IAM actions of a command line, or why they are not known. */
export type CommandActions = KnownCommand | UnknownCommand;

export interface KnownCommand {
  readonly kind: 'known';
  /** `rds delete-db-cluster` */
  readonly command: string;
  /** The Region that the line names. */
  readonly region?: string;
  /** Every one of them must be allowed. Never empty. */
  readonly actions: readonly NeededAction[];
  /** Actions that AWS also needs in some cases, which the line does not decide. */
  readonly perhaps: readonly OptionalAction[];
  /** Set where chat does not run the command, whatever policies allow. */
  readonly notFromChat?: NotFromChat;
}

export interface UnknownCommand {
  readonly kind: 'unknown';
  /** One line, lower-case. */
  readonly reason: string;
  /** What to do, one line. */
  readonly help: string;
}

/**
 * The IAM actions of one command of the AWS CLI, as typed in chat: with or without `@aws`, `@Amazon Q` or `@Q`,
 * options with one hyphen or two, the typographic quotes and dashes of chat clients. A line that cannot be parsed, and a
 * command whose actions AWS does not publish, are unknown.
 */
export function actionsOfCommand(
  message: string,
  catalogue: ActionCatalogue,
  place: CallerPlace = {},
): CommandActions {
  const parsed = parseCommandLine(message);
  const line = isLine(parsed) ? chatWords(parsed) : parsed;
  if (!isLine(line)) return { kind: 'unknown', ...line };
  const found = asksOnly(line) ?? findCommand(line, catalogue);
  if (!('actions' in found)) return { kind: 'unknown', ...found };
  const region = line.options.get('--region')?.[0];
  const chat = notFromChat(line);
  return {
    kind: 'known',
    command: found.command,
    ...(region === undefined ? {} : { region }),
    actions: found.actions.map((needed) => withResource(needed, line, catalogue, place)),
    perhaps: optionalActions(line, found.actions, catalogue),
    ...(chat === undefined ? {} : { notFromChat: chat }),
  };
}

function isLine(line: CommandLine | Unreadable): line is CommandLine {
  return 'service' in line;
}

/** Options that make the CLI print something and call nothing. */
function asksOnly({ command, arguments: [third], options }: CommandLine): Unreadable | undefined {
  const silent = ['--help', '--generate-cli-skeleton', '--dryrun'].find((option) => options.has(option));
  const word = silent ?? [command, third].find((candidate) => candidate === 'help');
  return word === undefined
    ? undefined
    : { reason: `with \`${word}\` nothing is done`, help: `ask about the command without \`${word}\`` };
}

function withResource(
  needed: NeededAction,
  line: CommandLine,
  catalogue: ActionCatalogue,
  place: CallerPlace,
): NeededAction {
  const resource = needed.resource ?? resourceOfCommand(line, needed.action, catalogue, place);
  return resource === undefined ? needed : { ...needed, resource };
}
