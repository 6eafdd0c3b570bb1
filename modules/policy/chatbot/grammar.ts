import { channelTypes, clients, roleSettings } from '../chat-words.js';
import { isUuid, isWorkspaceId } from '../identifiers.js';
import type { ChatValue } from '../problems/chat-policy-words.js';

/**
 * What AWS accepts at a place of a chat policy. The grammar is data, so the checker, the compiler and the merge cannot
 * disagree about it.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html
 */
export type Shape =
  | KeyedShape
  /** An object with fixed keys, all optional. */
  | {
      readonly kind: 'fixed';
      readonly keys: Readonly<Record<string, Shape>>;
      /** Keys that AWS does not document and has not been seen to refuse: never written, never an error. */
      readonly unconfirmed?: Readonly<Record<string, Shape>>;
    }
  /** One value: accepts only `@@assign`. */
  | { readonly kind: 'scalar'; readonly word: WordRule }
  /** A list of values: accepts every operator. */
  | { readonly kind: 'list'; readonly word: WordRule };

/** An object whose keys are IDs. */
export interface KeyedShape {
  readonly kind: 'keyed';
  readonly key: IdRule;
  readonly value: Shape;
}

/** Which strings AWS accepts at a place. AWS compares them case-sensitively. */
export interface WordRule {
  readonly value: ChatValue;
  readonly problem: ChatValueProblem;
  readonly accepts: (text: string) => boolean;
  /** Whether AWS accepts `*`. */
  readonly wildcard: boolean;
  /** The words, where they can be listed. */
  readonly words?: readonly string[];
}

/** The rule of an ID. */
export interface IdRule extends WordRule {
  readonly problem: Exclude<ChatValueProblem, 'invalid-value'>;
}

/** The kind of problem of a string that AWS refuses at a place. */
export type ChatValueProblem =
  | 'invalid-value'
  | 'invalid-workspace-id'
  | 'invalid-tenant-id'
  | 'invalid-team-id';

const oneOf = (value: ChatValue, ...words: string[]): WordRule => ({
  value,
  problem: 'invalid-value',
  accepts: (text) => words.includes(text),
  wildcard: false,
  words,
});

const workspace: IdRule = {
  value: 'workspace',
  problem: 'invalid-workspace-id',
  accepts: isWorkspaceId,
  wildcard: false,
};
const tenant: IdRule = { value: 'tenant', problem: 'invalid-tenant-id', accepts: isUuid, wildcard: false };
const team: IdRule = { value: 'team', problem: 'invalid-team-id', accepts: isUuid, wildcard: false };
const orWildcard = (rule: IdRule): IdRule => ({ ...rule, wildcard: true });

const fixed = (keys: Readonly<Record<string, Shape>>): Shape => ({ kind: 'fixed', keys });
const keyed = (key: IdRule, value: Shape): Shape => ({ kind: 'keyed', key, value });
const list = (word: WordRule): Shape => ({ kind: 'list', word });

const client: Shape = { kind: 'scalar', word: oneOf('client', ...clients) };
const roleSettingList = list(oneOf('role setting', ...roleSettings));
const channelTypeList = list(oneOf('channel type', ...channelTypes));
const slackSettings = fixed({
  supported_channel_types: channelTypeList,
  supported_role_settings: roleSettingList,
});
const teamSettings = { supported_role_settings: roleSettingList };
const teamOverride: Shape = {
  kind: 'fixed',
  keys: teamSettings,
  unconfirmed: { supported_channel_types: channelTypeList },
};

/** The shape of `chatbot`. Keys are lower-case: AWS folds them. */
export const chatbotGrammar: Shape = fixed({
  platforms: fixed({
    slack: fixed({
      client,
      workspaces: list(orWildcard(workspace)),
      default: slackSettings,
      overrides: keyed(workspace, slackSettings),
    }),
    microsoft_teams: fixed({
      client,
      tenants: keyed(orWildcard(tenant), list(orWildcard(team))),
      default: fixed(teamSettings),
      overrides: keyed(tenant, keyed(team, teamOverride)),
    }),
    chime: fixed({ client }),
  }),
  default: fixed({ client }),
});

/** The key of the operators that child policies can use, in lower case. */
export const childControlKey = '@@operators_allowed_for_child_policies';
/** The operators that set values, in the order in which AWS applies them. */
export const valueOperators = ['@@assign', '@@append', '@@remove'] as const;

/** Every place under `chatbot` that accepts a fixed key, as paths from the root of the policy. */
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
