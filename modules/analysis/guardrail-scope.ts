import { chatPlatforms } from '../policy/chat-words.js';
import type { ChatPlatform } from '../policy/intent.js';
import type { OrganizationPolicy } from '../policy/organization/organization.js';
import { matches } from '../policy/pattern/matches.js';
import { tokensOf } from '../policy/pattern/token.js';
import { conditionOperator } from '../policy/scp/condition-operator.js';
import { configurationTypes } from '../policy/scp/session-patterns.js';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  oneOrMany,
  valueOfFoldedKey,
} from '../policy/text/json.js';

/** What one statement of a service control policy affects. */
export interface StatementScope {
  readonly sid: string | undefined;
  readonly effect: 'allow' | 'deny';
  /** Actions, or with `allBut` the actions that are not affected. */
  readonly actions: readonly string[];
  readonly allBut: boolean;
  /** Resources, or with `allButResources` those that are not affected; `*` for all. */
  readonly resources: readonly string[];
  readonly allButResources: boolean;
  /** The chat sessions that it affects, any of these. Empty: no condition limits them. */
  readonly sessions: readonly SessionScope[];
  /** The chat sessions that it does not affect, any of these. */
  readonly exempt: readonly SessionScope[];
  /** True if sessions outside chat are affected too. */
  readonly outsideChat: boolean;
  /** All other conditions; each must be met. */
  readonly conditions: readonly StatementCondition[];
}

export interface StatementCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Chat sessions to which every key applies, with any value of the key. An empty list does not limit them. */
export interface SessionScope {
  readonly partition: string;
  readonly platforms: readonly ChatPlatform[];
  readonly configurations: readonly string[];
  readonly accounts: readonly string[];
  /** A pattern for `aws:ChatbotSourceArn` that cannot be written with the keys above. */
  readonly pattern?: string;
}

/** True if a policy is a service control policy that mentions `aws:ChatbotSourceArn`. */
export function isChatGuardrail({ type, content }: Pick<OrganizationPolicy, 'type' | 'content'>): boolean {
  return type === 'SERVICE_CONTROL_POLICY' && /aws:chatbotsourcearn/i.test(JSON.stringify(content));
}

/** Returns the scope of each statement of a service control policy. */
export function statementScopes(content: JsonValue): readonly StatementScope[] {
  return oneOrMany(valueOfFoldedKey(content, 'Statement')).filter(isJsonObject).map(scopeOf);
}

/**
 * Returns whether a service control policy applies to sessions from chat of an account; false if the account is exempt
 * from every statement, or no statement names it. Undefined if the policy applies to every account.
 */
export function accountFilter(content: JsonValue): ((accountId: string) => boolean) | undefined {
  const scopes = statementScopes(content);
  const named = (list: readonly SessionScope[]) => list.some(({ accounts }) => accounts.length > 0);
  if (!scopes.some(({ sessions, exempt }) => named(sessions) || named(exempt))) return undefined;
  return (accountId) =>
    scopes.some(({ sessions, exempt }) => {
      const applies = sessions.length === 0 || sessions.some((scope) => isOf(scope, accountId));
      return applies && !exempt.some((scope) => isWholeAccount(scope) && isOf(scope, accountId));
    });
}

function isOf({ accounts }: SessionScope, accountId: string): boolean {
  return accounts.length === 0 || accounts.some((pattern) => matches(tokensOf(pattern, 'string'), accountId));
}

/** True if all chat sessions of an account are in the scope. */
function isWholeAccount({ platforms, configurations, pattern }: SessionScope): boolean {
  return pattern === undefined && platforms.length === 0 && configurations.length === 0;
}

function scopeOf(statement: JsonObject): StatementScope {
  const sid = valueOfFoldedKey(statement, 'Sid');
  const [notAction, notResource] = [
    valueOfFoldedKey(statement, 'NotAction'),
    valueOfFoldedKey(statement, 'NotResource'),
  ];
  return {
    sid: typeof sid === 'string' ? sid : undefined,
    effect: valueOfFoldedKey(statement, 'Effect') === 'Allow' ? 'allow' : 'deny',
    actions: textsOf(notAction ?? valueOfFoldedKey(statement, 'Action')),
    allBut: notAction !== undefined,
    resources: textsOf(notResource ?? valueOfFoldedKey(statement, 'Resource')),
    allButResources: notResource !== undefined,
    ...sessionsOf(conditionsOf(valueOfFoldedKey(statement, 'Condition'))),
  };
}

/** Takes the conditions on where a session comes from apart; those that cannot be simplified stay as they are. */
function sessionsOf(
  all: readonly StatementCondition[],
): Pick<StatementScope, 'sessions' | 'exempt' | 'outsideChat' | 'conditions'> {
  const source = all.filter(({ key }) => key.toLowerCase() === 'aws:chatbotsourcearn');
  const from = source.find((condition) => roleOf(condition) === 'only');
  const exempt = source.filter((condition) => roleOf(condition) === 'except');
  const present = source.filter((condition) => roleOf(condition) === 'present');
  const used = new Set([...(from === undefined ? [] : [from]), ...exempt, ...present]);
  return {
    sessions: from === undefined ? [] : sessionScopes(from.values),
    exempt: sessionScopes(exempt.flatMap(({ values }) => values)),
    outsideChat: from === undefined && present.length === 0,
    conditions: all.filter((condition) => !used.has(condition)),
  };
}

/** What a condition on `aws:ChatbotSourceArn` does; undefined for one that is shown as it is. */
function roleOf({ operator, values }: StatementCondition): 'only' | 'except' | 'present' | undefined {
  const known = conditionOperator(operator);
  if (known === undefined || known.set !== undefined || known.ifExists) return undefined;
  if (known.comparison === 'Null') {
    return values.every((value) => value.toLowerCase() === 'false') ? 'present' : undefined;
  }
  const isLiteral = known.comparison === 'StringEquals' && !values.some((value) => /[*?]/.test(value));
  if (!isLiteral && known.comparison !== 'ArnLike' && known.comparison !== 'StringLike') return undefined;
  return known.negated ? 'except' : 'only';
}

/**
 * Patterns for `aws:ChatbotSourceArn`, combined where they differ in one key only: a list that was written as
 * accounts, platforms and configurations becomes one scope again.
 */
function sessionScopes(patterns: readonly string[]): readonly SessionScope[] {
  const single = patterns.map(scopeOfPattern);
  const byAccount = combined(single, 'accounts');
  return combined(combined(byAccount, 'configurations'), 'platforms');
}

function scopeOfPattern(pattern: string): SessionScope {
  const [, partition = '', account = '', resource = ''] =
    /^arn:([^:]+):chatbot:\*?:([^:]+):(.+)$/.exec(pattern) ?? [];
  const scope = { partition, platforms: [], configurations: [], accounts: account === '*' ? [] : [account] };
  if (resource === '*' || resource === 'chat-configuration/*') return scope;
  const [, type = '', configuration = ''] = /^chat-configuration\/([^/]+)\/([^/]+)$/.exec(resource) ?? [];
  const platform = chatPlatforms.find((each) => configurationTypes[each] === type);
  if (platform === undefined && type !== '*') {
    return { partition: '', platforms: [], configurations: [], accounts: [], pattern };
  }
  return {
    ...scope,
    platforms: platform === undefined ? [] : [platform],
    configurations: configuration === '*' ? [] : [configuration],
  };
}

/** Scopes that differ in one key only become one, with all values of that key. */
function combined(
  scopes: readonly SessionScope[],
  key: 'accounts' | 'configurations' | 'platforms',
): readonly SessionScope[] {
  const groups = new Map<string, SessionScope>();
  for (const scope of scopes) {
    const isLimited = scope[key].length > 0;
    const group = JSON.stringify({ ...scope, [key]: isLimited });
    const values = [...(groups.get(group)?.[key] ?? []), ...scope[key]];
    groups.set(group, { ...scope, [key]: [...new Set(values)].sort(patternsFirst) });
  }
  return [...groups.values()];
}

function patternsFirst(a: string, b: string): number {
  const rank = (text: string): number => (/[*?]/.test(text) ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function conditionsOf(written: JsonValue | undefined): readonly StatementCondition[] {
  return (isJsonObject(written) ? Object.entries(written) : []).flatMap(([operator, keys]) =>
    isJsonObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: textsOf(values) }))
      : [],
  );
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return oneOrMany(value).map(String);
}
