import type { Finding } from '../problems/problem.js';
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
      warningAt('override-not-allowed', override, { rule: 'workspace', workspace: keyOf(override) }),
    );
}

function teamsOverrides(teams: DocumentPlace): Finding[] {
  const tenants = teams.child('tenants');
  if (namedChildren(tenants).length === 0) return [];
  return namedChildren(teams.child('overrides')).flatMap((tenant) => {
    const lists = [keyOf(tenant), '*'].map((key) => tenants.child(key)).filter((list) => list.node);
    const teams = namedChildren(tenant).filter(setsSomething);
    if (lists.length === 0) {
      if (namedChildren(tenant).length > 0 && teams.length === 0) return [];
      return [warningAt('override-not-allowed', tenant, { rule: 'tenant', tenant: keyOf(tenant) })];
    }
    if (lists.some((list) => list.child('@@assign').node === undefined)) return [];
    const allowed = new Set(lists.flatMap((list) => [...allowedBy(list)]));
    if (allowed.has('*')) return [];
    return teams
      .filter((team) => !allowed.has(keyOf(team)))
      .map((team) => warningAt('override-not-allowed', team, { rule: 'team', team: keyOf(team) }));
  });
}

/** Whether an override sets a value; one that does not is named only to be locked. */
function setsSomething(override: DocumentPlace): boolean {
  return namedChildren(override).some(hasOperator);
}

function allowedBy(list: DocumentPlace): ReadonlySet<string> {
  const removed = new Set(wordsOf(list, '@@remove'));
  return new Set(wordsOf(list, '@@assign', '@@append').filter((word) => !removed.has(word)));
}

function keyOf(place: DocumentPlace): string {
  return String(place.path.at(-1));
}
