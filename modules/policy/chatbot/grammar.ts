import { isUuid, isWorkspaceId } from '../identifiers.js';
import type { ProblemKind } from '../problems/problem-kinds.js';

/**
 * What may stand at a place of a chat policy. The grammar is data, so that the checker, the compiler and the
 * merge cannot disagree about it.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html
 */
export type Shape =
  | KeyedShape
  /** An object with fixed keys, all optional. */
  | {
      readonly kind: 'fixed';
      readonly keys: Readonly<Record<string, Shape>>;
      /** Keys that no documentation has, though nobody saw AWS refuse them: never written, never an error. */
      readonly unconfirmed?: Readonly<Record<string, Shape>>;
    }
  /** One value: takes `@@assign` alone. */
  | { readonly kind: 'scalar'; readonly word: WordRule }
  /** A list of values: takes every operator. */
  | { readonly kind: 'list'; readonly word: WordRule };

/** An object whose keys are ids. */
export interface KeyedShape {
  readonly kind: 'keyed';
  readonly key: WordRule;
  readonly value: Shape;
}

/** Which texts are taken at a place. AWS compares them case-sensitively. */
export interface WordRule {
  /** How messages call it. */
  readonly name: string;
  readonly expected: string;
  readonly problem: ProblemKind;
  readonly accepts: (text: string) => boolean;
  /** Whether `*` is taken. */
  readonly wildcard: boolean;
  /** The words, where they can be counted. */
  readonly words?: readonly string[];
  /** Where people find one. */
  readonly hint?: string;
}

const oneOf = (name: string, ...words: string[]): WordRule => ({
  name,
  expected: words.map((word) => `\`${word}\``).join(' or '),
  problem: 'invalid-value',
  accepts: (text) => words.includes(text),
  wildcard: false,
  words,
});

const workspace: WordRule = {
  name: 'Slack workspace id',
  expected: 'a Slack workspace id: 1 to 255 upper-case letters and digits',
  problem: 'invalid-workspace-id',
  accepts: isWorkspaceId,
  wildcard: false,
  hint: 'Slack shows it in the address of the workspace: app.slack.com/client/T0123ABCD',
};
const tenant: WordRule = {
  name: 'Microsoft Teams tenant id',
  expected: 'a Microsoft Teams tenant id: a UUID in lower case',
  problem: 'invalid-tenant-id',
  accepts: isUuid,
  wildcard: false,
  hint: 'Teams shows it in the link to a team as `tenantId`',
};
const team: WordRule = {
  name: 'Microsoft Teams team id',
  expected: 'a Microsoft Teams team id: a UUID in lower case',
  problem: 'invalid-team-id',
  accepts: isUuid,
  wildcard: false,
  hint: 'Teams shows it in the link to the team as `groupId`',
};
const orAll = (rule: WordRule): WordRule => ({
  ...rule,
  expected: `${rule.expected}, or \`*\``,
  wildcard: true,
});

const fixed = (keys: Readonly<Record<string, Shape>>): Shape => ({ kind: 'fixed', keys });
const keyed = (key: WordRule, value: Shape): Shape => ({ kind: 'keyed', key, value });
const list = (word: WordRule): Shape => ({ kind: 'list', word });

const client: Shape = { kind: 'scalar', word: oneOf('client', 'enabled', 'disabled') };
const roleSettings = list(oneOf('role setting', 'user_role', 'channel_role'));
const channelTypes = list(oneOf('channel type', 'public', 'private'));
const slackSettings = fixed({ supported_channel_types: channelTypes, supported_role_settings: roleSettings });
const teamSettings = { supported_role_settings: roleSettings };
const teamOverride: Shape = {
  kind: 'fixed',
  keys: teamSettings,
  unconfirmed: { supported_channel_types: channelTypes },
};

/** What stands under `chatbot`. Keys are lower-case: AWS folds them. */
export const chatbotGrammar: Shape = fixed({
  platforms: fixed({
    slack: fixed({
      client,
      workspaces: list(orAll(workspace)),
      default: slackSettings,
      overrides: keyed(workspace, slackSettings),
    }),
    microsoft_teams: fixed({
      client,
      tenants: keyed(orAll(tenant), list(orAll(team))),
      default: fixed(teamSettings),
      overrides: keyed(tenant, keyed(team, teamOverride)),
    }),
    chime: fixed({ client }),
  }),
  default: fixed({ client }),
});

/** The key that says what policies below may do, in lower case. */
export const childControlKey = '@@operators_allowed_for_child_policies';
/** The operators that set values, in the order in which AWS applies them. */
export const valueOperators = ['@@assign', '@@append', '@@remove'] as const;

/** Every place under `chatbot` where a fixed key may stand, as paths from the document's root. */
export function placesOf(
  key: string,
): readonly { readonly path: readonly string[]; readonly shape: Shape }[] {
  const places: { path: readonly string[]; shape: Shape }[] = [];
  const walk = (shape: Shape, path: readonly string[]): void => {
    if (shape.kind === 'keyed') walk(shape.value, [...path, '…']);
    if (shape.kind !== 'fixed') return;
    for (const [name, below] of Object.entries(shape.keys)) {
      if (name === key) places.push({ path: [...path, name], shape: below });
      walk(below, [...path, name]);
    }
  };
  walk(chatbotGrammar, ['chatbot']);
  return places;
}
