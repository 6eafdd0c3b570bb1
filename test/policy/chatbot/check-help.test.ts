import { checkChatPolicyText } from '../../../modules/policy/chatbot/check.js';
import type { Finding } from '../../../modules/policy/problems/problem.js';
import { scenariosIn } from '../../support/scenarios.js';

const tenant = '11111111-2222-3333-4444-aaaaaaaaaaaa';
const slack = (settings: string): string => `{"chatbot":{"platforms":{"slack":{${settings}}}}}`;
const teams = (settings: string): string => `{"chatbot":{"platforms":{"microsoft_teams":{${settings}}}}}`;

describe('what to do about a chat policy that AWS refuses', () => {
  const texts = scenariosIn<{ readonly document?: unknown; readonly accepted: boolean }>('chat-policy')
    .flatMap(([, scenarios]) => scenarios)
    .filter(({ document, accepted }) => document !== undefined && !accepted)
    .map(({ document }) => JSON.stringify(document));

  it.each(texts)('every error of %s says what to do, or which words there are', (text) => {
    const errors = checkChatPolicyText(text).filter(({ severity }) => severity === 'error');
    expect(errors).not.toEqual([]);
    const isHelpful = ({ help, message }: Finding): boolean =>
      help !== undefined || / expects `.*` or `/.test(message);
    expect(errors.filter((error) => !isHelpful(error))).toEqual([]);
  });

  it.each([
    ['null', 'found `null`; AWS expects an object here | a chat policy is written {"chatbot": {…}}'],
    ['{"chatbot":{"platforms":{"teams":{}}}}', 'unknown key `teams` | did you mean `microsoft_teams`?'],
    [
      slack('"default":{"channel_types":{"@@assign":["private"]}}'),
      'unknown key `channel_types` | did you mean `supported_channel_types`?',
    ],
    [
      slack('"overrides":[]'),
      'found an empty list; AWS expects an object here | write {"Slack workspace ID": {…}}, or remove the key',
    ],
    [
      slack('"overrides":{"workspaces":{"T1":{}}}'),
      'found `workspaces`; AWS expects a Slack workspace ID: 1 to 255 upper-case letters and digits | remove this level; what is under it belongs here',
    ],
    [
      slack(`"workspaces":{"@@assign":["${'A'.repeat(256)}"]}`),
      `found \`${'A'.repeat(79)}…\`, 256 characters; AWS expects a Slack workspace ID: 1 to 255 upper-case letters and digits, or \`*\` | Slack shows it in the address of the workspace: app.slack.com/client/T0123ABCD`,
    ],
    [
      slack('"workspaces":{"@@assign":null}'),
      'found `null`; AWS expects a list here | write "@@assign": […]',
    ],
    [
      slack('"workspaces":{"@@assign":[1.5]}'),
      'found `1.5`; AWS expects a Slack workspace ID: 1 to 255 upper-case letters and digits, or `*` | Slack shows it in the address of the workspace: app.slack.com/client/T0123ABCD',
    ],
    [slack('"client":null'), 'found `null` without an inheritance operator | write {"@@assign": "enabled"}'],
    [
      slack('"client":["enabled"]'),
      'found a list without an inheritance operator | write {"@@assign": "enabled"}',
    ],
    [
      slack('"client":"disabled"'),
      'found `disabled` without an inheritance operator | wrap it: {"@@assign": …}',
    ],
    [
      slack('"client":{"@@assign":"yes"}'),
      'found `yes`; AWS expects `enabled` or `disabled` | write `enabled` or `disabled`',
    ],
    [
      slack('"@@operators_allowed_for_child_policies":["@@overwrite"]'),
      'found `@@overwrite`; AWS expects `@@all`, `@@none`, `@@assign`, `@@append` or `@@remove` | write for example ["@@none"]',
    ],
    [slack('"":{}'), 'an empty key | known keys: client, workspaces, default, overrides'],
    [
      '{"chatbot":{"platforms":{"chime":{"default":{}}}}}',
      'unknown key `default` | remove it; `chime` accepts only `client`',
    ],
    [
      teams('"tenants":{"@@assign":["*"]}'),
      '`@@assign` on a container; AWS accepts it on single settings only | write {"Microsoft Teams tenant ID": {"@@assign": […]}}',
    ],
    [
      teams('"tenants":["*"]'),
      'found a list; AWS expects an object here | write {"Microsoft Teams tenant ID": {"@@assign": […]}}, or remove the key',
    ],
    [
      teams(`"tenants":{"{${tenant.toUpperCase()}}":{}}`),
      `found \`{${tenant.toUpperCase()}}\`; AWS expects a Microsoft Teams tenant ID: a UUID in lower case, or \`*\` | write it as \`${tenant}\``,
    ],
    [
      teams(
        `"overrides":{"${tenant}":{"teams":{"${tenant}":{"supported_role_settings":{"@@assign":["user_role"]}}}}}`,
      ),
      'found `teams`; AWS expects a Microsoft Teams team ID: a UUID in lower case | remove this level; what is under it belongs here',
    ],
    [
      teams(`"overrides":{"mine":{"${tenant}":{"supported_role_settings":{"@@assign":["user_role"]}}}}`),
      'found `mine`; AWS expects a Microsoft Teams tenant ID: a UUID in lower case | Teams shows it in the link to a team as `tenantId`',
    ],
    ['{"chatbot":{},"chatbot":{}}', 'duplicate key `chatbot` | keep one of them'],
    [
      '{"chatbot":{},"Chatbot":{}}',
      '`Chatbot` differs only in case from `chatbot`; AWS ignores the case of keys | keep one of them',
    ],
    [
      slack('"client":{"@@assign":["enabled"]}'),
      'found a list; AWS expects `enabled` or `disabled` | write `enabled` or `disabled`, in double quotes',
    ],
    [
      slack('"@@operators_allowed_for_child_policies":["None"]'),
      'found `None`; AWS expects `@@all`, `@@none`, `@@assign`, `@@append` or `@@remove` | did you mean `@@none`?',
    ],
    [
      slack('"workspaces":{"@@assign":[""]}'),
      'found an empty string; AWS expects a Slack workspace ID: 1 to 255 upper-case letters and digits, or `*` | Slack shows it in the address of the workspace: app.slack.com/client/T0123ABCD',
    ],
    [
      slack('"overrides":{"supported_role_settings":{"@@assign":["user_role"]}}'),
      'found `supported_role_settings`; AWS expects a Slack workspace ID: 1 to 255 upper-case letters and digits | `supported_role_settings` belongs under a workspace ID',
    ],
    [
      teams(`"overrides":{"${tenant}":{"supported_role_settings":{"@@assign":["user_role"]}}}`),
      'found `supported_role_settings`; AWS expects a Microsoft Teams team ID: a UUID in lower case | `supported_role_settings` belongs under a team ID',
    ],
    [
      teams('"overrides":{"supported_role_settings":{"@@assign":["user_role"]}}'),
      'found `supported_role_settings`; AWS expects a Microsoft Teams tenant ID: a UUID in lower case | `supported_role_settings` belongs under a tenant ID and a team ID',
    ],
    [
      teams(`"overrides":{"${tenant}":{"teams":{}}}`),
      'found `teams`; AWS expects a Microsoft Teams team ID: a UUID in lower case | Teams shows it in the link to the team as `groupId`',
    ],
  ])('%s: %s', (text, line) => {
    expect(checkChatPolicyText(text).map(inOneLine)).toEqual([line]);
  });
});

describe('a lock on a container', () => {
  const warnings = (workspaces: string): readonly string[] =>
    checkChatPolicyText(
      slack(
        `"@@operators_allowed_for_child_policies":["@@none"],"workspaces":{"@@assign":["T1"]${workspaces}}`,
      ),
    ).map(({ kind }) => kind);

  it('leaves a setting without a control open', () => {
    expect(warnings('')).toEqual(['child-control-leaves-open']);
  });

  it.each(['["@@none"]', '["@@append"]', '["@@all"]'])(
    'is no mistake where the setting says %s itself',
    (control) => {
      expect(warnings(`,"@@operators_allowed_for_child_policies":${control}`)).toEqual([]);
    },
  );
});

function inOneLine({ message, help }: Finding): string {
  return `${message} | ${help}`;
}
