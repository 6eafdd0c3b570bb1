import type { SlackObject } from '../problems/chat-policy-words.js';
import type { Finding } from '../problems/problem.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import {
  type DocumentPlace,
  hasOperator,
  namedChildren,
  placeIn,
  warningAt,
  wordsOf,
} from './document-place.js';
import { valueOperators } from './grammar.js';
import { warnAboutChildControls } from './warn-about-child-controls.js';
import { warnAboutDefaultLocks } from './warn-about-default-locks.js';
import { warnAboutLists } from './warn-about-lists.js';
import { warnAboutOverrides } from './warn-about-overrides.js';
import { warnAboutUnconfirmed } from './warn-about-unconfirmed.js';

/**
 * Returns warnings about what AWS accepts in a chat policy but is probably not intended. Expects a policy without
 * errors of `checkChatPolicy`. Considers only this policy, not what it inherits.
 */
export function warnAboutChatPolicy(tree: SyntaxNode): Finding[] {
  const document = placeIn(tree, []);
  const chatbot = document.child('chatbot');
  const slack = chatbot.child('platforms').child('slack');
  const teams = chatbot.child('platforms').child('microsoft_teams');
  return [
    ...ignoredRootOperators(document),
    ...withoutList(slack, 'Slack', 'workspaces', hasOperator(slack.child('workspaces'))),
    ...withoutList(
      teams,
      'Microsoft Teams',
      'tenants',
      namedChildren(teams.child('tenants')).some(hasOperator),
    ),
    ...otherSlackIds(slack),
    ...warnAboutOverrides(slack, teams),
    ...warnAboutLists(chatbot),
    ...allDisabled(chatbot),
    ...chime(chatbot.child('platforms').child('chime')),
    ...longLists(slack, teams),
    ...warnAboutChildControls(tree, []),
    ...warnAboutDefaultLocks(slack, teams),
    ...warnAboutUnconfirmed(tree, []),
  ];
}

function ignoredRootOperators(document: DocumentPlace): Finding[] {
  return document
    .children()
    .filter(({ path }) => (valueOperators as readonly string[]).includes(String(path.at(-1)).toLowerCase()))
    .map((place) => warningAt('ignored-operator', place, { key: String(place.path.at(-1)) }));
}

function clientOf(place: DocumentPlace): string | undefined {
  return wordsOf(place.child('client'), '@@assign')[0];
}

/** `isSet`: whether the policy has the list of workspaces or tenants. */
function withoutList(platform: DocumentPlace, name: string, setting: string, isSet: boolean): Finding[] {
  if (isSet || clientOf(platform) !== 'enabled') return [];
  return [warningAt('enabled-without-list', platform, { platform: name, setting })];
}

/** IDs that are not those of workspaces, by their first letter. AWS accepts any upper-case letters and digits. */
function otherSlackIds(slack: DocumentPlace): Finding[] {
  const lists = valueOperators.map((operator) => slack.child('workspaces').child(operator));
  const items = lists.flatMap(({ node, path }) =>
    node?.kind === 'array' ? node.items.map((item, index) => placeIn(item, [...path, index])) : [],
  );
  const listed = items.map((place) => ({
    place,
    found: place.node?.kind === 'string' ? place.node.value : '',
  }));
  const overrides = namedChildren(slack.child('overrides')).map((place) => ({
    place,
    found: String(place.path.at(-1)),
  }));
  return [...listed, ...overrides].flatMap(({ place, found }) => {
    const object = slackObjectOf(found);
    return object === undefined ? [] : [warningAt('other-slack-id', place, { found, object })];
  });
}

/** The kind of object that Slack gives such an ID; undefined for workspaces and for what does not look like an ID. */
function slackObjectOf(id: string): SlackObject | undefined {
  return /^[A-Z](?=[0-9A-Z]*[0-9])[0-9A-Z]{7,}$/.test(id) ? slackObjects[id.charAt(0)] : undefined;
}

/** Slack's first letters: https://docs.slack.dev/reference/objects (read 2026-11-30). */
const slackObjects: Readonly<Record<string, SlackObject>> = {
  C: 'channel',
  D: 'direct message',
  E: 'Enterprise Grid organization',
  G: 'private channel',
  U: 'user',
  W: 'user',
};

function allDisabled(chatbot: DocumentPlace): Finding[] {
  const fallback = clientOf(chatbot.child('default'));
  const platforms = ['slack', 'microsoft_teams'].map((name) =>
    clientOf(chatbot.child('platforms').child(name)),
  );
  if (!platforms.every((client) => (client ?? fallback) === 'disabled')) return [];
  return [warningAt('all-chat-disabled', chatbot, {})];
}

function chime(place: DocumentPlace): Finding[] {
  if (clientOf(place) !== 'enabled') return [];
  return [warningAt('chime-ended', place, {})];
}

/** AWS documents limits beside these lists, and has accepted more (captured answers of `CreatePolicy`, 2026-09-13). */
function longLists(slack: DocumentPlace, teams: DocumentPlace): Finding[] {
  const counted: readonly (readonly [DocumentPlace, number, number])[] = [
    [
      slack.child('workspaces'),
      new Set(wordsOf(slack.child('workspaces'), '@@assign', '@@append')).size,
      255,
    ],
    [slack.child('overrides'), namedChildren(slack.child('overrides')).length, 255],
    [teams.child('tenants'), namedChildren(teams.child('tenants')).length, 36],
    [teams.child('overrides'), namedChildren(teams.child('overrides')).length, 36],
    ...namedChildren(teams.child('tenants')).map(
      (tenant) => [tenant, new Set(wordsOf(tenant, '@@assign', '@@append')).size, 36] as const,
    ),
    ...namedChildren(teams.child('overrides')).map(
      (tenant) => [tenant, namedChildren(tenant).length, 36] as const,
    ),
  ];
  return counted
    .filter(([, count, limit]) => count > limit)
    .map(([place, count, limit]) => warningAt('long-list', place, { count, limit }));
}
