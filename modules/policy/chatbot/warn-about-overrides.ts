import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
import { type DocumentPlace, hasOperator, namedChildren, warningAt, wordsOf } from './document-place.js';

/** Overrides of Slack for workspaces, and of Microsoft Teams for teams, that the same policy does not allow. */
export function warnAboutOverrides(slack: DocumentPlace, teams: DocumentPlace): Finding[] {
  return [...slackOverrides(slack), ...teamsOverrides(teams)];
}

/** Without `@@assign` the list depends on the policies above. */
function slackOverrides(slack: DocumentPlace): Finding[] {
  const workspaces = slack.child('workspaces');
  if (workspaces.child('@@assign').node === undefined) return [];
  const allowed = allowedBy(workspaces);
  if (allowed.has('*')) return [];
  return namedChildren(slack.child('overrides'))
    .filter((override) => setsSomething(override) && !allowed.has(keyOf(override)))
    .map((override) =>
      warningAt(
        'override-not-allowed',
        override,
        `an override for workspace ${quoted(keyOf(override))}, which \`workspaces\` does not allow`,
        'add the workspace to `workspaces`, or remove the override',
      ),
    );
}

function teamsOverrides(teams: DocumentPlace): Finding[] {
  const tenants = teams.child('tenants');
  if (namedChildren(tenants).length === 0) return [];
  return namedChildren(teams.child('overrides')).flatMap((tenant) => {
    const lists = [keyOf(tenant), '*'].map((key) => tenants.child(key)).filter((list) => list.node);
    const teams = namedChildren(tenant).filter(setsSomething);
    if (lists.length === 0)
      return namedChildren(tenant).length > 0 && teams.length === 0 ? [] : [unnamedTenant(tenant)];
    if (lists.some((list) => list.child('@@assign').node === undefined)) return [];
    const allowed = new Set(lists.flatMap((list) => [...allowedBy(list)]));
    if (allowed.has('*')) return [];
    return teams
      .filter((team) => !allowed.has(keyOf(team)))
      .map((team) =>
        warningAt(
          'override-not-allowed',
          team,
          `an override for team ${quoted(keyOf(team))}, which \`tenants\` does not allow`,
          'add the team to its tenant in `tenants`, or remove the override',
        ),
      );
  });
}

/** An override that says nothing of its own is named to be locked. */
function setsSomething(override: DocumentPlace): boolean {
  return namedChildren(override).some(hasOperator);
}

/** A policy above may allow the tenant: tenants that it names stay beside those of this one. */
function unnamedTenant(tenant: DocumentPlace): Finding {
  return warningAt(
    'override-not-allowed',
    tenant,
    `an override for tenant ${quoted(keyOf(tenant))}, which is not among \`tenants\` here`,
    'add the tenant to `tenants`, unless a policy above has it there',
  );
}

function allowedBy(list: DocumentPlace): ReadonlySet<string> {
  const removed = new Set(wordsOf(list, '@@remove'));
  return new Set(wordsOf(list, '@@assign', '@@append').filter((word) => !removed.has(word)));
}

function keyOf(place: DocumentPlace): string {
  return String(place.path.at(-1));
}
