import { isAccountId, isChatConfigurationName, isUuid, isWorkspaceId } from '../../policy/identifiers.js';
import type { ChannelType, ChatPlatform, RoleSetting } from '../../policy/intent.js';
import type { JsonValue } from '../../policy/text/json.js';
import { quoted } from '../../policy/text/quote.js';

/** What somebody runs, from where. Everything that is undefined is not known. */
export interface DecisionRequest {
  readonly accountId: string;
  /** `console`: the same without a chat session. */
  readonly from: ChatOrigin | 'console';
  /** `service:Action`, without wildcards. */
  readonly action: string;
  /** An ARN. */
  readonly resource?: string;
  readonly region?: string;
  /** Further condition keys of the request and their values; an empty list: the request does not have the key. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** The channel's guardrail policies; undefined when they are not given. */
  readonly guardrailPolicies?: readonly IdentityPolicy[];
  /** The policies of the role in which the command runs. */
  readonly rolePolicies?: readonly IdentityPolicy[];
}

/** The place in chat from which somebody speaks. */
export interface ChatOrigin {
  readonly platform?: ChatPlatform;
  /** Slack: a workspace id. */
  readonly workspace?: string;
  /** Microsoft Teams: UUIDs. */
  readonly tenant?: string;
  readonly team?: string;
  /** Slack. */
  readonly channelType?: ChannelType;
  readonly role?: RoleSetting;
  /** The name of the chat configuration. */
  readonly configuration?: string;
}

/** An identity policy by the name under which reasons speak of it. */
export interface IdentityPolicy {
  readonly name: string;
  readonly content: JsonValue;
}

/** Which parts of an origin a platform has. */
const partsOf: Readonly<Record<ChatPlatform, readonly (keyof ChatOrigin)[]>> = {
  slack: ['workspace', 'channelType', 'role', 'configuration'],
  microsoft_teams: ['tenant', 'team', 'role', 'configuration'],
  chime: ['role', 'configuration'],
};

/** How people call a part of a request, in the command line and in messages. */
const optionOf: Readonly<Record<keyof ChatOrigin, string>> = {
  platform: '--platform',
  workspace: '--workspace',
  tenant: '--tenant',
  team: '--team',
  channelType: '--channel-type',
  role: '--role',
  configuration: '--configuration',
};

/**
 * Everything that makes a request no request, one line each; empty when it can be asked. Messages call the parts
 * of the origin as the command line does, or as `ChatOrigin` does.
 */
export function contradictionsIn(
  request: DecisionRequest,
  spelling: 'options' | 'fields' = 'options',
): readonly string[] {
  return [
    ...(isAccountId(request.accountId)
      ? []
      : [`${quoted(request.accountId)} is no account; it has twelve digits`]),
    ...actionContradictions(request.action),
    ...resourceContradictions(request.resource),
    ...(request.from === 'console' ? [] : originContradictions(request.from, spelling)),
  ];
}

function actionContradictions(action: string): readonly string[] {
  if (/[*?]/.test(action)) return [`${quoted(action)} is a pattern; ask about one action`];
  if (/^[a-z0-9-]+:[a-z0-9_-]+$/i.test(action)) return [];
  return [`${quoted(action)} is no action; write \`service:Action\`, for example \`rds:DeleteDBCluster\``];
}

function resourceContradictions(resource: string | undefined): readonly string[] {
  if (resource === undefined || resource === '*') return [];
  if (/[*?]/.test(resource)) {
    return [`${quoted(resource)} has wildcards; a request has one resource, so write its whole ARN`];
  }
  if (resource.split(':').length >= 6) return [];
  return [`${quoted(resource)} is not an ARN; write \`arn:partition:service:region:account:resource\``];
}

function originContradictions(origin: ChatOrigin, spelling: 'options' | 'fields'): readonly string[] {
  const found: string[] = [];
  const { platform } = origin;
  for (const part of Object.keys(optionOf) as (keyof ChatOrigin)[]) {
    if (platform === undefined || part === 'platform' || origin[part] === undefined) continue;
    if (partsOf[platform].includes(part)) continue;
    found.push(
      `\`${spelling === 'options' ? optionOf[part] : part}\` is nothing that ${nameOf[platform]} has`,
    );
  }
  const wellFormed: readonly (readonly [string | undefined, (text: string) => boolean, string])[] = [
    [origin.workspace, isWorkspaceId, 'no Slack workspace; it has upper-case letters and digits'],
    [origin.tenant, (text) => isUuid(text.toLowerCase()), 'no Microsoft Teams tenant; it is a UUID'],
    [origin.team, (text) => isUuid(text.toLowerCase()), 'no Microsoft Teams team; it is a UUID'],
    [
      origin.configuration,
      isChatConfigurationName,
      'no name of a chat configuration; it has letters, digits, `-` and `_`',
    ],
  ];
  for (const [text, isGood, problem] of wellFormed) {
    if (text !== undefined && !isGood(text)) found.push(`${quoted(text)} is ${problem}`);
  }
  return found;
}

/** How people call a platform. */
export const nameOf: Readonly<Record<ChatPlatform, string>> = {
  slack: 'Slack',
  microsoft_teams: 'Microsoft Teams',
  chime: 'Amazon Chime',
};
