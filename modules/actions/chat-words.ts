import { quoted } from '../policy/text/quote.js';
import type { CommandLine, Unreadable } from './parse-command-line.js';

/**
 * What Amazon Q understands beside commands of the AWS CLI: `invoke FUNCTION` is short for `lambda invoke`; the
 * rest runs no command of AWS that the line names. Any other line is given back as it is.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/creating-aliases.html
 */
export function chatWords(line: CommandLine): CommandLine | Unreadable {
  const { service, command } = line;
  const [third] = line.arguments;
  switch (service) {
    case '':
      return { reason: 'there is no command', help: 'give a command, for example `sqs list-queues`' };
    case 'invoke':
      return { ...line, service: 'lambda', command: 'invoke', options: withFunction(line) };
    case 'run':
      return alias(command);
    case 'alias':
      return command === 'run' || command === 'create' ? alias(third ?? '') : runsNothing('alias');
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

function alias(name: string): Unreadable {
  if (name === '') {
    return {
      reason: '`run` runs an alias, and none is named',
      help: 'ask about the command that it stands for',
    };
  }
  return {
    reason: `what the alias ${quoted(name)} runs is known only in its channel`,
    help: 'ask about the command that `alias list` shows for it',
  };
}

function runsNothing(word: string): Unreadable {
  return {
    reason: `${quoted(word)} speaks to Amazon Q itself and runs no command of AWS`,
    help: 'ask about a command of the AWS CLI',
  };
}
