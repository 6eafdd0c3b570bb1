import type { ChatSessions, GuardrailIntent } from '../policy/intent.js';
import type { ChatChannel, Organization } from '../policy/organization/organization.js';
import type { OrganizationIndex } from '../policy/organization/organization-index.js';
import { matches } from '../policy/pattern/matches.js';
import { tokensOf } from '../policy/pattern/token.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import type { Path } from '../policy/text/path.js';
import { suggest } from '../policy/text/suggest.js';

/** Account IDs look alike: one that differs in more characters is another account. */
const maxTypos = 2;

/**
 * Warnings about names in `from` and `exceptFrom` of a guardrail that the organization does not have: chat configurations
 * that no channel matches, and accounts. Reports nothing that a part which could not be read may still have, and nothing
 * about chat configurations where the organization file lists none.
 */
export function checkSessions({ name, rule, path }: GuardrailIntent, index: OrganizationIndex): Finding[] {
  if ('content' in rule) return [];
  return (['from', 'exceptFrom'] as const).flatMap((key): Finding[] => {
    const sessions = rule[key];
    if (sessions === undefined) return [];
    const at: Place = { policy: name, key, path: [...path, key] };
    return [...checkAccounts(sessions, at, index), ...checkConfigurations(sessions, at, index)];
  });
}

interface Place {
  readonly policy: string;
  readonly key: 'from' | 'exceptFrom';
  readonly path: Path;
}

function checkAccounts({ accounts }: ChatSessions, at: Place, index: OrganizationIndex): Finding[] {
  if (hidesAccounts(index.organization)) return [];
  return accounts.flatMap((account) => {
    if (index.spots.has(account)) return [];
    const nearest = suggest(account, index.spots.keys(), maxTypos);
    const { policy, key, path } = at;
    const facts = { policy, key, account, ...(nearest === undefined ? {} : { nearest }) };
    return [finding('unknown-account', 'warning', { path: [...path, 'accounts', account] }, facts)];
  });
}

function checkConfigurations(sessions: ChatSessions, at: Place, index: OrganizationIndex): Finding[] {
  const { channels } = index.organization;
  const accounts = sessions.accounts.filter((account) => index.spots.has(account));
  if (channels.length === 0 || mayHaveOthers(index.organization, accounts)) return [];
  const meant = channels.filter(
    ({ platform, accountId }) =>
      holds(sessions.platforms, platform) && (accounts.length === 0 || accounts.includes(accountId)),
  );
  return sessions.configurations.flatMap((found) => {
    if (meant.some(isNamed(found))) return [];
    const rule = channels.some(isNamed(found)) ? 'elsewhere' : 'unknown';
    const nearest = suggest(
      found,
      meant.map((channel) => channel.name),
    );
    const { policy, key, path } = at;
    const facts = { policy, key, found, rule, ...(nearest === undefined ? {} : { nearest }) } as const;
    const place = { path: [...path, 'configurations', found] };
    return [finding('unknown-chat-configuration', 'warning', place, facts)];
  });
}

function holds<T>(list: readonly T[], item: T): boolean {
  return list.length === 0 || list.includes(item);
}

function isNamed(pattern: string): (channel: ChatChannel) => boolean {
  const tokens = tokensOf(pattern, 'string');
  return ({ name }) => matches(tokens, name);
}

/** Whether an account may exist that is not in the file. */
function hidesAccounts({ missing }: Organization): boolean {
  return missing.some(({ what }) => what === 'accounts' || what === 'organizationalUnits');
}

/** Whether one of the accounts, or any where there are none, may have chat configurations that are not in the file. */
function mayHaveOthers(organization: Organization, accounts: readonly string[]): boolean {
  if (accounts.length === 0 && hidesAccounts(organization)) return true;
  return organization.missing.some(({ what, id }) => what === 'channels' && holds(accounts, id));
}
