import type { ChatPlatform, ChatSessions } from '../intent.js';

/**
 * Patterns for `aws:ChatbotSourceArn` that match exactly these sessions: one for each combination of account, platform
 * and configuration. All have six parts, because `ArnLike` compares part by part.
 * `arn:aws:chatbot::ACCOUNT:chat-configuration/TYPE/NAME`
 */
export function sessionPatterns(partition: string, sessions: ChatSessions): string[] {
  return orAll(sessions.accounts).flatMap((account) =>
    resources(sessions).map((resource) => `arn:${partition}:chatbot::${account}:${resource}`),
  );
}

/** Patterns that match every session of these accounts. */
export function accountPatterns(partition: string, accounts: readonly string[]): string[] {
  return accounts.map((account) => `arn:${partition}:chatbot::${account}:*`);
}

function resources({ platforms, configurations }: ChatSessions): string[] {
  if (platforms.length === 0 && configurations.length === 0) return ['*'];
  const types = orAll(platforms.map((platform) => configurationTypes[platform]));
  return types.flatMap((type) =>
    orAll(configurations).map((configuration) => `chat-configuration/${type}/${configuration}`),
  );
}

function orAll(names: readonly string[]): readonly string[] {
  return names.length === 0 ? ['*'] : names;
}

/** The part of a chat configuration's ARN that names its platform. */
export const configurationTypes: Readonly<Record<ChatPlatform, string>> = {
  slack: 'slack-channel',
  microsoft_teams: 'microsoft-teams-channel',
  chime: 'chime-webhook',
};
