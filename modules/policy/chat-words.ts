import type { ChannelType, ChatPlatform, Client, RoleSetting } from './intent.js';

/** All chat applications. */
export const chatPlatforms = ['slack', 'microsoft_teams', 'chime'] as const satisfies readonly ChatPlatform[];
/** The values of the setting of a client. */
export const clients = ['enabled', 'disabled'] as const satisfies readonly Client[];
/** All types of Slack channels. */
export const channelTypes = ['public', 'private'] as const satisfies readonly ChannelType[];
/** All role settings. */
export const roleSettings = ['user_role', 'channel_role'] as const satisfies readonly RoleSetting[];
