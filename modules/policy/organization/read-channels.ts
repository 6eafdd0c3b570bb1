import { channelTypes, chatPlatforms } from '../chat-words.js';
import type { JsonObject } from '../text/json.js';
import { type LazyPath, under } from '../text/lazy-path.js';
import type { FieldReader } from './field-reader.js';
import type { ChatChannel, ChatUser, CustomAction, TeamName, WorkspaceName } from './organization.js';

/** What the tree knows about accounts. */
export interface AccountsOfChannels {
  readonly isAccount: (id: string) => boolean;
  /** Whether the account requires user roles in all its channels. */
  readonly requiresUserRoles: (id: string) => boolean;
}

/** Reads the chat configurations of an organization file; each must belong to one of its accounts. */
export function readChannels(
  reader: FieldReader,
  document: JsonObject,
  { isAccount, requiresUserRoles }: AccountsOfChannels,
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
    const isRequired = platform !== 'chime' && requiresUserRoles(accountId);
    return [isRequired ? { ...channel, userRoleRequired: true } : channel];
  });
}

function readChannel(reader: FieldReader, node: JsonObject, at: LazyPath): ChatChannel | undefined {
  const accountId = reader.text(node, 'accountId', at);
  const name = reader.text(node, 'name', at);
  const platform = oneOf(reader, node, 'platform', at, chatPlatforms);
  const channelType =
    node['channelType'] === undefined ? undefined : oneOf(reader, node, 'channelType', at, channelTypes);
  const texts = optionalFields.map((key) => [key, reader.optionalText(node, key, at)] as const);
  if (platform === undefined) return undefined;
  return {
    accountId,
    name,
    platform,
    userRoleRequired: reader.flag(node, 'userRoleRequired', at, false),
    guardrailPolicyArns: reader.texts(node, 'guardrailPolicyArns', at),
    ...(channelType === undefined ? {} : { channelType }),
    ...Object.fromEntries(texts.filter(([, text]) => text !== undefined)),
    ...(node['users'] === undefined ? {} : { users: readUsers(reader, node, at) }),
  };
}

const optionalFields = [
  'workspaceId',
  'workspaceName',
  'tenantId',
  'teamId',
  'teamName',
  'channelId',
  'channelName',
  'roleArn',
  'loggingLevel',
  'state',
  'stateReason',
] as const satisfies readonly (keyof ChatChannel)[];

function readUsers(reader: FieldReader, node: JsonObject, at: LazyPath): readonly ChatUser[] {
  return itemsOf(reader, node, 'users', at).map(({ item, here }) => ({
    userId: reader.text(item, 'userId', here),
    ...optional(reader, item, here, 'roleArn'),
  }));
}

/** Reads the Slack workspaces of an organization file. */
export function readWorkspaces(reader: FieldReader, document: JsonObject): readonly WorkspaceName[] {
  return itemsOf(reader, document, 'workspaces', undefined).map(({ item, here }) => ({
    id: reader.text(item, 'id', here),
    ...optional(reader, item, here, 'name'),
  }));
}

/** Reads the Microsoft Teams teams of an organization file. */
export function readTeams(reader: FieldReader, document: JsonObject): readonly TeamName[] {
  return itemsOf(reader, document, 'teams', undefined).map(({ item, here }) => ({
    tenantId: reader.text(item, 'tenantId', here),
    id: reader.text(item, 'id', here),
    ...optional(reader, item, here, 'name'),
  }));
}

/** Reads the custom actions of an organization file. */
export function readCustomActions(reader: FieldReader, document: JsonObject): readonly CustomAction[] {
  return itemsOf(reader, document, 'customActions', undefined).map(({ item, here }) => ({
    accountId: reader.text(item, 'accountId', here),
    name: reader.text(item, 'name', here),
    ...optional(reader, item, here, 'alias'),
    ...optional(reader, item, here, 'command'),
  }));
}

function itemsOf(reader: FieldReader, node: JsonObject, key: string, at: LazyPath | undefined) {
  return reader.list(node, key, at).map((value, index) => {
    const here = under(under(at, key), index);
    return { item: reader.object(value, here), here };
  });
}

function optional<K extends string>(
  reader: FieldReader,
  node: JsonObject,
  at: LazyPath,
  key: K,
): { readonly [Key in K]?: string } {
  const text = reader.optionalText(node, key, at);
  return text === undefined ? {} : ({ [key]: text } as { readonly [Key in K]: string });
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
