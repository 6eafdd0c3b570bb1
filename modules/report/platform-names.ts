import type { ChatPlatform } from '../policy/intent.js';

/** What people call the chat platforms. */
export const platformNames: Readonly<Record<ChatPlatform, string>> = {
  slack: 'Slack',
  microsoft_teams: 'Microsoft Teams',
  chime: 'Amazon Chime',
};
