import { z } from 'zod';
import { isAccountId, isPolicyId, isTargetId, isUuid, isWorkspaceId } from '../../policy/identifiers.js';
import { quoted } from '../../policy/text/quote.js';
import { judged, type Verdict } from './text-of.js';

/** A Slack workspace id, or `*`. */
export const workspaceOrAll = judged(
  z.string().meta({ pattern: '^([0-9A-Z]{1,255}|\\*)$', description: 'A Slack workspace id, or * for all' }),
  (text) => (text === '*' ? undefined : workspaceVerdict(text, 'all')),
);

/** A Slack workspace id where AWS takes no wildcard. */
export const workspaceId = judged(
  z.string().meta({ pattern: '^[0-9A-Z]{1,255}$', description: 'A Slack workspace id' }),
  (text) => (text === '*' ? wildcardVerdict : workspaceVerdict(text, 'none')),
);

/** A Microsoft Teams tenant or team, in either case; `*` where `all` says so. */
export function teamsId(what: 'tenant' | 'team', wildcard: 'all' | 'none') {
  const pattern = wildcard === 'all' ? `^(${uuidPattern}|\\*)$` : `^${uuidPattern}$`;
  const description = `A Microsoft Teams ${what} id (UUID)${wildcard === 'all' ? ', or * for all' : ''}`;
  return judged(z.string().meta({ pattern, description }), (text) => {
    if (text === '*') return wildcard === 'all' ? undefined : wildcardVerdict;
    return isUuid(text.toLowerCase()) ? undefined : uuidVerdict(what, text, wildcard);
  });
}

/** An account: twelve digits. */
export const accountId = judged(
  z.string().meta({ pattern: '^\\d{12}$', description: 'An account, twelve digits in quotes' }),
  (text) =>
    isAccountId(text)
      ? undefined
      : {
          kind: 'invalid-value',
          message: `found ${quoted(text)}; expected an account of twelve digits`,
          help: "write it in quotes, with leading zeros: '012345678901'",
        },
);

/** A policy of the organization. */
export const policyId = judged(
  z.string().meta({ pattern: '^p-[0-9a-zA-Z_]{8,128}$', description: 'The id of a policy' }),
  (text) =>
    isPolicyId(text)
      ? undefined
      : {
          kind: 'invalid-value',
          message: `found ${quoted(text)}; expected the id of a policy`,
          help: 'it looks like p-8lqmvzr1',
        },
);

/** The root, a unit or an account, by its id. */
export const targetId = judged(
  z.string().meta({ description: 'The id of the root, a unit or an account' }),
  (text) =>
    isTargetId(text)
      ? undefined
      : {
          kind: 'invalid-value',
          message: `found ${quoted(text)}; expected the id of the root, a unit or an account`,
          help: 'it looks like r-ab12, ou-ab12-prod0001 or 012345678901',
        },
);

const uuidPattern = '[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';

const besideOverrides = 'settings for all stand beside `overrides`, e.g. `roleSettings`';

const wildcardVerdict: Verdict = {
  kind: 'misplaced-wildcard',
  message: 'found `*`, which AWS does not take as the key of an override',
  help: besideOverrides,
};

function workspaceVerdict(text: string, wildcard: 'all' | 'none'): Verdict | undefined {
  if (isWorkspaceId(text) && text !== 'ALL') return undefined;
  const upper = text.toUpperCase();
  const help =
    text.toLowerCase() === 'all'
      ? wildcard === 'all'
        ? 'for all workspaces write `workspaces: all`; in a list `*` stands for all'
        : besideOverrides
      : isWorkspaceId(upper) && /\d/.test(upper)
        ? `did you mean ${quoted(upper)}?`
        : 'Slack shows the id in the address of the workspace: app.slack.com/client/T0123ABCD';
  const message = `found ${quoted(text)}; expected a Slack workspace id of upper-case letters and digits`;
  return { kind: 'invalid-workspace-id', message, help };
}

function uuidVerdict(what: 'tenant' | 'team', text: string, wildcard: 'all' | 'none'): Verdict {
  return {
    kind: what === 'tenant' ? 'invalid-tenant-id' : 'invalid-team-id',
    message: `found ${quoted(text)}; expected a Microsoft Teams ${what} id (a UUID)`,
    help: uuidHelp(what, text, wildcard),
  };
}

function uuidHelp(what: 'tenant' | 'team', text: string, wildcard: 'all' | 'none'): string {
  if (text === 'children')
    return 'it stands among the ids of tenants, one level up, or below the id of a team';
  if (text === 'roleSettings')
    return 'overrides stand below a tenant and a team: `roleSettings` belongs below the id of a team';
  if (text.toLowerCase() !== 'all') {
    const part = what === 'tenant' ? 'team as `tenantId`' : 'team as `groupId`';
    return `it looks like 01234567-89ab-cdef-0123-456789abcdef; Teams shows it in the link to the ${part}`;
  }
  if (wildcard === 'none') return besideOverrides;
  return what === 'tenant'
    ? 'for every tenant write `tenants: all`; as a key `*` stands for all'
    : 'for every team write `all` in place of the list; in a list `*` stands for all';
}
