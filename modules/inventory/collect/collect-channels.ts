import type {
  ChatChannel,
  MissingPart,
  TeamName,
  WorkspaceName,
} from '../../policy/organization/organization.js';
import type { CollectedChat } from './collected.js';
import type { AccountItem, Answer, ChatUserItem, Fetch, Items, Operation } from './request.js';

/** What the chat service of one account holds. */
interface AccountChat {
  readonly channels: readonly ChatChannel[];
  readonly workspaces: readonly WorkspaceName[];
  readonly teams: readonly TeamName[];
  readonly userRoleRequired: boolean;
}

/** Reads the chat service of every account that is not suspended or closed. */
export async function collectChat(
  ask: Fetch,
  accounts: readonly AccountItem[],
  missing: MissingPart[],
): Promise<CollectedChat> {
  const open = accounts.filter(({ status }) => status === undefined || status.startsWith('PENDING_'));
  const found = await Promise.all(
    open.map(async ({ id }) => [id, await collectAccount(ask, id, missing)] as const),
  );
  const chats = found.map(([, chat]) => chat);
  return {
    channels: chats.flatMap(({ channels }) => channels),
    workspaces: merged(chats.flatMap(({ workspaces }) => workspaces)),
    teams: merged(chats.flatMap(({ teams }) => teams)),
    userRoleAccounts: new Set(found.flatMap(([id, { userRoleRequired }]) => (userRoleRequired ? [id] : []))),
  };
}

async function collectAccount(ask: Fetch, id: string, missing: MissingPart[]): Promise<AccountChat> {
  const get = <O extends Operation>(operation: O): Promise<Answer<O>> => ask({ operation, subject: id });
  const reasons = new Map<string, Set<string>>();
  const lose = (what: string, reason: string): void => {
    reasons.set(what, (reasons.get(what) ?? new Set()).add(reason));
  };
  const items = <O extends Operation>(what: string, answer: Answer<O>): readonly Items[O][] => {
    if ('items' in answer) return answer.items;
    lose(what, answer.reason);
    return [];
  };
  const [slack, teamsChannels, chime, workspaces, teams] = await Promise.all([
    get('DescribeSlackChannelConfigurations'),
    get('ListMicrosoftTeamsChannelConfigurations'),
    get('DescribeChimeWebhookConfigurations'),
    get('DescribeSlackWorkspaces'),
    get('ListMicrosoftTeamsConfiguredTeams'),
  ]);
  const bare = [slack, teamsChannels, chime].flatMap((answer) => items<ChannelOperation>('channels', answer));
  const channels = new Map(bare.map((channel) => [`${channel.platform} ${channel.name}`, channel]));
  if (channels.size < new Set(bare.map((channel) => JSON.stringify(channel))).size) {
    lose('channels', 'two chat configurations have one name');
  }
  const has = (platform: ChatChannel['platform']): boolean =>
    bare.some((channel) => channel.platform === platform);
  const [slackUsers, teamsUsers, preferences] = await Promise.all([
    has('slack') ? get('DescribeSlackUserIdentities') : undefined,
    has('microsoft_teams') ? get('ListMicrosoftTeamsUserIdentities') : undefined,
    has('slack') || has('microsoft_teams') ? get('GetAccountPreferences') : undefined,
  ]);
  const users: Users = {
    slack: known<UserOperation>(slackUsers),
    microsoft_teams: known<UserOperation>(teamsUsers),
  };
  for (const answer of [slackUsers, teamsUsers]) if (answer !== undefined) items('users', answer);
  const chat = {
    channels: [...channels.values()].map((channel) => withUsers(channel, users)),
    workspaces: items('workspaces', workspaces),
    teams: items('teams', teams),
    userRoleRequired:
      preferences !== undefined &&
      items('preferences', preferences).some(({ userRoleRequired }) => userRoleRequired),
  };
  // Where nothing can be read, as without the role, one part is enough.
  const nothing = [slack, teamsChannels, chime, workspaces, teams].every((answer) => 'reason' in answer);
  for (const [what, all] of reasons) {
    if (what === 'channels' || !nothing) missing.push({ what, id, reason: [...all].join('; ') });
  }
  return chat;
}

type ChannelOperation = Extract<Operation, `${string}Configurations`>;
type UserOperation = Extract<Operation, `${string}UserIdentities`>;

type Users = Readonly<Partial<Record<ChatChannel['platform'], readonly ChatUserItem[] | undefined>>>;

function known<O extends Operation>(answer: Answer<O> | undefined): readonly Items[O][] | undefined {
  return answer !== undefined && 'items' in answer ? answer.items : undefined;
}

function withUsers(channel: ChatChannel, users: Users): ChatChannel {
  const ofPlatform = users[channel.platform];
  if (ofPlatform === undefined) return channel;
  const own = ofPlatform
    .filter(({ configuration }) => configuration === channel.name)
    .map(({ configuration: _, ...user }) => user);
  return { ...channel, users: own.sort((a, b) => (a.userId < b.userId ? -1 : 1)) };
}

/** Each ID once, with its name where any account knows it. */
function merged<T extends { readonly id: string; readonly name?: string }>(
  items: readonly T[],
): readonly T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const key = JSON.stringify({ ...item, name: undefined });
    if (byKey.get(key)?.name === undefined) byKey.set(key, item);
  }
  return [...byKey.values()];
}
