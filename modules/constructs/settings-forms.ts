import { idPatterns } from '../policy/identifiers.js';
import type { ChatSettings } from '../policy/intent.js';
import { type Form, lateWords, listOf } from './form.js';

type TextForm = Form & { form: 'text' };

const control: Form = { form: 'control' };
const client: Form = { form: 'keys', keys: { assign: oneOf('enabled', 'disabled'), children: control } };
const workspaces = listSetting(anyOr(idPatterns.workspace, 'workspace ids'));
const channelTypes = listSetting(oneOf('private', 'public'));
const roleSettings = listSetting(oneOf('channel_role', 'user_role'));
const teams = listSetting({ ...anyOr(idPatterns.uuid, 'ids of teams in lower case'), lower: true });
const slackOverride: Form = {
  form: 'keys',
  keys: { channelTypes, roleSettings, children: control },
};
const teamOverride: Form = { form: 'keys', keys: { roleSettings, children: control } };

/** The forms of chat settings. Whoever misspelt one in JavaScript would deploy a policy without it. */
export const settingsForms: Readonly<Record<keyof ChatSettings, Form>> = {
  default: client,
  slack: {
    form: 'keys',
    keys: {
      client,
      workspaces,
      channelTypes,
      roleSettings,
      overrides: { form: 'each', each: slackOverride },
      overridesChildren: control,
      children: control,
    },
  },
  microsoftTeams: {
    form: 'keys',
    keys: {
      client,
      tenants: { form: 'each', each: teams, ids: 'tenant' },
      tenantsChildren: control,
      roleSettings,
      overrides: { form: 'each', ids: 'tenant', each: { form: 'each', ids: 'team', each: teamOverride } },
      overridesChildren: control,
      children: control,
    },
  },
  chime: { form: 'keys', keys: { client, children: control } },
  children: control,
};

function listSetting(item: Form): Form {
  return {
    form: 'keys',
    keys: { assign: listOf(item), append: listOf(item), remove: listOf(item), children: control },
  };
}

/** Words that the document's own checks know; a token for one is held against them late. */
function oneOf(...words: readonly string[]): TextForm {
  return { form: 'text', late: lateWords(words) };
}

function anyOr(id: string, expected: string): TextForm {
  return { form: 'text', late: { pattern: `${id}|^\\*$`, expected: `${expected} or \`*\`` } };
}
