import { type FieldReader, type Spot, under } from './field-reader.js';
import type { JsonObject, JsonValue } from './json.js';
import type { ChatChannel } from './organization.js';
import { alternatives, quoted } from './problem.js';

const platforms = ['slack', 'microsoft_teams', 'chime'] as const;
const channelTypes = ['public', 'private'] as const;

/** Reads the chat configurations of an organization file; each must belong to one of its accounts. */
export function readChannels(
  reader: FieldReader,
  value: JsonValue | undefined,
  accounts: ReadonlySet<string>,
): readonly ChatChannel[] {
  if (value === undefined) return [];
  const spot = under(undefined, 'channels');
  const seen = new Set<string>();
  return reader.list(value, spot).flatMap((item, index) => {
    const here = under(spot, index);
    const channel = readChannel(reader, reader.object(item, here) ?? {}, here);
    if (channel === undefined) return [];
    if (!accounts.has(channel.accountId)) {
      const message = `${quoted(channel.accountId)} is not an account of the organization`;
      reader.report('invalid-organization', under(here, 'accountId'), message);
    }
    const key = `${channel.accountId} ${channel.platform} ${channel.name}`;
    if (seen.has(key)) {
      reader.report(
        'duplicate-id',
        under(here, 'name'),
        `${quoted(channel.name)} stands in the list already`,
      );
    }
    seen.add(key);
    return [channel];
  });
}

function readChannel(reader: FieldReader, node: JsonObject, spot: Spot): ChatChannel | undefined {
  const text = (key: string): string | undefined => reader.text(node[key], under(spot, key));
  const optional = (key: string): string | undefined => (node[key] === undefined ? undefined : text(key));
  const accountId = text('accountId');
  const name = text('name');
  const platform = oneOf(reader, node['platform'], under(spot, 'platform'), platforms);
  const channelType =
    node['channelType'] === undefined
      ? undefined
      : oneOf(reader, node['channelType'], under(spot, 'channelType'), channelTypes);
  const guardrails = under(spot, 'guardrailPolicyArns');
  const arns =
    node['guardrailPolicyArns'] === undefined ? [] : reader.list(node['guardrailPolicyArns'], guardrails);
  if (accountId === undefined || name === undefined || platform === undefined) return undefined;
  const places = {
    workspaceId: optional('workspaceId'),
    tenantId: optional('tenantId'),
    teamId: optional('teamId'),
  };
  const details = { ...places, channelType, roleArn: optional('roleArn') };
  return {
    accountId,
    name,
    platform,
    userRoleRequired: reader.flag(node['userRoleRequired'], under(spot, 'userRoleRequired'), false),
    guardrailPolicyArns: arns.flatMap((arn, index) => reader.text(arn, under(guardrails, index)) ?? []),
    ...withoutUndefined(details),
  };
}

function oneOf<T extends string>(
  reader: FieldReader,
  value: JsonValue | undefined,
  spot: Spot,
  words: readonly T[],
): T | undefined {
  const text = reader.text(value, spot);
  const word = words.find((candidate) => candidate === text);
  if (text !== undefined && word === undefined) {
    reader.report('invalid-value', spot, `found ${quoted(text)}; expected ${alternatives(words)}`);
  }
  return word;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends Readonly<Record<string, string | undefined>>>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
