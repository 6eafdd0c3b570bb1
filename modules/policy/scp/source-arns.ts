import type { ChatPlatform, ChatSessions } from '../intent.js';
import type { Hole, PossibleText } from '../pattern/possible-text.js';
import { configurationTypes } from './session-patterns.js';

/** The known parts of a chat configuration's ARN. */
export interface KnownSource {
  readonly account?: string;
  readonly platform?: ChatPlatform;
  readonly configuration?: string;
}

const digits = '0123456789';
/** Any account ID. */
export const anyAccount: Hole = { characters: digits, minLength: 12, maxLength: 12 };
/** The characters and the length that the Chatbot API accepts. */
const anyName: Hole = {
  characters: `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${digits}-_`,
  minLength: 1,
  maxLength: 128,
};

/**
 * The values that `aws:ChatbotSourceArn` can have in a session from such a configuration, one for each platform
 * that is possible: `arn:aws:chatbot::ACCOUNT:chat-configuration/TYPE/NAME`.
 */
export function possibleSourceArns(known: KnownSource, partition = 'aws'): readonly PossibleText[] {
  const types =
    known.platform === undefined ? Object.values(configurationTypes) : [configurationTypes[known.platform]];
  return types.map((type) => [
    `arn:${partition}:chatbot::`,
    known.account ?? anyAccount,
    `:chat-configuration/${type}/`,
    known.configuration ?? anyName,
  ]);
}

/** The values that `aws:ChatbotSourceArn` can have in these sessions; names of configurations can contain `*` and `?`. */
export function sourceArnsOf(sessions: ChatSessions, partition = 'aws'): readonly PossibleText[] {
  const { platforms, configurations, accounts } = sessions;
  return orAny(accounts).flatMap((account) =>
    orAny(platforms).flatMap((platform) =>
      possibleSourceArns(
        { ...(account === undefined ? {} : { account }), ...(platform === undefined ? {} : { platform }) },
        partition,
      ).flatMap((text) =>
        orAny(configurations).map((name) =>
          name === undefined ? text : [...text.slice(0, -1), ...namesLike(name)],
        ),
      ),
    ),
  );
}

function orAny<T>(items: readonly T[]): readonly (T | undefined)[] {
  return items.length === 0 ? [undefined] : items;
}

function namesLike(pattern: string): PossibleText {
  return pattern
    .split(/([*?])/)
    .map((part) =>
      part === '*' ? { ...anyName, minLength: 0 } : part === '?' ? { ...anyName, maxLength: 1 } : part,
    );
}
