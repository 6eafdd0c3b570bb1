import type { ChatSettings } from '../policy/intent.js';
import { type Form, listOf, text } from './form.js';

const control: Form = { form: 'control' };
const client: Form = { form: 'keys', keys: { assign: text, children: control } };
const list: Form = listSetting(text);
const ids: Form = listSetting({ form: 'text', lower: true });
const slackOverride: Form = {
  form: 'keys',
  keys: { channelTypes: list, roleSettings: list, children: control },
};
const teamOverride: Form = { form: 'keys', keys: { roleSettings: list, children: control } };

/** The forms of chat settings. Whoever misspelt one in JavaScript would deploy a policy without it. */
export const settingsForms: Readonly<Record<keyof ChatSettings, Form>> = {
  default: client,
  slack: {
    form: 'keys',
    keys: {
      client,
      workspaces: list,
      channelTypes: list,
      roleSettings: list,
      overrides: { form: 'each', each: slackOverride },
      children: control,
    },
  },
  microsoftTeams: {
    form: 'keys',
    keys: {
      client,
      tenants: { form: 'each', each: ids, ids: 'tenant' },
      roleSettings: list,
      overrides: { form: 'each', ids: 'tenant', each: { form: 'each', ids: 'team', each: teamOverride } },
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
