import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { CommandActions, NeededAction, NotFromChat } from '../policy/command-actions.js';
import type { Organization } from '../policy/organization/organization.js';
import { partitionOfOrganization } from '../policy/partition.js';
import { quoted } from '../policy/text/quote.js';
import { type ActionLists, findCommand } from './find-command.js';
import { optionalActions } from './optional-actions.js';
import { type CommandLine, parseCommandLine, type Unreadable } from './parse-command-line.js';
import { resolveAlias, type SavedCommand } from './resolve-alias.js';
import { type CallerPlace, resourceOfCommand } from './resource-of-command.js';

/**
 * The IAM actions of one command of the AWS CLI, as typed in chat: with or without `@aws`, `@Amazon Q` or `@Q`,
 * options with one hyphen or two, the typographic quotes and dashes of chat clients. `saved` holds the custom actions of
 * the account, for `run ALIAS`. A line that cannot be parsed, and a command whose actions AWS does not publish, are unknown.
 */
export function actionsOfCommand(
  message: string,
  lists: ActionLists,
  place: CallerPlace & { readonly saved?: readonly SavedCommand[] } = {},
): CommandActions {
  const { catalogue } = lists;
  const parsed = parseCommandLine(message);
  const called = isLine(parsed) ? resolveAlias(parsed, place.saved ?? []) : undefined;
  if (called !== undefined && !('line' in called)) return { kind: 'unknown', ...called };
  const typed = called?.line ?? parsed;
  const line = isLine(typed) ? chatWords(typed) : typed;
  if (!isLine(line)) return { kind: 'unknown', ...line };
  const found = asksOnly(line) ?? findCommand(line, lists);
  const chat = notFromChat(line);
  const notRun = chat === undefined ? {} : { notFromChat: chat };
  if (!('actions' in found))
    return {
      kind: 'unknown',
      ...found,
      ...(lists.commands.service(line.service)?.commands.has(line.command) ? notRun : {}),
    };
  const region = line.options.get('--region')?.[0];
  return {
    kind: 'known',
    command: found.command,
    ...(called === undefined ? {} : { alias: called.alias }),
    ...(region === undefined ? {} : { region }),
    actions: found.actions.map((needed) => {
      const { action, resource } = withResource(needed, line, catalogue, place);
      const isKnown = resource !== undefined && (resource === '*' || called?.isWhole !== false);
      return isKnown ? { action, resource } : { action };
    }),
    optional: optionalActions(line, found.actions, catalogue),
    ...notRun,
  };
}

/** Returns a function that reads the commands of an organization's accounts, with the custom actions of each account. */
export function commandReader(organization: Organization, lists: ActionLists) {
  const partition = partitionOfOrganization(organization);
  return (
    line: string,
    { accountId, region }: { readonly accountId: string; readonly region?: string },
  ): CommandActions =>
    actionsOfCommand(line, lists, {
      accountId,
      partition,
      ...(region === undefined ? {} : { region }),
      saved: organization.customActions?.filter((action) => action.accountId === accountId) ?? [],
    });
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

/**
 * What Amazon Q understands beside commands of the AWS CLI: `invoke FUNCTION` is short for `lambda invoke`; the
 * rest runs no command of AWS that the line names. Any other line is given back as it is.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/creating-aliases.html
 */
function chatWords(line: CommandLine): CommandLine | Unreadable {
  const { service } = line;
  switch (service) {
    case '':
      return { reason: 'there is no command', help: 'give a command, for example `sqs list-queues`' };
    case 'invoke':
      return { ...line, service: 'lambda', command: 'invoke', options: withFunction(line) };
    case 'alias':
    case 'ask':
    case 'help':
    case 'set':
      return runsNothing(service);
    default:
      return line;
  }
}

function withFunction({ command, options }: CommandLine): CommandLine['options'] {
  return command === '' ? options : new Map([['--function-name', [command]], ...options]);
}

function runsNothing(word: string): Unreadable {
  return {
    reason: `${quoted(word)} is a command of Amazon Q and runs no command of AWS`,
    help: 'ask about a command of the AWS CLI',
  };
}

/** Commands of the CLI that read or write files, or open connections, on the computer where the CLI is installed. */
const localCommands: Readonly<Record<string, string>> = {
  cloudformation: 'deploy package',
  codeartifact: 'login',
  deploy: 'deregister install push register uninstall',
  'ec2-instance-connect': 'open-tunnel ssh',
  ecr: 'get-login get-login-password',
  'ecr-public': 'get-login-password',
  ecs: 'deploy execute-command',
  eks: 'get-token update-kubeconfig',
  emr: 'get put socks ssh',
  gamelift: 'get-game-session-log upload-build',
  logs: 'start-live-tail tail',
  ssm: 'start-session',
};

/**
 * Why chat does not run a command although its actions are allowed; undefined for a command that calls the API alone.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/intro-to-the-aws-cli-in-slack.html (read 2026-11-30)
 */
function notFromChat({ service, command }: CommandLine): NotFromChat | undefined {
  if (service === 's3') {
    const reason = 'AWS documents that chat does not run the high-level commands of `s3`; use `s3api`';
    return { outcome: 'denied', reason };
  }
  if (!localCommands[service]?.split(' ').includes(command)) return undefined;
  const reason = `\`${service} ${command}\` works on the computer where the AWS CLI is installed, and AWS does not document whether chat runs it`;
  return { outcome: 'unknown', reason };
}
