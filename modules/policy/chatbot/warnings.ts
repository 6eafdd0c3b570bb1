import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
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
 * What AWS accepts in a chat policy but hardly anybody means. Expects a document in which `checkChatPolicy`
 * finds nothing; judges this document alone, not what it inherits.
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
    ...warnAboutOverrides(slack, teams),
    ...warnAboutLists(chatbot),
    ...shutsOutEverybody(chatbot),
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
    .map((place) =>
      warningAt(
        'ignored-operator',
        place,
        `${quoted(String(place.path.at(-1)))} at the root does nothing`,
        'remove it',
      ),
    );
}

function clientOf(place: DocumentPlace): string | undefined {
  return wordsOf(place.child('client'), '@@assign')[0];
}

/** `isSaid`: whether this document says which workspaces or tenants. */
function withoutList(platform: DocumentPlace, name: string, list: string, isSaid: boolean): Finding[] {
  if (isSaid || clientOf(platform) !== 'enabled') return [];
  return [
    warningAt(
      'enabled-without-list',
      platform,
      `${name} is enabled without saying which ${list}; what AWS makes of that is not documented`,
      `add \`${list}\`: name them, or \`*\` for all`,
    ),
  ];
}

function shutsOutEverybody(chatbot: DocumentPlace): Finding[] {
  const fallback = clientOf(chatbot.child('default'));
  const platforms = ['slack', 'microsoft_teams'].map((name) =>
    clientOf(chatbot.child('platforms').child(name)),
  );
  if (!platforms.every((client) => (client ?? fallback) === 'disabled')) return [];
  const message = 'every chat application is disabled: no channel can reach the accounts below';
  return [
    warningAt('shuts-out-everybody', chatbot, message, 'enable a platform, unless that is what you want'),
  ];
}

function chime(place: DocumentPlace): Finding[] {
  if (clientOf(place) !== 'enabled') return [];
  const message = 'Amazon Chime is enabled, but the service ended on 20 February 2026';
  return [warningAt('chime-ended', place, message, 'remove `chime`, or disable it')];
}

/** AWS's documentation prints limits beside these lists; AWS itself was seen to accept more. */
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
    .map(([place, count, limit]) =>
      warningAt(
        'long-list',
        place,
        `${count} entries; AWS's documentation says ${limit}, though AWS has accepted more`,
        'use `*`, or split by organizational units',
      ),
    );
}
