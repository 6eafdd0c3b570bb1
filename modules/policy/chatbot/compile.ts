import type { ChatSettings, ChildControl, Client, ListSetting, ScalarSetting } from '../intent.js';
import type { JsonObject, JsonValue } from '../text/json.js';
import { chatbotGrammar, childControlKey, type Shape, valueOperators } from './grammar.js';

/**
 * The document of a chat policy from our words. Lists are sorted: their order has no meaning to AWS.
 *
 * A `children` control is written the way AWS needs it: on the container and on every container and setting below
 * it that says nothing of its own, settings without a value included, for a control on a container alone does
 * not lock what stands under it.
 */
export function compileChatPolicy(settings: ChatSettings): JsonObject {
  return { chatbot: withControls(chatbotGrammar, chatbotOf(settings), settings.children) };
}

/** A part of the document before controls are written: values as they will stand, and who has a control of its own. */
interface Draft {
  readonly control?: ChildControl | undefined;
  readonly below?: Readonly<Record<string, Draft | undefined>>;
  readonly values?: JsonObject;
}

function chatbotOf(settings: ChatSettings): Draft {
  const { slack, microsoftTeams: teams, chime } = settings;
  return {
    below: {
      platforms: (slack ?? teams ?? chime) && {
        below: {
          slack: slack && {
            control: slack.children,
            below: {
              client: scalar(slack.client),
              workspaces: list(slack.workspaces),
              default: settingsOf(slack),
              overrides: locked(
                slack.overridesChildren,
                keyed(slack.overrides, (override) => ({
                  ...settingsOf(override),
                  control: override.children,
                })),
              ),
            },
          },
          microsoft_teams: teams && {
            control: teams.children,
            below: {
              client: scalar(teams.client),
              tenants: locked(teams.tenantsChildren, keyed(teams.tenants, list)),
              default: settingsOf(teams),
              overrides: locked(
                teams.overridesChildren,
                keyed(teams.overrides, (tenant) =>
                  keyed(tenant, (team) => ({ ...settingsOf(team), control: team.children })),
                ),
              ),
            },
          },
          chime: chime && { control: chime.children, below: { client: scalar(chime.client) } },
        },
      },
      default: settings.default && { below: { client: scalar(settings.default) } },
    },
  };
}

function settingsOf(settings: {
  readonly channelTypes?: ListSetting<string>;
  readonly roleSettings?: ListSetting<string>;
}): Draft | undefined {
  const { channelTypes, roleSettings } = settings;
  if (channelTypes === undefined && roleSettings === undefined) return { below: {} };
  return {
    below: { supported_channel_types: list(channelTypes), supported_role_settings: list(roleSettings) },
  };
}

function keyed<T>(
  entries: Readonly<Record<string, T>> | undefined,
  draft: (value: T) => Draft | undefined,
): Draft | undefined {
  if (entries === undefined) return undefined;
  const below = Object.keys(entries)
    .sort()
    .map((key) => [key, draft(entries[key] as T)] as const);
  return { below: Object.fromEntries(below) };
}

/** A control on a container, whether or not anything stands in it. */
function locked(control: ChildControl | undefined, container: Draft | undefined): Draft | undefined {
  return control === undefined ? container : { ...container, control };
}

function scalar(setting: ScalarSetting<Client> | undefined): Draft | undefined {
  if (setting === undefined) return undefined;
  const values: JsonObject = setting.assign === undefined ? {} : { '@@assign': setting.assign };
  return { values, control: setting.children };
}

function list(setting: ListSetting<string> | undefined): Draft | undefined {
  if (setting === undefined) return undefined;
  const values: Record<string, JsonValue> = {};
  for (const operator of valueOperators) {
    const items = setting[operator.slice(2) as 'assign' | 'append' | 'remove'];
    if (items !== undefined) values[operator] = [...items].sort();
  }
  return { values, control: setting.children };
}

/** Writes a draft out; a control goes down to everything the grammar knows below, until another one stands there. */
function withControls(
  shape: Shape,
  draft: Draft | undefined,
  inherited: ChildControl | undefined,
): JsonObject {
  const control = draft?.control ?? inherited;
  const document: Record<string, JsonValue> = {};
  if (control !== undefined)
    document[childControlKey] = controlWords(isOverrides(shape) ? newOverrides(control) : control);
  if (shape.kind === 'scalar' || shape.kind === 'list') return { ...document, ...draft?.values };
  const below = draft?.below ?? {};
  const named = shape.kind === 'fixed' ? Object.keys(shape.keys) : Object.keys(below);
  for (const key of named) {
    const part = below[key];
    const shapeBelow = shape.kind === 'fixed' ? shape.keys[key] : shape.value;
    if (shapeBelow === undefined || (part === undefined && control === undefined)) continue;
    const written = withControls(shapeBelow, part, control);
    if (Object.keys(written).length > 0 || isWritten(part)) document[key] = written;
  }
  return document;
}

function isOverrides(shape: Shape): boolean {
  return shape.kind === 'keyed' && shape.value.kind !== 'list';
}

/** A new override takes the place of the defaults for its workspace or team: only who may assign may add one. */
export function newOverrides(control: ChildControl): ChildControl {
  return control.includes('@@assign') ? control : [];
}

/** Whether an empty object must stand in the document because somebody wrote it: a platform, an override. */
function isWritten(part: Draft | undefined): boolean {
  return part?.values !== undefined || (part?.below !== undefined && Object.keys(part.below).length > 0);
}

/** The words of a control as AWS writes them. */
function controlWords(control: ChildControl): readonly string[] {
  if (control.length === 0) return ['@@none'];
  const allowed = valueOperators.filter((operator) => control.includes(operator));
  return allowed.length === valueOperators.length ? ['@@all'] : allowed;
}
