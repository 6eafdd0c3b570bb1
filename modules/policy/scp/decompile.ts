import { chatPlatforms } from '../chat-words.js';
import type { ChatPlatform, ChatSessions, GuardrailRule, GuardrailStatement } from '../intent.js';
import { type JsonObject, type JsonValue, objectOf, oneOrMany } from '../text/json.js';
import { compileGuardrail } from './compile.js';
import { serviceControlPolicyMeaning } from './meaning.js';
import { configurationTypes } from './session-patterns.js';

/** A guardrail in the words of the configuration. */
export interface GuardrailWords {
  readonly rule: GuardrailRule;
  /** Accounts whose chat sessions are exempt. */
  readonly except: readonly string[];
  /** The ID of the statement; undefined where it has none. */
  readonly sid: string | undefined;
}

/**
 * The guardrail that compiles to a policy of the same meaning; undefined where there is none: the policy applies outside
 * chat, or it has more than one statement.
 */
export function decompileGuardrail(content: JsonValue): GuardrailWords | undefined {
  const words = wordsIn(content);
  if (words === undefined) return undefined;
  const compiled = compileGuardrail(words.rule, { except: words.except, sid: '' });
  return serviceControlPolicyMeaning(compiled) === serviceControlPolicyMeaning(content) ? words : undefined;
}

/** The closest guardrail to the first statement; its meaning can differ. */
function wordsIn(content: JsonValue): GuardrailWords | undefined {
  const statement = objectOf(oneOrMany(objectOf(content)['Statement'])[0]);
  const conditions = conditionsIn(objectOf(statement['Condition']));
  const { ArnLike: like = {}, ArnNotLike: notLike = {}, Null: isNull = {}, ...others } = conditions;
  const bound = sessionsIn(takeSource(like));
  const exempt = takeSource(notLike);
  if (bound === undefined) return undefined;
  const accounts = exempt.map((pattern) => accountAlone(pattern, bound.partition));
  const except = accounts.filter((account) => account !== undefined);
  const exceptFrom = sessionsIn(exempt.filter((_, index) => accounts[index] === undefined));
  takeSource(isNull);
  const rest = { ...others, ArnLike: like, ArnNotLike: notLike, Null: isNull };
  const kept = Object.entries(rest).filter(([, keys]) => Object.keys(keys).length > 0);
  if (kept.some(([, keys]) => takeSource(keys).length > 0)) return undefined;
  const effect = statement['NotAction'] === undefined ? 'deny' : 'allowOnly';
  const rule: GuardrailStatement = {
    effect,
    actions: textsIn(statement['NotAction'] ?? statement['Action']),
    resources: textsIn(statement['Resource']),
    conditions: Object.fromEntries(kept),
  };
  const sid = statement['Sid'];
  return {
    rule: {
      statements: [rule],
      from: bound.sessions,
      ...(exceptFrom === undefined ? {} : { exceptFrom: exceptFrom.sessions }),
      partition: bound.partition,
    },
    except: [...new Set(except)].sort(),
    sid: typeof sid === 'string' ? sid : undefined,
  };
}

type Conditions = Record<string, Record<string, readonly string[]>>;

function conditionsIn(written: JsonObject): Conditions {
  const operators = Object.entries(written).map(([operator, keys]) => {
    const values = Object.entries(objectOf(keys));
    return [operator, Object.fromEntries(values.map(([key, value]) => [key, textsIn(value)]))] as const;
  });
  return Object.fromEntries(operators);
}

/** Removes the values for the source of the session from a condition and returns them. */
function takeSource(keys: Record<string, readonly string[]>): readonly string[] {
  for (const [key, values] of Object.entries(keys)) {
    if (key.toLowerCase() !== 'aws:chatbotsourcearn') continue;
    delete keys[key];
    return values;
  }
  return [];
}

interface Bound {
  readonly partition: string;
  readonly sessions: ChatSessions;
}

/** The sessions that patterns of source ARNs match; undefined where there are none, or one that `ChatSessions` cannot express. */
function sessionsIn(patterns: readonly string[]): Bound | undefined {
  const parsed = patterns.map((pattern) => parsePattern(pattern));
  const first = parsed[0];
  if (first === undefined) return undefined;
  const named = <K extends 'account' | 'platform' | 'configuration'>(key: K) =>
    [...new Set(parsed.flatMap((part) => part?.[key] ?? []))].sort() as NonNullable<Source[K]>[];
  const sessions = {
    platforms: named('platform'),
    configurations: named('configuration'),
    accounts: named('account'),
  };
  return parsed.includes(undefined) ? undefined : { partition: first.partition, sessions };
}

/** The parts of a pattern; undefined for `*` and for what no session has. */
interface Source {
  readonly partition: string;
  readonly account: string | undefined;
  readonly platform: ChatPlatform | undefined;
  readonly configuration: string | undefined;
}

function parsePattern(pattern: string): Source | undefined {
  const [, partition, account, resource] = /^arn:([^:]+):chatbot::(\*|\d{12}):(.+)$/.exec(pattern) ?? [];
  if (partition === undefined || account === undefined || resource === undefined) return undefined;
  const [, type, configuration] = resource.split('/');
  return {
    partition,
    account: account === '*' ? undefined : account,
    platform: chatPlatforms.find((candidate) => configurationTypes[candidate] === type),
    configuration: configuration === '*' ? undefined : configuration,
  };
}

/** The account of a pattern that matches every session of one account; undefined for other patterns. */
function accountAlone(pattern: string, partition: string): string | undefined {
  const source = parsePattern(pattern);
  const named = source?.platform ?? source?.configuration;
  return source?.partition === partition && named === undefined ? source.account : undefined;
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  return oneOrMany(value).map(String).sort();
}
