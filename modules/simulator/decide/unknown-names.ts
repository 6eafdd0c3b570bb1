import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import {
  type ChatChannel,
  cachePerOrganization,
  type Organization,
} from '../../policy/organization/organization.js';
import { matches } from '../../policy/pattern/matches.js';
import { type Token, tokensOf } from '../../policy/pattern/token.js';
import { suggest } from '../../policy/text/suggest.js';
import { idsInUse, type KnownIds, noIds } from '../effective/chat-ids.js';
import type { DecisionRequest } from './decision-request.js';

/** A name in a request that neither the organization file nor AWS's list of condition keys has. */
export interface UnknownName {
  readonly part: 'configuration' | 'workspace' | 'tenant' | 'team' | 'key';
  readonly found: string;
  readonly nearest?: string;
}

type ChatPart = Exclude<UnknownName['part'], 'key'>;

const fieldOf: Readonly<Record<ChatPart, keyof ChatChannel>> = {
  configuration: 'name',
  workspace: 'workspaceId',
  tenant: 'tenantId',
  team: 'teamId',
};

/**
 * The configuration, workspace, tenant and team of a request that neither a channel nor a policy names, and its
 * condition keys that AWS does not have. Without channels, only IDs are checked, against those that the chat policies
 * name, unless one of them has a wildcard. A kind of name that nothing mentions is not checked, nor is a key of an
 * identity provider.
 */
export function unknownNames(
  { from, context = {} }: Pick<DecisionRequest, 'from' | 'context'>,
  organization: Organization,
  catalogue: ActionCatalogue,
): readonly UnknownName[] {
  const { policies, patterns, knownNames } = namesOf(organization);
  const isInPolicy = (text: string) => policies.some((policy) => policy.includes(text.toLowerCase()));
  const isNamed = (part: ChatPart, text: string) =>
    part === 'configuration'
      ? patterns.some((pattern) => matches(pattern, text.toLowerCase()))
      : isInPolicy(`"${text}"`);
  const places = from === 'console' ? [] : (Object.keys(fieldOf) as ChatPart[]);
  const unknownPlaces = places.flatMap((part): readonly UnknownName[] => {
    const found = from === 'console' ? undefined : from[part];
    if (found === undefined) return [];
    const known = knownNames[part];
    const isKnown = known.some((name) => name.toLowerCase() === found.toLowerCase());
    if (known.length === 0 || isKnown || isNamed(part, found)) return [];
    return [unknown(part, found, suggest(found, known))];
  });
  const unknownKeys = Object.keys(context).flatMap((key): readonly UnknownName[] => {
    const [prefix = ''] = key.split(':');
    if (catalogue.conditionKey(key) !== undefined || prefix.includes('.') || isInPolicy(`"${key}"`))
      return [];
    const keys = [...catalogue.globalConditionKeys(), ...(catalogue.conditionKeysOf(prefix) ?? [])];
    return [unknown('key', key, suggest(key, keys))];
  });
  return [...unknownPlaces, ...unknownKeys];
}

/** The policies in lower case, the patterns of configuration names in them, and the names that are known. */
const namesOf = cachePerOrganization((organization) => {
  const policies = [...organization.policies.values()].map(({ content }) =>
    JSON.stringify(content).toLowerCase(),
  );
  const ofPolicies = idsOfPolicies(organization);
  const namesOfPart = (part: ChatPart): readonly string[] => [
    ...new Set([
      ...organization.channels.flatMap((channel) => channel[fieldOf[part]]?.toString() ?? []),
      ...(part === 'configuration' ? [] : ofPolicies[part]),
    ]),
  ];
  const knownNames: Readonly<Record<ChatPart, readonly string[]>> = {
    configuration: namesOfPart('configuration'),
    workspace: namesOfPart('workspace'),
    tenant: namesOfPart('tenant'),
    team: namesOfPart('team'),
  };
  return { policies, patterns: policies.flatMap(configurationPatterns), knownNames };
});

/** The IDs that chat policies name; none where channels are listed, or where a chat policy has a wildcard. */
function idsOfPolicies(organization: Organization): KnownIds {
  const { channels, policies } = organization;
  const hasWildcard = [...policies.values()].some(
    ({ type, content }) => type === 'CHATBOT_POLICY' && JSON.stringify(content).includes('"*"'),
  );
  return channels.length > 0 || hasWildcard ? noIds() : idsInUse(organization);
}

/** The patterns of configuration names in the source ARNs of a policy, without those that match every name. */
function configurationPatterns(policy: string): readonly (readonly Token[])[] {
  const names = Array.from(policy.matchAll(/chat-configuration\/[^/"]+\/([^"]+)"/g), ([, name = '']) => name);
  return names.filter((name) => /[^*?]/.test(name)).map((name) => tokensOf(name, 'string'));
}

function unknown(part: UnknownName['part'], found: string, nearest: string | undefined): UnknownName {
  return { part, found, ...(nearest === undefined ? {} : { nearest }) };
}
