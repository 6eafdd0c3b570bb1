import type { ChatPlatform } from '../intent.js';

/** The part of a chat configuration's ARN that names its platform. */
export const configurationTypes: Readonly<Record<ChatPlatform, string>> = {
  slack: 'slack-channel',
  microsoft_teams: 'microsoft-teams-channel',
  chime: 'chime-webhook',
};
