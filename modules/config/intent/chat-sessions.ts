import type { ChatSessions, ExceptionIntent } from '../../policy/intent.js';
import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import type { WrittenGuardrail } from '../schema/guardrail.js';
import { asList } from '../schema/text-of.js';
import { holdsPlaceholder } from '../text/placeholder.js';
import { type ConfigReader, refuse } from './reader.js';

type WrittenSessions = Omit<NonNullable<WrittenGuardrail['exceptFrom']>, 'reason' | 'owner' | 'until'>;

/** Chat sessions in the words of the core. */
export function chatSessionsOf(written: WrittenSessions, path: Path, reading: ConfigReader): ChatSessions {
  const platforms = asList(written.platforms).map((platform) =>
    platform === 'microsoftTeams' ? 'microsoft_teams' : platform,
  );
  const configurations = asList(written.configurations);
  for (const [index, name] of configurations.entries()) {
    if (/^[A-Za-z0-9_*?-]{1,128}$/.test(name) || holdsPlaceholder(name)) continue;
    const place = Array.isArray(written.configurations) ? [index] : [];
    const message = `${quoted(name)} cannot be the name of a chat configuration`;
    const help =
      'it is the name of the configuration in AWS (letters, digits, `_`, `-`; `*` and `?` as wildcards), not of the channel in chat';
    refuse(reading, 'invalid-value', [...path, 'configurations', ...place], message, help);
  }
  return { platforms: [...new Set(platforms)], configurations, accounts: asList(written.accounts) };
}

/** Refuses an `exceptFrom` that spares everybody, and one with half a reason; answers with the exception, if dated. */
export function checkExceptFrom(
  written: WrittenGuardrail,
  path: Path,
  reading: ConfigReader,
): ExceptionIntent[] {
  const { exceptFrom } = written;
  if (exceptFrom === undefined) return [];
  const here = [...path, 'exceptFrom'];
  const { reason, owner, until, ...sessions } = exceptFrom;
  const named = Object.values(sessions).flatMap((values) => asList<string>(values));
  if (named.length === 0) {
    const help = 'name `platforms`, `configurations` or `accounts`';
    refuse(reading, 'missing-key', here, 'this spares all of chat, so that the guardrail binds nobody', help);
  }
  if (reason === undefined && owner === undefined && until === undefined) return [];
  if (reason === undefined || owner === undefined || until === undefined) {
    const help = 'write all three, or none of them';
    refuse(reading, 'missing-key', here, 'an exception has a `reason`, an `owner` and an `until`', help);
    return [];
  }
  return [{ policy: written.name, spares: sessionsInWords(sessions), reason, owner, until, path: here }];
}

/** Names of one list are joined with "or", different keys with "and": a session must match each of them. */
function sessionsInWords({ platforms, configurations, accounts }: WrittenSessions): string {
  const keys = [
    ['platform', asList<string>(platforms)],
    ['configuration', asList<string>(configurations)],
    ['account', asList<string>(accounts)],
  ] as const;
  const limited = keys.filter(([, values]) => values.length > 0);
  const words = limited.map(([key, values]) => {
    const list = `${key} ${values.join(' or ')}`;
    return limited.length > 1 && values.length > 1 ? `(${list})` : list;
  });
  return words.join(' and ');
}
