import { type Finding, type Path, quoted } from '../problem.js';
import type { SyntaxNode } from '../syntax-tree.js';
import { childControlKey, valueOperators } from './grammar.js';
import { warnAboutChildControls } from './warn-about-child-controls.js';
import { warnAboutUnconfirmed } from './warn-about-unconfirmed.js';

/**
 * What AWS accepts in a chat policy but hardly anybody means. Expects a document in which `checkChatPolicy`
 * finds nothing; judges this document alone, not what it inherits.
 */
export function warnAboutChatPolicy(tree: SyntaxNode): Finding[] {
  const document = at(tree, []);
  const chatbot = document.child('chatbot');
  const slack = chatbot.child('platforms').child('slack');
  const teams = chatbot.child('platforms').child('microsoft_teams');
  return [
    ...ignoredRootOperators(document),
    ...withoutList(slack, 'workspaces', 'Slack', 'workspaces'),
    ...withoutList(teams, 'tenants', 'Microsoft Teams', 'tenants'),
    ...slackOverrides(slack),
    ...teamsOverrides(teams),
    ...lists(chatbot),
    ...shutsOutEverybody(chatbot),
    ...chime(chatbot.child('platforms').child('chime')),
    ...longLists(slack, teams),
    ...warnAboutChildControls(chatbot.node, chatbot.path),
    ...warnAboutUnconfirmed(tree, []),
  ];
}

/** A place in the document that may not exist; keys are found as AWS folds them. */
interface Place {
  readonly node: SyntaxNode | undefined;
  readonly path: Path;
  readonly child: (key: string) => Place;
  readonly children: () => readonly Place[];
}

function at(node: SyntaxNode | undefined, path: Path): Place {
  const members = node?.kind === 'object' ? node.members : [];
  return {
    node,
    path,
    child: (key) => {
      const member = members.find((candidate) => candidate.key.toLowerCase() === key);
      return at(member?.value, [...path, member?.key ?? key]);
    },
    children: () => members.map((member) => at(member.value, [...path, member.key])),
  };
}

function finding(kind: Finding['kind'], place: Place, message: string, help: string): Finding {
  return { kind, severity: 'warning', path: place.path, offset: place.node?.offset ?? 0, message, help };
}

function ignoredRootOperators(document: Place): Finding[] {
  return document
    .children()
    .filter(({ path }) => (valueOperators as readonly string[]).includes(String(path.at(-1)).toLowerCase()))
    .map((place) =>
      finding(
        'ignored-operator',
        place,
        `${quoted(String(place.path.at(-1)))} at the root does nothing`,
        'remove it',
      ),
    );
}

function words(list: Place, ...operators: readonly string[]): readonly string[] {
  return operators.flatMap((operator) => {
    const { node } = list.child(operator);
    const items = node?.kind === 'array' ? node.items : node === undefined ? [] : [node];
    return items.map((item) => ('text' in item ? item.text : 'value' in item ? String(item.value) : ''));
  });
}

function clientOf(place: Place): string | undefined {
  return words(place.child('client'), '@@assign')[0];
}

function withoutList(platform: Place, list: string, name: string, noun: string): Finding[] {
  if (clientOf(platform) !== 'enabled' || platform.child(list).node !== undefined) return [];
  return [
    finding(
      'enabled-without-list',
      platform,
      `${name} is enabled without saying which ${noun}; what AWS makes of that is not documented`,
      `add \`${list}\`: name them, or \`*\` for all`,
    ),
  ];
}

function slackOverrides(slack: Place): Finding[] {
  const workspaces = slack.child('workspaces');
  if (workspaces.child('@@assign').node === undefined) return [];
  const allowed = words(workspaces, '@@assign', '@@append');
  if (allowed.includes('*')) return [];
  return namedChildren(slack.child('overrides'))
    .filter((override) => !allowed.includes(String(override.path.at(-1))))
    .map((override) =>
      finding(
        'override-not-allowed',
        override,
        `an override for workspace ${quoted(String(override.path.at(-1)))}, which \`workspaces\` does not allow`,
        'add the workspace to `workspaces`, or remove the override',
      ),
    );
}

function teamsOverrides(teams: Place): Finding[] {
  const tenants = teams.child('tenants');
  if (tenants.node === undefined) return [];
  return namedChildren(teams.child('overrides')).flatMap((tenant) => {
    const lists = [String(tenant.path.at(-1)), '*']
      .map((key) => tenants.child(key))
      .filter((list) => list.node);
    if (lists.some((list) => list.child('@@assign').node === undefined)) return [];
    const allowed = lists.flatMap((list) => words(list, '@@assign', '@@append'));
    if (allowed.includes('*')) return [];
    return namedChildren(tenant)
      .filter((team) => !allowed.includes(String(team.path.at(-1))))
      .map((team) =>
        finding(
          'override-not-allowed',
          team,
          `an override for team ${quoted(String(team.path.at(-1)))}, which \`tenants\` does not allow`,
          'add the team to its tenant in `tenants`, or remove the override',
        ),
      );
  });
}

function namedChildren(place: Place): readonly Place[] {
  return place.children().filter((child) => !String(child.path.at(-1)).startsWith('@@'));
}

/** Empty lists and repeated items, wherever they stand. */
function lists(place: Place): Finding[] {
  const { node } = place;
  if (node?.kind === 'array') {
    const operator = String(place.path.at(-1)).toLowerCase();
    if (operator === childControlKey) return [];
    if (node.items.length === 0 && operator === '@@assign') {
      const message = 'an empty list; what AWS makes of it at runtime is not documented';
      return [
        finding(
          'empty-list',
          place,
          message,
          'name the values, or remove the setting; `client` turns a platform off',
        ),
      ];
    }
    return repeated(place, node.items);
  }
  return place.children().flatMap(lists);
}

function repeated(place: Place, items: readonly SyntaxNode[]): Finding[] {
  const seen = new Set<unknown>();
  return items.flatMap((node, index) => {
    const value = 'value' in node ? String(node.value) : node;
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    const message = `${quoted(String(value))} stands in the list already`;
    return [finding('repeated-item', at(node, [...place.path, index]), message, 'remove one of the two')];
  });
}

function shutsOutEverybody(chatbot: Place): Finding[] {
  const fallback = clientOf(chatbot.child('default'));
  const platforms = ['slack', 'microsoft_teams'].map((name) =>
    clientOf(chatbot.child('platforms').child(name)),
  );
  if (!platforms.every((client) => (client ?? fallback) === 'disabled')) return [];
  const message = 'every chat application is disabled: no channel can reach the accounts below';
  return [
    finding('shuts-out-everybody', chatbot, message, 'enable a platform, unless that is what you want'),
  ];
}

function chime(place: Place): Finding[] {
  if (clientOf(place) !== 'enabled') return [];
  const message = 'Amazon Chime is enabled, but the service ended on 20 February 2026';
  return [finding('chime-ended', place, message, 'remove `chime`, or disable it')];
}

/** AWS's documentation prints limits beside these lists; AWS itself was seen to accept more. */
function longLists(slack: Place, teams: Place): Finding[] {
  const counted: readonly (readonly [Place, number, number])[] = [
    [slack.child('workspaces'), new Set(words(slack.child('workspaces'), '@@assign', '@@append')).size, 255],
    [slack.child('overrides'), namedChildren(slack.child('overrides')).length, 255],
    [teams.child('tenants'), namedChildren(teams.child('tenants')).length, 36],
    [teams.child('overrides'), namedChildren(teams.child('overrides')).length, 36],
    ...namedChildren(teams.child('tenants')).map(
      (tenant) => [tenant, new Set(words(tenant, '@@assign', '@@append')).size, 36] as const,
    ),
    ...namedChildren(teams.child('overrides')).map(
      (tenant) => [tenant, namedChildren(tenant).length, 36] as const,
    ),
  ];
  return counted
    .filter(([, count, limit]) => count > limit)
    .map(([place, count, limit]) =>
      finding(
        'long-list',
        place,
        `${count} entries; AWS's documentation says ${limit}, though AWS has accepted more`,
        'use `*`, or split by organizational units',
      ),
    );
}
