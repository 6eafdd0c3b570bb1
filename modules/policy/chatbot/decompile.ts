import type {
  ChannelType,
  ChatSettings,
  ChildControl,
  ChimeSettings,
  Client,
  ListSetting,
  MicrosoftTeamsSettings,
  RoleSetting,
  ScalarSetting,
  SlackSettings,
} from '../intent.js';
import { isJsonObject, type JsonObject, type JsonValue, objectOf, valueOfFoldedKey } from '../text/json.js';
import { compileChatPolicy, newOverrides } from './compile.js';
import { childControlKey, valueOperators } from './grammar.js';
import { chatPolicyMeaning, controlOf, wordOf } from './meaning.js';

/**
 * A chat policy in our words, such that compiling them gives a document of the same meaning; undefined where
 * the words cannot say it, e.g. a control on a container that spares what stands below it. A `children` control
 * stands as high as it can.
 */
export function decompileChatPolicy(content: JsonValue): ChatSettings | undefined {
  const settings = settingsIn(content);
  if (settings === undefined) return undefined;
  const same = chatPolicyMeaning(compileChatPolicy(settings)) === chatPolicyMeaning(content);
  return same ? settings : undefined;
}

/** The best that words can do, whether or not it says the same: the compiler is asked afterwards. */
function settingsIn(content: JsonValue): ChatSettings | undefined {
  const chatbot = partOf(isJsonObject(content) ? content : {}, 'chatbot');
  if (chatbot === undefined) return undefined;
  const children = ownControl(chatbot, undefined);
  const platforms = partOf(chatbot, 'platforms') ?? {};
  const defaults = partOf(chatbot, 'default');
  return defined({
    default: defaults && scalar<Client>(partOf(defaults, 'client'), children),
    slack: platform(partOf(platforms, 'slack'), children, slackIn),
    microsoftTeams: platform(partOf(platforms, 'microsoft_teams'), children, teamsIn),
    chime: platform(partOf(platforms, 'chime'), children, chimeIn),
    children,
  });
}

type Control = ChildControl | undefined;
interface Controlled {
  readonly children?: ChildControl;
}

/** A platform's settings; nothing where a control from above says all that stands there. */
function platform<T extends object>(
  node: JsonObject | undefined,
  above: Control,
  read: (node: JsonObject, control: Control) => T,
): (T & Controlled) | undefined {
  if (node === undefined) return undefined;
  const settings = own(node, above, read);
  return above !== undefined && Object.keys(settings).length === 0 ? undefined : settings;
}

function slackIn(node: JsonObject, control: Control): SlackSettings {
  return defined({
    client: scalar<Client>(partOf(node, 'client'), control),
    workspaces: list<string>(partOf(node, 'workspaces'), control),
    ...slackValues(partOf(node, 'default'), control),
    ...overridesIn(node, control, (overrides, inside) =>
      keyed(
        overrides,
        (key) => key.toUpperCase(),
        (override) => own(override, inside, slackValues),
      ),
    ),
  });
}

function slackValues(node: JsonObject | undefined, control: Control) {
  return defined({
    channelTypes: list<ChannelType>(node && partOf(node, 'supported_channel_types'), control),
    ...roles(node, control),
  });
}

function teamsIn(node: JsonObject, control: Control): MicrosoftTeamsSettings {
  return defined({
    client: scalar<Client>(partOf(node, 'client'), control),
    ...tenantsIn(partOf(node, 'tenants'), control),
    ...roles(partOf(node, 'default'), control),
    ...overridesIn(node, control, (overrides, inside) =>
      keyed(
        overrides,
        lowerCase,
        (tenant) => keyed(tenant, lowerCase, (team) => own(team, inside, roles)) ?? {},
      ),
    ),
  });
}

function tenantsIn(node: JsonObject | undefined, above: Control) {
  const tenantsChildren = node && ownControl(node, above);
  const inside = tenantsChildren ?? above;
  const tenants = keyed(node, lowerCase, (tenant) => list<string>(tenant, inside) ?? {});
  return defined({ tenants, tenantsChildren });
}

/** A control on overrides is said where it is not what comes of the one above. */
function overridesIn<T>(
  platform: JsonObject,
  above: Control,
  read: (overrides: JsonObject | undefined, control: Control) => T | undefined,
): { readonly overrides?: T; readonly overridesChildren?: ChildControl } {
  const node = partOf(platform, 'overrides');
  const overridesChildren = node && ownControl(node, above && newOverrides(above));
  const overrides = read(node, overridesChildren ?? above);
  return {
    ...(overrides === undefined ? {} : { overrides }),
    ...(overridesChildren === undefined ? {} : { overridesChildren }),
  };
}

function chimeIn(node: JsonObject, control: Control): ChimeSettings {
  return defined({ client: scalar<Client>(partOf(node, 'client'), control) });
}

function roles(node: JsonObject | undefined, control: Control) {
  return defined({
    roleSettings: list<RoleSetting>(node && partOf(node, 'supported_role_settings'), control),
  });
}

/** Settings with the control that stands on their own node. */
function own<T extends object>(
  node: JsonObject,
  above: Control,
  read: (node: JsonObject, control: Control) => T,
): T & Controlled {
  const children = ownControl(node, above);
  return { ...read(node, children ?? above), ...(children === undefined ? {} : { children }) };
}

function keyed<T>(
  node: JsonObject | undefined,
  spell: (key: string) => string,
  read: (node: JsonObject) => T,
): Readonly<Record<string, T>> | undefined {
  if (node === undefined) return undefined;
  const keys = Object.keys(node).filter((key) => key.toLowerCase() !== childControlKey);
  const entries = keys.map((key) => [spell(key), read(objectOf(node[key]))] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function scalar<T extends string>(
  node: JsonObject | undefined,
  above: Control,
): ScalarSetting<T> | undefined {
  if (node === undefined) return undefined;
  const assign = valueOfFoldedKey(node, '@@assign');
  const word = assign === undefined ? undefined : (wordOf(assign) as T);
  return orNothing({ assign: word, children: ownControl(node, above) });
}

function list<T extends string>(node: JsonObject | undefined, above: Control): ListSetting<T> | undefined {
  if (node === undefined) return undefined;
  const words = (operator: string): readonly T[] | undefined => {
    const value = valueOfFoldedKey(node, operator);
    return Array.isArray(value)
      ? value
          .map(wordOf)
          .sort()
          .map((word) => word as T)
      : undefined;
  };
  const values = { assign: words('@@assign'), append: words('@@append'), remove: words('@@remove') };
  return orNothing({ ...values, children: ownControl(node, above) });
}

/** The control that stands on a node, if it is another than what comes down to it; without one it allows everything. */
function ownControl(node: JsonObject, above: Control): Control {
  const value = valueOfFoldedKey(node, childControlKey);
  if (value === undefined) return above === undefined ? undefined : valueOperators;
  const control = controlOf(value);
  return above !== undefined && above.join() === control.join() ? undefined : control;
}

function partOf(node: JsonObject, key: string): JsonObject | undefined {
  const value = valueOfFoldedKey(node, key);
  return isJsonObject(value) ? value : undefined;
}

function lowerCase(key: string): string {
  return key.toLowerCase();
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The object without the keys whose value is undefined. */
function defined<T extends object>(fields: T): Partial<Defined<T>> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Partial<Defined<T>>;
}

function orNothing<T extends object>(fields: T): Partial<Defined<T>> | undefined {
  const kept = defined(fields);
  return Object.keys(kept).length === 0 ? undefined : kept;
}
