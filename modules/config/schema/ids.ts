import * as z from 'zod';
import { isAccountId, isPolicyId, isTargetId, isUuid, isWorkspaceId } from '../../policy/identifiers.js';
import { aliasPattern, isAlias, isChatId } from '../text/resolve-aliases.js';
import { checked, type ValueIssue, valueIssue, wrongForm } from './text-of.js';

/** An ID that can be the key of a mapping: its form for editors, and its check. */
export interface KeyId {
  readonly pattern: string;
  readonly description: string;
  /** What is wrong with a key; `nearest` is the key that was probably meant. */
  readonly issueOf: (key: string, nearest?: string) => ValueIssue | undefined;
}

/** The schema of a string that is such an ID. */
export function idSchema({ pattern, description, issueOf }: KeyId) {
  return checked(z.string().meta({ pattern, description }), (text) => issueOf(text));
}

/** The form of an ID or alias, for editors; aliases are resolved before the schema reads the file. */
const idOrAlias = aliasPattern.source;

/** The schema of a Slack workspace ID, or `*`. */
export const workspaceOrAll = idSchema({
  pattern: `${idOrAlias}|^\\*$`,
  description: 'A Slack workspace ID or its alias, or * for all',
  issueOf: (text) => (text === '*' ? undefined : workspaceIssue(text, 'all-in-workspaces')),
});

/** A Slack workspace ID as the key of an override, where AWS accepts no wildcard. */
export const workspaceKey: KeyId = {
  pattern: idOrAlias,
  description: 'A Slack workspace ID or its alias',
  issueOf: (text, nearest) =>
    text === '*' ? wildcardIssue : workspaceIssue(text, 'all-in-overrides', nearest),
};

/** A Microsoft Teams tenant or team ID, in upper or lower case; `*` only where `wildcard` is `all`. */
export function teamsId(what: 'tenant' | 'team', wildcard: 'all' | 'none'): KeyId {
  return {
    pattern: wildcard === 'all' ? `${idOrAlias}|^\\*$` : idOrAlias,
    description: `A Microsoft Teams ${what} ID (UUID) or its alias${wildcard === 'all' ? ', or * for all' : ''}`,
    issueOf: (text, nearest) => {
      if (text === '*') return wildcard === 'all' ? undefined : wildcardIssue;
      return isUuid(text.toLowerCase()) ? undefined : teamsIdIssue(what, text, wildcard, nearest);
    },
  };
}

/** The schema of an account ID: twelve digits. */
export const accountId = checked(
  z.string().meta({ pattern: '^\\d{12}$', description: 'An account ID, twelve digits in quotes' }),
  (text) => (isAccountId(text) ? undefined : wrongForm(text, 'account-id')),
);

/** The schema of the ID of a policy. */
export const policyId = checked(
  z.string().meta({ pattern: '^p-[0-9a-zA-Z_]{8,128}$', description: 'A policy ID' }),
  (text) => (isPolicyId(text) ? undefined : wrongForm(text, 'policy-id')),
);

/** The schema of the ID of the root, an OU or an account. */
export const targetId = checked(
  z.string().meta({ description: 'The ID of the root, an OU or an account' }),
  (text) => (isTargetId(text) ? undefined : wrongForm(text, 'target-id')),
);

const uuidPattern = '[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';

/** The schema of `aliases`: the IDs of workspaces, tenants and teams by the names that the file uses for them. */
export const aliases = z
  .record(
    checked(z.string().meta({ pattern: aliasPattern.source }), (alias) =>
      isAlias(alias)
        ? undefined
        : valueIssue('invalid-alias', { rule: isChatId(alias) ? 'id' : 'form', found: alias }),
    ),
    checked(z.string().meta({ pattern: `^([0-9A-Z]{1,255}|${uuidPattern})$` }), (id) =>
      isChatId(id) ? undefined : wrongForm(id, 'chat-id'),
    ),
  )
  .superRefine(checkSameId, { when: () => true });

/** Two aliases of one ID: output could name it only by one of them. */
function checkSameId(entries: unknown, { issues }: { readonly issues: z.core.$ZodRawIssue[] }): void {
  if (typeof entries !== 'object' || entries === null) return;
  const aliasOf = new Map<string, string>();
  for (const [alias, id] of Object.entries(entries)) {
    const key = String(id).toLowerCase();
    const other = aliasOf.get(key);
    aliasOf.set(key, alias);
    if (other === undefined) continue;
    const issue = valueIssue('invalid-alias', { rule: 'same-id', found: alias, other });
    issues.push({ code: 'custom', input: id, path: [alias], params: { ...issue } });
  }
}

const wildcardIssue = valueIssue('misplaced-wildcard', { rule: 'override-key' });

function workspaceIssue(
  found: string,
  rule: 'all-in-workspaces' | 'all-in-overrides',
  nearest?: string,
): ValueIssue | undefined {
  if (isWorkspaceId(found) && found !== 'ALL') return undefined;
  if (found.toLowerCase() === 'all') return valueIssue('invalid-workspace-id', { rule, found });
  const upper = found.toUpperCase();
  const meant = nearest ?? (isWorkspaceId(upper) && /\d/.test(upper) ? upper : undefined);
  const facts = { rule: 'workspace-id', found } as const;
  return valueIssue('invalid-workspace-id', meant === undefined ? facts : { ...facts, nearest: meant });
}

function teamsIdIssue(
  what: 'tenant' | 'team',
  found: string,
  wildcard: 'all' | 'none',
  nearest: string | undefined,
): ValueIssue {
  const kind = what === 'tenant' ? 'invalid-tenant-id' : 'invalid-team-id';
  if (found.toLowerCase() === 'all') {
    return valueIssue(kind, { rule: wildcard === 'all' ? `all-${what}s` : 'all-in-overrides', found });
  }
  if (found === 'children' || found === 'roleSettings')
    return valueIssue(kind, { rule: 'misplaced-key', found });
  const facts = { rule: 'teams-id', found, type: what } as const;
  return valueIssue(kind, nearest === undefined ? facts : { ...facts, nearest });
}
