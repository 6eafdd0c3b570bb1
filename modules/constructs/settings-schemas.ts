import { idPatterns } from '../policy/identifiers.js';
import type { ChatSettings } from '../policy/intent.js';
import { type LateRule, lateWords, listOf, type PropSchema } from './validate-props.js';

type TextForm = PropSchema & { form: 'text' };

const control: PropSchema = { form: 'control' };
const client: PropSchema = {
  form: 'keys',
  keys: { assign: oneOf('enabled', 'disabled'), children: control },
};
const workspaces = listSetting({
  form: 'text',
  late: orStar({ pattern: idPatterns.workspace, expected: 'workspace ids' }),
});
const channelTypes = listSetting(oneOf('private', 'public'));
const roleSettings = listSetting(oneOf('channel_role', 'user_role'));
const teams = listSetting({ form: 'text', late: orStar(lateUuid('teams')), lower: true });
const slackOverride: PropSchema = {
  form: 'keys',
  keys: { channelTypes, roleSettings, children: control },
};
const teamOverride: PropSchema = { form: 'keys', keys: { roleSettings, children: control } };

/** The forms of chat settings. Whoever misspelt one in JavaScript would deploy a policy without it. */
export const settingsSchemas: Readonly<Record<keyof ChatSettings, PropSchema>> = {
  default: client,
  slack: {
    form: 'keys',
    keys: {
      client,
      workspaces,
      channelTypes,
      roleSettings,
      overrides: {
        form: 'each',
        each: slackOverride,
        key: { pattern: idPatterns.workspace, expected: 'workspace ids' },
      },
      overridesChildren: control,
      children: control,
    },
  },
  microsoftTeams: {
    form: 'keys',
    keys: {
      client,
      tenants: { form: 'each', each: teams, ids: 'tenant', key: orStar(lateUuid('tenants')) },
      tenantsChildren: control,
      roleSettings,
      overrides: {
        form: 'each',
        ids: 'tenant',
        key: lateUuid('tenants'),
        each: { form: 'each', ids: 'team', key: lateUuid('teams'), each: teamOverride },
      },
      overridesChildren: control,
      children: control,
    },
  },
  chime: { form: 'keys', keys: { client, children: control } },
  children: control,
};

function listSetting(item: PropSchema): PropSchema {
  return {
    form: 'keys',
    keys: { assign: listOf(item), append: listOf(item), remove: listOf(item), children: control },
  };
}

/** Words that the document's own checks know; a token for one is held against them late. */
function oneOf(...words: readonly string[]): TextForm {
  return { form: 'text', late: lateWords(words) };
}

function lateUuid(of: 'tenants' | 'teams'): LateRule {
  return { pattern: idPatterns.uuid, expected: `ids of ${of} in lower case` };
}

function orStar({ pattern, expected }: LateRule): LateRule {
  return { pattern: `${pattern}|^\\*$`, expected: `${expected} or \`*\`` };
}
