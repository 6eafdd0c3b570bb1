import { unsorted } from './unsorted.js';

/** Problems of chat policies. */
export const chatPolicyProblems = {
  'invalid-workspace-id': unsorted('Not a Slack workspace id'),
  'invalid-tenant-id': unsorted('Not a Microsoft Teams tenant id'),
  'invalid-team-id': unsorted('Not a Microsoft Teams team id'),
  'misplaced-wildcard': unsorted('A wildcard where AWS takes none'),
  'operator-not-allowed': unsorted('An inheritance operator where AWS takes none'),
  'missing-operator': unsorted('A value without an inheritance operator'),
  'invalid-child-control': unsorted('A list of operators for child policies that AWS refuses'),
  'child-control-leaves-open': unsorted('A lock on a container that leaves the settings under it open'),
  'enabled-without-list': unsorted('A platform enabled without saying for which workspaces or tenants'),
  'override-not-allowed': unsorted('An override for a workspace or team that is not allowed'),
  'repeated-item': unsorted('One value twice in a list'),
  'shuts-out-everybody': unsorted('A policy that disables every chat application'),
  'chime-ended': unsorted('Amazon Chime, a service that ended'),
  'long-list': unsorted('More entries than the documentation of AWS allows'),
  'ignored-operator': unsorted('An operator that AWS accepts and ignores'),
  'operator-forbidden-by-parent': unsorted(
    'An operator that a policy above forbids, which AWS ignores silently',
  ),
  'peers-assign-same-value': unsorted('Two policies on one target that assign the same setting'),
};
