import { resolve } from 'node:path';
import { channelTypes, chatPlatforms, roleSettings } from '../../modules/policy/chat-words.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import { alternatives, quoted } from '../../modules/policy/text/quote.js';
import { suggest } from '../../modules/policy/text/suggest.js';
import { CannotDo } from '../cannot-do.js';
import type { ExitCode } from '../exit-code.js';
import { standardInput } from '../read-file.js';
import type { World } from '../world.js';
import type { AnsweredQuestion, AnswerQuestion } from './answer-question.js';
import type { DecideOptions } from './request-of.js';

/**
 * Answers the questions of a file of JSON lines, one answer a line, in order. Exit 2 where a line cannot be answered,
 * else 1 where an answer is not the expected one.
 */
export async function decideBatch(
  { batch = '', ...defaults }: DecideOptions,
  world: World,
  answer: AnswerQuestion,
  render: (answered: AnsweredQuestion) => object,
): Promise<ExitCode> {
  const path = batch === '-' ? standardInput : resolve(world.workingDirectory, batch);
  const text = world.readFile(path, { largestMegabytes: 256 });
  const exits = new Set<ExitCode>();
  for (const line of text.replace(/^\u{feff}/u, '').split('\n')) {
    if (line.trim() === '') continue;
    const [exit, printed] = await answerLine(line, defaults, answer, render);
    exits.add(exit);
    world.stdout.write(`${JSON.stringify(printed)}\n`);
  }
  return exits.has(2) ? 2 : exits.has(1) ? 1 : 0;
}

async function answerLine(
  line: string,
  defaults: DecideOptions,
  answer: AnswerQuestion,
  render: (answered: AnsweredQuestion) => object,
): Promise<readonly [ExitCode, object]> {
  let id: JsonValue | undefined;
  const named = (): object => (id === undefined ? {} : { id });
  try {
    const question = parseLine(line);
    ({ id } = question);
    const options = optionsOf(question, defaults);
    const answered = await answer(options);
    const isExpected = options.expect === undefined || options.expect === answered.decision.decision;
    return [isExpected ? 0 : 1, { ...named(), ...render(answered) }];
  } catch (error) {
    if (!(error instanceof CannotDo)) throw error;
    const { message, help, items } = error;
    const all = items.length === 0 ? message : `${message} ${items.join('; ')}`;
    return [2, { ...named(), error: all, ...(help === undefined ? {} : { help }) }];
  }
}

function parseLine(line: string): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(line);
  } catch {
    throw new CannotDo('the line is not JSON', 'write one object a line');
  }
  if (isJsonObject(value)) return value;
  throw new CannotDo('the line is not a JSON object', 'write one object a line');
}

type ReadOption = (value: JsonValue, key: string) => unknown;

const text: ReadOption = (value, key) => {
  if (typeof value === 'string') return value;
  throw new CannotDo(`${quoted(key)} is not a string`);
};
const flag: ReadOption = (value, key) => {
  if (typeof value === 'boolean') return value;
  throw new CannotDo(`${quoted(key)} is not \`true\` or \`false\``);
};
const texts: ReadOption = (value, key) =>
  (Array.isArray(value) ? value : [value]).map((item) => text(item, key));
const oneOf =
  (...words: readonly string[]): ReadOption =>
  (value, key) => {
    const word = String(text(value, key));
    if (words.includes(word)) return word;
    const near = suggest(word, words);
    throw new CannotDo(
      `${quoted(key)} cannot be ${quoted(word)}`,
      near === undefined ? `write ${alternatives(words)}` : `did you mean ${quoted(near)}?`,
    );
  };

/** `{ "KEY": ["VALUE"] }` as options; `null` and an empty list: the request does not have the key. */
const context: ReadOption = (value, key) => {
  if (!isJsonObject(value)) throw new CannotDo(`${quoted(key)} is not an object of condition keys`);
  return Object.entries(value).flatMap(([name, values]) => {
    const all = values === null ? [] : (Array.isArray(values) ? values : [values]).map(String);
    return all.length === 0 ? [name] : all.map((one) => `${name}=${one}`);
  });
};

/** The options of `decide` that a line can have. */
const readers: Readonly<Record<string, ReadOption>> = {
  account: text,
  platform: oneOf(...chatPlatforms),
  workspace: text,
  tenant: text,
  team: text,
  'channel-type': oneOf(...channelTypes),
  role: oneOf(...roleSettings),
  configuration: text,
  region: text,
  resource: text,
  context,
  'guardrail-policy': texts,
  'role-policy': texts,
  action: text,
  'allow-unknown-action': flag,
  hypothetical: flag,
  command: text,
  from: oneOf('console'),
  expect: oneOf('allowed', 'denied'),
};

/** The options of a line; those of the command line are defaults. */
function optionsOf({ id: _, ...question }: JsonObject, defaults: DecideOptions): DecideOptions {
  const given = Object.entries(question).map(([key, value]) => {
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (read === undefined) throw unknownKey(key);
    return [
      key.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
      read(value ?? null, key),
    ];
  });
  const line: Partial<DecideOptions> = Object.fromEntries(given);
  // An action and a command exclude each other, and a condition key replaces its default.
  const { action, command, ...others } = defaults;
  const what = line.action === undefined && line.command === undefined ? { action, command } : {};
  const own = line.context ?? [];
  const keys = new Set(own.map(keyOf));
  const all = { ...others, ...what, ...line };
  return {
    ...all,
    context: [...defaults.context.filter((one) => !keys.has(keyOf(one))), ...own],
  } as DecideOptions;
}

function keyOf(condition: string): string {
  return (condition.split('=')[0] ?? '').toLowerCase();
}

function unknownKey(key: string): CannotDo {
  const near = suggest(key, Object.keys(readers));
  return new CannotDo(
    `unknown key ${quoted(key)}`,
    near === undefined ? 'keys are the names of the options' : `did you mean ${quoted(near)}?`,
  );
}
