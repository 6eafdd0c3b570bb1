import { describeFound, type FoundValue } from '../text/found-value.js';
import { quoted } from '../text/quote.js';
import {
  chatPolicyId,
  chatPolicyWildcard,
  childControl,
  openBelowControl,
  operatorNotAllowed,
  peersAssignSame,
  type SlackObject,
} from './chat-policy-words.js';
import {
  configurationTeamsId,
  configurationWildcard,
  configurationWorkspaceId,
} from './configuration-words.js';
import { problem, problemByRule } from './problem-entry.js';

/** Problems of chat policies. */
export const chatPolicyProblems = {
  'invalid-workspace-id': problemByRule('Not a Slack workspace ID', {
    ...chatPolicyId,
    ...configurationWorkspaceId,
  }),
  'invalid-tenant-id': problemByRule('Not a Microsoft Teams tenant ID', {
    ...chatPolicyId,
    ...configurationTeamsId,
  }),
  'invalid-team-id': problemByRule('Not a Microsoft Teams team ID', {
    ...chatPolicyId,
    ...configurationTeamsId,
  }),
  'misplaced-wildcard': problemByRule('A wildcard where AWS does not accept one', {
    ...chatPolicyWildcard,
    ...configurationWildcard,
  }),
  'operator-forbidden-by-parent': problem(
    'An operator that a policy above forbids',
    ({ operator, policy, setting, target, parents, parentTargets }: ForbiddenOperator) => ({
      message: `\`${operator}\` of ${quoted(policy)} on \`${setting}\` has no effect at ${quoted(target)}: ${parents
        .map((parent, index) => `${quoted(parent)} at ${quoted(parentTargets[index] ?? '')}`)
        .join(' and ')} ${parents.length > 1 ? 'forbid' : 'forbids'} it`,
      help: `remove it, or allow it in the ${parents.length > 1 ? 'policies' : 'policy'} above`,
    }),
  ),
  'peers-assign-same-value': problemByRule(
    'Two policies on one target that assign the same setting',
    peersAssignSame,
  ),
  'operator-not-allowed': problemByRule('An inheritance operator where AWS does not accept one', {
    ...operatorNotAllowed,
  }),
  'missing-operator': problem(
    'A value without an inheritance operator',
    ({
      example,
      ...found
    }: FoundValue & {
      /** How the setting is written; absent where the value only needs an operator around it. */
      readonly example?: string;
    }) => ({
      message: `found ${describeFound(found)} without an inheritance operator`,
      help: example === undefined ? 'wrap it: {"@@assign": …}' : `write ${example}`,
    }),
  ),
  'invalid-child-control': problemByRule('A list of operators for child policies that AWS rejects', {
    ...childControl,
  }),
  'child-control-leaves-open': problemByRule('A lock on a container that leaves the settings under it open', {
    ...openBelowControl,
  }),
  'enabled-without-list': problem(
    'A platform enabled without a list of workspaces or tenants',
    ({ platform, setting }: { readonly platform: string; readonly setting: string }) => ({
      message: `${platform} is enabled without \`${setting}\`; AWS does not document the effect`,
      help: `add \`${setting}\`: name them, or write \`*\` for all`,
    }),
  ),
  'override-not-allowed': problemByRule('An override for a workspace or team that is not allowed', {
    workspace: ({ workspace }: { readonly workspace: string }) => ({
      message: `an override for workspace ${quoted(workspace)}, which \`workspaces\` does not allow`,
      help: 'add the workspace to `workspaces`, or remove the override',
    }),
    team: ({ team }: { readonly team: string }) => ({
      message: `an override for team ${quoted(team)}, which \`tenants\` does not allow`,
      help: 'add the team to its tenant in `tenants`, or remove the override',
    }),
    /** A policy above may allow the tenant: the tenants that it names stay beside those of this policy. */
    tenant: ({ tenant }: { readonly tenant: string }) => ({
      message: `an override for tenant ${quoted(tenant)}, which \`tenants\` of this policy does not list`,
      help: 'add the tenant to `tenants`; not needed where a policy above lists it',
    }),
  }),
  'other-slack-id': problem(
    'An ID of Slack that is not one of a workspace',
    ({ found, object }: { readonly found: string; readonly object: SlackObject }) => ({
      message: `${quoted(found)} looks like the ID of ${object.startsWith('E') ? 'an' : 'a'} ${object}, not of a workspace`,
      help: 'workspace IDs start with `T`; Slack shows it in the address: app.slack.com/client/T0123ABCD',
    }),
  ),
  'repeated-item': problem('A duplicate value in a list', ({ found }: { readonly found: string }) => ({
    message: `duplicate value ${quoted(found)}`,
    help: 'remove one of the two',
  })),
  'all-chat-disabled': problem('A policy that disables every chat application', (_: object) => ({
    message: 'every chat application is disabled; no channel can reach the accounts below',
    help: 'enable a platform, unless that is intended',
  })),
  'chime-ended': problem('Amazon Chime, a service that ended', (_: object) => ({
    message: 'Amazon Chime is enabled, but the service ended on 2026-02-20',
    help: 'remove `chime`, or disable it',
  })),
  'long-list': problem(
    'More entries than AWS documents',
    ({ count, limit }: { readonly count: number; readonly limit: number }) => ({
      message: `${count} entries; AWS documents ${limit}, though it has accepted more`,
      help: 'use `*`, or split by organizational unit',
    }),
  ),
  'ignored-operator': problem(
    'An operator that AWS accepts and ignores',
    ({ key }: { readonly key: string }) => ({
      message: `${quoted(key)} at the root has no effect`,
      help: 'remove it',
    }),
  ),
};

export interface ForbiddenOperator {
  readonly operator: string;
  readonly policy: string;
  readonly setting: string;
  /** The name of the root, organizational unit or account where the operator has no effect. */
  readonly target: string;
  /** The policies above that forbid the operator. */
  readonly parents: readonly string[];
  /** The names of what they are attached to, in the same order. */
  readonly parentTargets: readonly string[];
}
