import type {
  ChatSettings,
  ChildControl,
  ListSetting,
  MicrosoftTeamsSettings,
  ScalarSetting,
  SlackSettings,
} from '../../policy/intent.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';

/** Settings of a chat policy as a configuration writes them: what stands beside `name` and `targets`. */
export function chatPolicyWords({
  default: elsewhere,
  slack,
  microsoftTeams,
  chime,
  children,
}: ChatSettings): JsonObject {
  return written({
    default: scalarWords(elsewhere),
    slack: slack && platformWords(slackWords(slack)),
    microsoftTeams: microsoftTeams && platformWords(teamsWords(microsoftTeams)),
    chime:
      chime &&
      platformWords(written({ client: scalarWords(chime.client), children: childWords(chime.children) })),
    children: childWords(children),
  });
}

/** A platform of which nothing but its switch is said is that word. */
function platformWords(words: JsonObject): JsonValue {
  const { client, ...others } = words;
  return typeof client === 'string' && Object.keys(others).length === 0 ? client : words;
}

function slackWords(slack: SlackSettings): JsonObject {
  return written({
    client: scalarWords(slack.client),
    workspaces: listWords(slack.workspaces, 'all'),
    channelTypes: listWords(slack.channelTypes),
    roleSettings: listWords(slack.roleSettings),
    overrides: lockedWords(
      slack.overridesChildren,
      mapped(slack.overrides, ({ channelTypes, roleSettings, children }) =>
        written({
          channelTypes: listWords(channelTypes),
          roleSettings: listWords(roleSettings),
          children: childWords(children),
        }),
      ),
    ),
    children: childWords(slack.children),
  });
}

function teamsWords(teams: MicrosoftTeamsSettings): JsonObject {
  return written({
    client: scalarWords(teams.client),
    tenants: lockedWords(teams.tenantsChildren, tenantsWords(teams.tenants, teams.tenantsChildren)),
    roleSettings: listWords(teams.roleSettings),
    overrides: lockedWords(
      teams.overridesChildren,
      mapped(teams.overrides, (tenant) =>
        mapped(tenant, ({ roleSettings, children }) =>
          written({ roleSettings: listWords(roleSettings), children: childWords(children) }),
        ),
      ),
    ),
    children: childWords(teams.children),
  });
}

/** A lock stands among the ids. */
function lockedWords(control: ChildControl | undefined, words: JsonValue | undefined): JsonValue | undefined {
  if (control === undefined) return words;
  return written({
    children: childWords(control),
    ...(isJsonObject(words ?? null) ? (words as JsonObject) : {}),
  });
}

function tenantsWords(
  tenants: MicrosoftTeamsSettings['tenants'],
  control: ChildControl | undefined,
): JsonValue | undefined {
  const words = mapped(tenants, (teams) => listWords(teams, 'all') ?? {});
  const isAll =
    control === undefined && words !== undefined && Object.keys(words).length === 1 && words['*'] === 'all';
  return isAll ? 'all' : words;
}

function scalarWords(setting: ScalarSetting<string> | undefined): JsonValue | undefined {
  if (setting === undefined) return undefined;
  const { assign, children } = setting;
  if (assign !== undefined && children === undefined) return assign;
  return written({ assign, children: childWords(children) });
}

/** A list, plain where it is only assigned; `all` is the word for a lone wildcard where AWS takes one. */
function listWords(
  setting: ListSetting<string> | undefined,
  wildcard: 'all' | 'none' = 'none',
): JsonValue | undefined {
  if (setting === undefined) return undefined;
  const { assign, append, remove, children } = setting;
  if (assign === undefined || append !== undefined || remove !== undefined || children !== undefined) {
    const items = [assign, append, remove].map((list) => list && itemWords(list, wildcard));
    return written({ assign: items[0], append: items[1], remove: items[2], children: childWords(children) });
  }
  return itemWords(assign, wildcard);
}

function itemWords(items: readonly string[], wildcard: 'all' | 'none'): JsonValue {
  return wildcard === 'all' && items.join() === '*' ? 'all' : items;
}

function childWords(children: ChildControl | undefined): JsonValue | undefined {
  if (children === undefined) return undefined;
  if (children.length === 0) return 'none';
  return children.length === 3 ? 'all' : children.map((operator) => operator.slice(2));
}

function mapped<T, Words extends JsonValue | undefined>(
  entries: Readonly<Record<string, T>> | undefined,
  change: (value: T) => Words,
): { readonly [key: string]: NonNullable<Words> } | undefined {
  if (entries === undefined) return undefined;
  const changed = Object.entries(entries).flatMap(([key, value]) => {
    const words = change(value);
    return words === undefined || words === null ? [] : [[key, words] as const];
  });
  return Object.fromEntries(changed.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function written(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
