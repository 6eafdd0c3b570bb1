import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { ChatChannel, Organization } from '../../policy/organization/organization.js';
import { suggest } from '../../policy/text/suggest.js';
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
 * condition keys that AWS does not have. A kind of name that the organization file never mentions is not checked, nor
 * is a key of an identity provider.
 */
export function unknownNames(
  { from, context = {} }: Pick<DecisionRequest, 'from' | 'context'>,
  organization: Organization,
  catalogue: ActionCatalogue,
): readonly UnknownName[] {
  const policies = [...organization.policies.values()].map(({ content }) =>
    JSON.stringify(content).toLowerCase(),
  );
  const isInPolicy = (text: string) => policies.some((policy) => policy.includes(text.toLowerCase()));
  const places = from === 'console' ? [] : (Object.keys(fieldOf) as ChatPart[]);
  const unknownPlaces = places.flatMap((part): readonly UnknownName[] => {
    const found = from === 'console' ? undefined : from[part];
    const known = organization.channels.flatMap((channel) => channel[fieldOf[part]]?.toString() ?? []);
    const isKnown = (text: string) => known.some((name) => name.toLowerCase() === text.toLowerCase());
    if (
      found === undefined ||
      known.length === 0 ||
      isKnown(found) ||
      isInPolicy(`${namedBy[part]}${found}"`)
    )
      return [];
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

/** What stands before the name in a policy: the end of a source ARN, or nothing. */
const namedBy: Readonly<Record<ChatPart, string>> = {
  configuration: '/',
  workspace: '"',
  tenant: '"',
  team: '"',
};

function unknown(part: UnknownName['part'], found: string, nearest: string | undefined): UnknownName {
  return { part, found, ...(nearest === undefined ? {} : { nearest }) };
}
