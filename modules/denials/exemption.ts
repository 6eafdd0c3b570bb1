import type { ChatPlatform, ChatSessions, GuardrailIntent } from '../policy/intent.js';
import { type ChatChannel, type Organization, pathTo } from '../policy/organization/organization.js';
import { resolveTarget } from '../policy/organization/target.js';
import { matches } from '../policy/pattern/matches.js';
import { tokensOf } from '../policy/pattern/token.js';

/** A chat configuration: where a chat session comes from. */
export interface ChatSession {
  readonly accountId: string;
  readonly platform: ChatPlatform;
  /** The name of the chat configuration. */
  readonly name: string;
}

/** The keys of `exceptFrom` that have values. */
export type Exemption = Partial<ChatSessions>;

/**
 * The smallest `exceptFrom` of a guardrail that exempts one session, beside those that are exempt already, and no other
 * session of the organization. Undefined where no single `exceptFrom` does: its keys are combined with "and".
 */
export function exemptionFor(
  { rule, except }: GuardrailIntent,
  session: ChatSession,
  channels: readonly ChatChannel[],
): Exemption | undefined {
  if ('content' in rule) return undefined;
  const bound = [session, ...channels].filter(
    (one) => isIn(rule.from, one) && !except.includes(one.accountId),
  );
  const isExemptNow = (one: ChatSession) => rule.exceptFrom !== undefined && isIn(rule.exceptFrom, one);
  const exemptsOnlyIt = (exemption: Exemption) =>
    bound.every((one) => isIn(exemption, one) === (isExemptNow(one) || isSame(one, session)));
  return candidates(rule.exceptFrom, session).find(exemptsOnlyIt);
}

/** The chat configurations of an organization that a guardrail applies to. */
export function channelsBoundBy(
  guardrail: GuardrailIntent,
  organization: Organization,
): readonly ChatChannel[] {
  const { rule, except, targets } = guardrail;
  const places = new Set(targets.map(({ target }) => resolveTarget(organization, target)?.id));
  return organization.channels.filter((channel) => {
    if ('content' in rule || except.includes(channel.accountId)) return false;
    const isExempt = rule.exceptFrom !== undefined && isIn(rule.exceptFrom, channel);
    const isBelow = (pathTo(organization, channel.accountId) ?? []).some(({ id }) => places.has(id));
    return isBelow && isIn(rule.from, channel) && !isExempt;
  });
}

/** Exemptions that include the session, those with the fewest keys first. */
function candidates(
  now: ChatSessions | undefined,
  { accountId, platform, name }: ChatSession,
): readonly Exemption[] {
  if (now !== undefined) {
    const joined = (values: readonly string[], value: string) =>
      values.length === 0 || values.includes(value) ? values : [...values, value];
    return [
      definedKeys({
        platforms: joined(now.platforms, platform) as readonly ChatPlatform[],
        configurations: joined(now.configurations, name),
        accounts: joined(now.accounts, accountId),
      }),
    ];
  }
  const configurations = [name];
  return [
    { configurations },
    { configurations, accounts: [accountId] },
    { platforms: [platform], configurations },
    { platforms: [platform], configurations, accounts: [accountId] },
  ];
}

function definedKeys(sessions: ChatSessions): Exemption {
  return Object.fromEntries(Object.entries(sessions).filter(([, values]) => values.length > 0));
}

function isIn(sessions: Exemption, { accountId, platform, name }: ChatSession): boolean {
  const { platforms = [], configurations = [], accounts = [] } = sessions;
  return (
    (platforms.length === 0 || platforms.includes(platform)) &&
    (accounts.length === 0 || accounts.includes(accountId)) &&
    (configurations.length === 0 ||
      configurations.some((pattern) => matches(tokensOf(pattern, 'string'), name)))
  );
}

function isSame(a: ChatSession, b: ChatSession): boolean {
  return a.accountId === b.accountId && a.platform === b.platform && a.name === b.name;
}
