import type { JsonObject } from '../text/json.js';
import { type LazyPath, under } from '../text/lazy-path.js';
import type { FieldReader } from './field-reader.js';
import type { ChatChannel } from './organization.js';

const platforms = ['slack', 'microsoft_teams', 'chime'] as const;
const channelTypes = ['public', 'private'] as const;

/** Reads the chat configurations of an organization file; each must belong to one of its accounts. */
export function readChannels(
  reader: FieldReader,
  document: JsonObject,
  isAccount: (id: string) => boolean,
): readonly ChatChannel[] {
  const at = under(undefined, 'channels');
  const seen = new Set<string>();
  return reader.list(document, 'channels', undefined).flatMap((item, index) => {
    const here = under(at, index);
    const node = reader.object(item, here);
    const channel = readChannel(reader, node, here);
    if (channel === undefined) return [];
    const { accountId, platform, name } = channel;
    if (typeof node['accountId'] === 'string' && !isAccount(accountId)) {
      const facts = { rule: 'unknown-account', account: accountId } as const;
      reader.report('invalid-organization', under(here, 'accountId'), facts);
    }
    const key = `${accountId} ${platform} ${name}`;
    if (seen.has(key)) {
      reader.report('duplicate-id', under(here, 'name'), { rule: 'channel', name });
    }
    seen.add(key);
    return [channel];
  });
}

function readChannel(reader: FieldReader, node: JsonObject, at: LazyPath): ChatChannel | undefined {
  const accountId = reader.text(node, 'accountId', at);
  const name = reader.text(node, 'name', at);
  const platform = oneOf(reader, node, 'platform', at, platforms);
  const details = {
    workspaceId: reader.optionalText(node, 'workspaceId', at),
    tenantId: reader.optionalText(node, 'tenantId', at),
    teamId: reader.optionalText(node, 'teamId', at),
    channelType:
      node['channelType'] === undefined ? undefined : oneOf(reader, node, 'channelType', at, channelTypes),
    roleArn: reader.optionalText(node, 'roleArn', at),
  };
  if (platform === undefined) return undefined;
  return {
    accountId,
    name,
    platform,
    userRoleRequired: reader.flag(node, 'userRoleRequired', at, false),
    guardrailPolicyArns: reader.texts(node, 'guardrailPolicyArns', at),
    ...withoutUndefined(details),
  };
}

function oneOf<T extends string>(
  reader: FieldReader,
  node: JsonObject,
  key: string,
  at: LazyPath,
  words: readonly T[],
): T | undefined {
  const text = reader.text(node, key, at);
  const word = words.find((candidate) => candidate === text);
  if (typeof node[key] === 'string' && word === undefined) {
    reader.report('invalid-value', under(at, key), { rule: 'organization-word', found: text, words });
  }
  return word;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends Readonly<Record<string, string | undefined>>>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
