import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import {
  type ChatChannel,
  cachePerOrganization,
  type Organization,
} from '../../policy/organization/organization.js';
import { matches } from '../../policy/pattern/matches.js';
import { tokensOf } from '../../policy/pattern/token.js';
import type { ChatNameFacts } from '../../policy/problems/organization-problems.js';
import { configurationTypes } from '../../policy/scp/session-patterns.js';
import { suggest } from '../../policy/text/suggest.js';
import { idsInUse, type KnownIds } from '../effective/chat-ids.js';
import type { ChatOrigin, DecisionRequest } from './decision-request.js';

/** A name in a request that neither the organization file nor AWS's list of condition keys has. */
export type UnknownName =
  | ChatNameFacts
  | { readonly part: 'key'; readonly found: string; readonly nearest?: string };

/** The names of a request, and the accounts that it is about; undefined: any. */
export interface AskedNames extends Pick<DecisionRequest, 'from' | 'context'> {
  readonly accountIds?: readonly string[];
}

/**
 * The configuration, workspace, tenant and team of a request that neither a channel nor a policy names, and its
 * condition keys that AWS does not have. A configuration must be in one of the accounts and on the platform. A kind of
 * name that the organization file does not have is not checked, nor is an ID where only chat policies have some and one
 * of them has a wildcard, nor a key of an identity provider.
 */
export function unknownNames(
  { from, context = {}, accountIds }: AskedNames,
  organization: Organization,
  catalogue: ActionCatalogue,
): readonly UnknownName[] {
  const { isInPolicy } = namesOf(organization);
  const unknownKeys = Object.keys(context).flatMap((key): readonly UnknownName[] => {
    const [prefix = ''] = key.split(':');
    if (catalogue.conditionKey(key) !== undefined || prefix.includes('.') || isInPolicy(key)) return [];
    const keys = [...catalogue.globalConditionKeys(), ...(catalogue.conditionKeysOf(prefix) ?? [])];
    return [withNearest({ part: 'key', found: key }, suggest(key, keys))];
  });
  if (from === 'console') return unknownKeys;
  return [
    ...unknownConfiguration(from, organization, accountIds),
    ...(['workspace', 'tenant', 'team'] as const).flatMap((part) =>
      unknownId(part, from[part], organization),
    ),
    ...unknownKeys,
  ];
}

/** Names are compared with case, as in the ARN of a chat configuration. */
function unknownConfiguration(
  { configuration: found, platform }: ChatOrigin,
  organization: Organization,
  accountIds: readonly string[] | undefined,
): readonly UnknownName[] {
  const { channels } = organization;
  const isHere = (channel: ChatChannel): boolean =>
    (accountIds?.includes(channel.accountId) ?? true) &&
    (platform === undefined || channel.platform === platform);
  if (found === undefined || channels.length === 0) return [];
  if (channels.some((channel) => channel.name === found && isHere(channel))) return [];
  const types = platform === undefined ? Object.values(configurationTypes) : [configurationTypes[platform]];
  const isNamed = namesOf(organization).configurations.some(
    ({ name, account, type }) =>
      name === found &&
      (accountIds?.some((id) => fits(account, id)) ?? true) &&
      types.some((one) => fits(type, one)),
  );
  if (isNamed) return [];
  const own = channels.filter(isHere).map(({ name }) => name);
  const all = channels.map(({ name }) => name);
  const isElsewhere = all.includes(found);
  const nearest = suggest(found, own) ?? (isElsewhere ? undefined : suggest(found, all));
  return [
    withNearest({ part: 'configuration', found, ...(isElsewhere ? { rule: 'elsewhere' } : {}) }, nearest),
  ];
}

function fits(pattern: string, text: string): boolean {
  return matches(tokensOf(pattern, 'string'), text);
}

function unknownId(
  part: keyof KnownIds,
  found: string | undefined,
  organization: Organization,
): readonly UnknownName[] {
  const { ids, isInPolicy } = namesOf(organization);
  const known = [...ids[part]];
  const isKnown = found === undefined || known.some((id) => id.toLowerCase() === found.toLowerCase());
  if (isKnown || known.length === 0 || isInPolicy(found)) return [];
  return [withNearest({ part, found }, suggest(found, known))];
}

function withNearest<T extends UnknownName>(name: T, nearest: string | undefined): T {
  return nearest === undefined ? name : { ...name, nearest };
}

/** The parts of an ARN of one chat configuration in a policy; account and type can be patterns. */
interface NamedConfiguration {
  readonly account: string;
  readonly type: string;
  readonly name: string;
}

/** What policies name, and the IDs that are known. */
const namesOf = cachePerOrganization((organization) => {
  const policies = [...organization.policies.values()].map(({ content }) => JSON.stringify(content));
  const folded = policies.map((policy) => policy.toLowerCase());
  return {
    isInPolicy: (text: string) => folded.some((policy) => policy.includes(`"${text.toLowerCase()}"`)),
    configurations: policies.flatMap(configurationsIn),
    ids: knownIds(organization),
  };
});

/** The IDs in use; without those of chat policies where one of these has a wildcard, which allows others. */
function knownIds(organization: Organization): KnownIds {
  const all = idsInUse(organization);
  const hasWildcard = [...organization.policies.values()].some(
    ({ type, content }) => type === 'CHATBOT_POLICY' && JSON.stringify(content).includes('"*"'),
  );
  if (!hasWildcard) return all;
  const listed = idsInUse({ ...organization, policies: new Map() });
  const ofPart = (part: keyof KnownIds) => (listed[part].size === 0 ? listed[part] : all[part]);
  return { workspace: ofPart('workspace'), tenant: ofPart('tenant'), team: ofPart('team') };
}

function configurationsIn(policy: string): readonly NamedConfiguration[] {
  const arns = policy.matchAll(/:chatbot:[^:"]*:([^:"]*):chat-configuration\/([^/"]+)\/([^"*?$]+)"/g);
  return Array.from(arns, ([, account = '', type = '', name = '']) => ({ account, type, name }));
}
