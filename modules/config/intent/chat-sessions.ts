import type { ChatSessions, ExceptionIntent } from '../../policy/intent.js';
import type { Path } from '../../policy/text/path.js';
import type { WrittenGuardrail } from '../schema/guardrail.js';
import { asList } from '../schema/text-of.js';
import { holdsPlaceholder } from '../text/placeholder.js';
import { type ConfigReader, refuse } from './reader.js';

type WrittenSessions = Omit<NonNullable<WrittenGuardrail['exceptFrom']>, 'reason' | 'owner' | 'until'>;

/** The chat sessions that `from` or `exceptFrom` selects. */
export function chatSessionsOf(written: WrittenSessions, path: Path, reading: ConfigReader): ChatSessions {
  const platforms = asList(written.platforms).map((platform) =>
    platform === 'microsoftTeams' ? 'microsoft_teams' : platform,
  );
  const configurations = asList(written.configurations);
  for (const [index, name] of configurations.entries()) {
    if (/^[A-Za-z0-9_*?-]{1,128}$/.test(name) || holdsPlaceholder(name)) continue;
    const item = Array.isArray(written.configurations) ? [index] : [];
    const facts = { rule: 'chat-configuration-name', found: name } as const;
    refuse(reading, 'invalid-value', [...path, 'configurations', ...item], facts);
  }
  return { platforms: [...new Set(platforms)], configurations, accounts: asList(written.accounts) };
}

/** The exception in `exceptFrom`, if it has an end date. Refuses one that exempts all sessions, or lacks details. */
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
    refuse(reading, 'missing-key', here, { rule: 'exempt-sessions' });
  }
  if (reason === undefined && owner === undefined && until === undefined) return [];
  if (reason === undefined || owner === undefined || until === undefined) {
    refuse(reading, 'missing-key', here, { rule: 'exception-details' });
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
