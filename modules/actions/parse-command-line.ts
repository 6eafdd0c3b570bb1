import { splitWords, type Word } from './split-words.js';

/** A line of the AWS CLI, read but not yet understood. */
export interface CommandLine {
  /** The first word that is neither an option nor its value, in lower case: `rds`. */
  readonly service: string;
  /** The second such word: `delete-db-cluster`. Empty when there is none. */
  readonly command: string;
  /** What follows up to the first option: `wait stack-exists`, `s3 mb s3://bucket`. */
  readonly arguments: readonly string[];
  /** By name, `--region`; a single hyphen counts as two. Each with the words up to the next option. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** What keeps a line from being read: a reason, and what to do. */
export interface Unreadable {
  readonly reason: string;
  readonly help: string;
}

/** The Region that a command line names with `--region`; undefined if it names none or cannot be read. */
export function regionInCommand(line: string): string | undefined {
  const parsed = parseCommandLine(line);
  return 'options' in parsed ? parsed.options.get('--region')?.[0] : undefined;
}

/** Reads one command as typed in chat. `parseCommandLine('@aws sqs list-queues -region eu-west-1')` */
export function parseCommandLine(message: string): CommandLine | Unreadable {
  const words = splitWords(plainText(message))?.map(withPlainHyphens);
  if (words === undefined) {
    return { reason: 'a quote or a bracket is never closed', help: 'close it, or leave the option out' };
  }
  const operator = words.find((word) => !word.quoted && shellOperator.test(word.text));
  if (operator !== undefined) {
    return {
      reason: 'chat runs one command, and this line is for a shell',
      help: 'ask about each command on its own',
    };
  }
  const [service, command] = words
    .map((word, index) => ({ word, index }))
    .filter(({ word, index }) => !isOption(word) && !takesValue(words[index - 1]));
  const end = (command ?? service)?.index ?? words.length;
  // Options before the command come last; otherwise its arguments would become their values.
  const rest = [...words.slice(end + 1), ...words.slice(0, end)].filter((word) => word !== service?.word);
  return {
    service: service?.word.text.toLowerCase() ?? '',
    command: command?.word.text.toLowerCase() ?? '',
    ...argumentsOf(rest),
  };
}

const shellOperator = /^(?:[|;&<>]+|\d?>.*)$|;$|\$\(|`/;

/** Chat takes one hyphen for two, and phones make a dash of two. */
function withPlainHyphens(word: Word): Word {
  if (word.quoted) return word;
  return { ...word, text: word.text.replace(/^[-\u2012-\u2015\u2212]+(?=[a-z])/i, '--') };
}

/** True if the next word is the value of this one: options may precede the service, `aws --region x sqs …`. */
function takesValue(word: Word | undefined): boolean {
  return word !== undefined && isOption(word) && !/^--(?:debug|version|help|no-.*)$|=/.test(word.text);
}

function isOption(word: Word): boolean {
  return !word.quoted && /^--[a-z]/i.test(word.text);
}

function argumentsOf(words: readonly Word[]): Pick<CommandLine, 'arguments' | 'options'> {
  const positional: string[] = [];
  const options = new Map<string, string[]>();
  let values = positional;
  for (const word of words) {
    if (!isOption(word)) {
      values.push(word.text);
      continue;
    }
    const [, name = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(word.text) ?? [];
    values = options.get(name.toLowerCase()) ?? [];
    options.set(name.toLowerCase(), values);
    if (value !== undefined) values.push(value);
  }
  return { arguments: positional, options };
}

/**
 * A message as it was meant: chat clients put typographic quotes and hyphens in the place of plain ones, add
 * characters that cannot be seen, wrap commands in back-ticks and send mentions as markup. What precedes the
 * command is gone: a mention of Amazon Q in any spelling, then the word `aws`.
 */
function plainText(message: string): string {
  return message
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[\u201c-\u201f\u2033]/g, '"')
    .replace(/[\u2018-\u201b\u2032]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\\\r?\n/g, ' ')
    .replace(/^[\s`]+|[\s`]+$/g, '')
    .replace(mention, '')
    .replace(/^aws(?:\s+|$)/i, '');
}

/**
 * `@aws`, `@Amazon Q`, `@Q`, the name of the app in Microsoft Teams (`@Amazon Q Developer`), and the markup
 * that Slack (`<@U0123>`) and Teams (`<at>…</at>`) send for a mention.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/intro-to-the-aws-cli-in-slack.html
 */
const mention =
  /^(?:<@\w+(?:\|[^>]*)?>|<at[^>]*>[^<]*<\/at>|@(?:aws|amazon\s*q(?:\s+developer)?|q)(?!\S))[\s`]*/i;
