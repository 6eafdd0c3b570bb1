import { chatPlatforms } from '../../policy/chat-words.js';
import { isAccountId, isChatConfigurationName, isUuid, isWorkspaceId } from '../../policy/identifiers.js';
import type { ChannelType, ChatPlatform, RoleSetting } from '../../policy/intent.js';
import type { Organization } from '../../policy/organization/organization.js';
import { type FactsOfRules, problemByRule } from '../../policy/problems/problem-entry.js';
import { invalidRequest, unknownAlias } from '../../policy/problems/request-words.js';
import type { JsonValue } from '../../policy/text/json.js';
import { suggest } from '../../policy/text/suggest.js';

/** A request: an action in an account, and its origin. Fields that are undefined are unknown. */
export interface DecisionRequest {
  readonly accountId: string;
  /** `console`: the request does not come from chat. */
  readonly from: ChatOrigin | 'console';
  /** `service:Action`, without wildcards. */
  readonly action: string;
  /** An ARN. */
  readonly resource?: string;
  readonly region?: string;
  /** Further condition keys of the request and their values; an empty list: the request does not have the key. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** The channel's guardrail policies; undefined: not given. */
  readonly guardrailPolicies?: readonly IdentityPolicy[];
  /** The policies of the role that runs the command. */
  readonly rolePolicies?: readonly IdentityPolicy[];
}

/** The action of a request about a command, before its own actions are known. */
export const unnamedAction = 'any:Action';

/** The origin of a request in chat. */
export interface ChatOrigin {
  readonly platform?: ChatPlatform;
  /** Slack: a workspace ID. */
  readonly workspace?: string;
  /** Microsoft Teams: UUIDs. */
  readonly tenant?: string;
  readonly team?: string;
  /** Slack only. */
  readonly channelType?: ChannelType;
  readonly role?: RoleSetting;
  /** The name of the chat configuration. */
  readonly configuration?: string;
}

/** An identity policy with the name by which reasons refer to it. */
export interface IdentityPolicy {
  readonly name: string;
  readonly content: JsonValue;
}

/** The parts of an origin by platform. */
const partsOf: Readonly<Record<ChatPlatform, readonly (keyof ChatOrigin)[]>> = {
  slack: ['workspace', 'channelType', 'role', 'configuration'],
  microsoft_teams: ['tenant', 'team', 'role', 'configuration'],
  chime: ['role', 'configuration'],
};

const parts = [
  'platform',
  'workspace',
  'tenant',
  'team',
  'channelType',
  'role',
  'configuration',
] as const satisfies readonly (keyof ChatOrigin)[];

/** The options of the command line for the parts of an origin. */
const optionOf: Readonly<Record<keyof ChatOrigin, string>> = {
  platform: '--platform',
  workspace: '--workspace',
  tenant: '--tenant',
  team: '--team',
  channelType: '--channel-type',
  role: '--role',
  configuration: '--configuration',
};

/** The problem of a part of a request: facts of `invalid-value`. */
export type RequestFacts = FactsOfRules<{
  readonly [Rule in keyof typeof invalidRequest]: Parameters<(typeof invalidRequest)[Rule]>[0];
}>;

/**
 * Returns the reasons why a request is not valid, one line each; empty if it is valid. Messages name the parts of the
 * origin as options of the command line or as fields of `ChatOrigin`.
 */
export function contradictionsIn(
  request: DecisionRequest,
  spelling: 'options' | 'fields' = 'options',
): readonly string[] {
  return requestProblems(request, spelling).map((facts) => words(facts).message);
}

const { words } = problemByRule('A request that is not valid', invalidRequest);

/** The facts of everything that makes a request invalid. */
export function requestProblems(
  request: DecisionRequest,
  spelling: 'options' | 'fields',
): readonly RequestFacts[] {
  const { accountId, action, resource, from } = request;
  return [
    ...(isAccountId(accountId) ? [] : [{ rule: 'request-account', found: accountId } as const]),
    ...actionProblems(action),
    ...(resource === undefined ? [] : resourceProblems(resource)),
    ...(from === 'console' ? [] : originProblems(from, spelling)),
  ];
}

function actionProblems(action: string): readonly RequestFacts[] {
  if (/[*?]/.test(action)) return [{ rule: 'request-action-pattern', action }];
  return /^[a-z0-9-]+:[a-z0-9_-]+$/i.test(action) ? [] : [{ rule: 'request-action', action }];
}

function resourceProblems(resource: string): readonly RequestFacts[] {
  if (resource === '*') return [];
  if (/[*?]/.test(resource)) return [{ rule: 'request-resource-pattern', resource }];
  return resource.split(':').length >= 6 ? [] : [{ rule: 'request-resource', resource }];
}

function originProblems(origin: ChatOrigin, spelling: 'options' | 'fields'): readonly RequestFacts[] {
  const found: RequestFacts[] = [];
  const { platform } = origin;
  for (const part of parts) {
    if (platform === undefined || part === 'platform' || origin[part] === undefined) continue;
    if (partsOf[platform].includes(part)) continue;
    const expected = chatPlatforms.filter((each) => partsOf[each].includes(part));
    const key = spelling === 'options' ? optionOf[part] : part;
    found.push({ rule: 'request-part', key, platform, expected });
  }
  for (const [part, isValid] of wellFormed) {
    const text = origin[part];
    if (text !== undefined && !isValid(text)) found.push({ rule: `request-${part}`, found: text });
  }
  return found;
}

const idParts = [
  ['workspace', isWorkspaceId],
  ['tenant', (text: string) => isUuid(text.toLowerCase())],
  ['team', (text: string) => isUuid(text.toLowerCase())],
] as const;

const wellFormed = [...idParts, ['configuration', isChatConfigurationName]] as const;

/** A part of an origin that is neither an ID nor an alias of one. */
export interface UnknownAlias {
  readonly part: 'workspace' | 'tenant' | 'team';
  readonly facts: FactsOfRules<{
    readonly [Rule in keyof typeof unknownAlias]: Parameters<(typeof unknownAlias)[Rule]>[0];
  }>;
  readonly message: string;
}

/**
 * An origin with IDs instead of the aliases of the organization's configuration. It lacks the texts that are neither, which
 * `unknown` has; without aliases it is the same origin.
 */
export function withoutAliases(
  origin: ChatOrigin,
  { chatNames }: Pick<Organization, 'chatNames'>,
): { readonly origin: ChatOrigin; readonly unknown: readonly UnknownAlias[] } {
  if (chatNames === undefined) return { origin, unknown: [] };
  // Names are kept by IDs in lower case; that of a workspace is in upper case.
  const written = (id: string): string => (isWorkspaceId(id.toUpperCase()) ? id.toUpperCase() : id);
  const aliases = new Map(Array.from(chatNames, ([id, alias]) => [alias, written(id)]));
  const resolved: { -readonly [Part in keyof ChatOrigin]: ChatOrigin[Part] } = { ...origin };
  const unknown = idParts.flatMap(([part, isId]): readonly UnknownAlias[] => {
    const found = origin[part];
    if (found === undefined || isId(found)) return [];
    delete resolved[part];
    const id = aliases.get(found);
    if (id === undefined) return [unknownAliasOf(part, found, aliases.keys())];
    if (!isId(id)) {
      const facts = { rule: 'other-id', found, id } as const;
      return [{ part, facts, message: aliasMessage(facts) }];
    }
    resolved[part] = id;
    return [];
  });
  return { origin: resolved, unknown };
}

function unknownAliasOf(part: UnknownAlias['part'], found: string, aliases: Iterable<string>): UnknownAlias {
  const nearest = suggest(found, aliases);
  const facts = { rule: 'unknown', found, ...(nearest === undefined ? {} : { nearest }) } as const;
  return { part, facts, message: aliasMessage(facts) };
}

const aliasWords = problemByRule('An unknown alias', unknownAlias).words;

function aliasMessage(facts: UnknownAlias['facts']): string {
  const { message, help } = aliasWords(facts);
  return `${message}; ${help}`;
}
