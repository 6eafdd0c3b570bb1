import type { JsonObject } from '../text/json.js';
import { type LazyPath, under } from '../text/lazy-path.js';
import { alternatives, quoted } from '../text/quote.js';
import { describe, type FieldReader } from './field-reader.js';
import type { ChatChannel } from './organization.js';

const platforms = ['slack', 'microsoft_teams', 'chime'] as const;
const channelTypes = ['public', 'private'] as const;

/** Reads the chat configurations of an organization file; each must belong to one of its accounts. */
export function readChannels(
  reader: FieldReader,
  document: JsonObject,
  isAccount: (id: string) => boolean,
): readonly ChatChannel[] {
  const spot = under(undefined, 'channels');
  const seen = new Set<string>();
  return reader.list(document, 'channels', undefined).flatMap((item, index) => {
    const here = under(spot, index);
    const node = reader.object(item, here);
    const channel = readChannel(reader, node, here);
    if (channel === undefined) return [];
    const { accountId, platform, name } = channel;
    if (typeof node['accountId'] === 'string' && !isAccount(accountId)) {
      const message = `${describe(accountId)} is not an account of the organization`;
      reader.report('invalid-organization', under(here, 'accountId'), message);
    }
    const key = `${accountId} ${platform} ${name}`;
    if (seen.has(key)) {
      reader.report('duplicate-id', under(here, 'name'), `${quoted(name)} stands in the list already`);
    }
    seen.add(key);
    return [channel];
  });
}

function readChannel(reader: FieldReader, node: JsonObject, spot: LazyPath): ChatChannel | undefined {
  const accountId = reader.text(node, 'accountId', spot);
  const name = reader.text(node, 'name', spot);
  const platform = oneOf(reader, node, 'platform', spot, platforms);
  const details = {
    workspaceId: reader.optionalText(node, 'workspaceId', spot),
    tenantId: reader.optionalText(node, 'tenantId', spot),
    teamId: reader.optionalText(node, 'teamId', spot),
    channelType:
      node['channelType'] === undefined ? undefined : oneOf(reader, node, 'channelType', spot, channelTypes),
    roleArn: reader.optionalText(node, 'roleArn', spot),
  };
  if (platform === undefined) return undefined;
  return {
    accountId,
    name,
    platform,
    userRoleRequired: reader.flag(node, 'userRoleRequired', spot, false),
    guardrailPolicyArns: reader.texts(node, 'guardrailPolicyArns', spot),
    ...withoutUndefined(details),
  };
}

function oneOf<T extends string>(
  reader: FieldReader,
  node: JsonObject,
  key: string,
  spot: LazyPath,
  words: readonly T[],
): T | undefined {
  const text = reader.text(node, key, spot);
  const word = words.find((candidate) => candidate === text);
  if (typeof node[key] === 'string' && word === undefined) {
    const message = `found ${describe(text)}; expected ${alternatives(words)}`;
    reader.report('invalid-value', under(spot, key), message);
  }
  return word;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends Readonly<Record<string, string | undefined>>>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
