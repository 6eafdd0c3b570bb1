import type { ChatPlatform, ChatSessions, GuardrailRule, GuardrailStatement } from '../intent.js';
import { isJsonObject, type JsonObject, type JsonValue, oneOrMany } from '../text/json.js';
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
  const compiled = compileGuardrail(words.rule, { except: words.except, sid: words.sid ?? 'Guardrail' });
  return serviceControlPolicyMeaning(compiled) === serviceControlPolicyMeaning(content) ? words : undefined;
}

/** The closest guardrail; its meaning can differ. */
function wordsIn(content: JsonValue): GuardrailWords | undefined {
  const statement = onlyStatement(content);
  const conditions = statement === undefined ? undefined : conditionsIn(statement['Condition']);
  if (statement === undefined || conditions === undefined) return undefined;
  const { ArnLike: like = {}, ArnNotLike: notLike = {}, Null: isNull = {}, ...others } = conditions;
  const bound = sessionsIn(takeSource(like));
  const exempt = takeSource(notLike);
  if (bound === undefined) return undefined;
  const accounts = exempt.map((pattern) => accountAlone(pattern, bound.partition));
  const except = accounts.filter((account) => account !== undefined);
  const exceptFrom = sessionsIn(exempt.filter((_, index) => accounts[index] === undefined));
  if (exempt.length > 0) takeSource(isNull);
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

function onlyStatement(content: JsonValue): JsonObject | undefined {
  const written = isJsonObject(content) ? content['Statement'] : undefined;
  const [statement, ...more]: readonly JsonValue[] = Array.isArray(written) ? written : [written ?? null];
  return isJsonObject(statement) && more.length === 0 ? statement : undefined;
}

type Conditions = Record<string, Record<string, readonly string[]>>;

function conditionsIn(written: JsonValue | undefined): Conditions | undefined {
  if (!isJsonObject(written)) return undefined;
  const operators = Object.entries(written).map(([operator, keys]) => {
    const values = Object.entries(isJsonObject(keys) ? keys : {});
    return [operator, Object.fromEntries(values.map(([key, value]) => [key, textsIn(value)]))] as const;
  });
  return Object.fromEntries(operators);
}

/** Removes the values for the source of the session from a condition and returns them. */
function takeSource(keys: Record<string, readonly string[]>): readonly string[] {
  const name = Object.keys(keys).find((key) => key.toLowerCase() === 'aws:chatbotsourcearn');
  const values = name === undefined ? undefined : keys[name];
  if (name !== undefined) delete keys[name];
  return values ?? [];
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

/** The parts of a pattern; undefined for `*`. */
interface Source {
  readonly partition: string;
  readonly account: string | undefined;
  readonly platform: ChatPlatform | undefined;
  readonly configuration: string | undefined;
}

function parsePattern(pattern: string): Source | undefined {
  const [, partition, account, resource] = /^arn:([^:]+):chatbot::(\*|\d{12}):(.+)$/.exec(pattern) ?? [];
  if (partition === undefined || account === undefined || resource === undefined) return undefined;
  const named = { partition, account: account === '*' ? undefined : account };
  if (resource === '*' || resource === 'chat-configuration/*') {
    return { ...named, platform: undefined, configuration: undefined };
  }
  const [kind, type, configuration, ...more] = resource.split('/');
  const platform = platforms.find((candidate) => configurationTypes[candidate] === type);
  const isKnown = platform !== undefined || type === '*';
  if (kind !== 'chat-configuration' || !isKnown || configuration === undefined || more.length > 0)
    return undefined;
  return { ...named, platform, configuration: configuration === '*' ? undefined : configuration };
}

const platforms: readonly ChatPlatform[] = ['slack', 'microsoft_teams', 'chime'];

/** The account of a pattern that matches every session of one account; undefined for other patterns. */
function accountAlone(pattern: string, partition: string): string | undefined {
  const source = parsePattern(pattern);
  const named = source?.platform ?? source?.configuration;
  return source?.partition === partition && named === undefined ? source.account : undefined;
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  return oneOrMany(value).map(String).sort();
}
