import type { Guardrail } from './guardrail.js';
import { noFunctionChanges } from './no-function-changes.js';
import { noIdentityChanges } from './no-identity-changes.js';
import { noOrganizationChanges } from './no-organization-changes.js';
import { noRemoteShell } from './no-remote-shell.js';
import { noResourcePolicyChanges } from './no-resource-policy-changes.js';
import { noRolePassing } from './no-role-passing.js';
import { noSecretReading } from './no-secret-reading.js';
import { noStackChanges } from './no-stack-changes.js';
import { allOf } from './statement.js';

const members = [
  noFunctionChanges,
  noIdentityChanges,
  noOrganizationChanges,
  noRemoteShell,
  noResourcePolicyChanges,
  noRolePassing,
  noSecretReading,
  noStackChanges,
];

export const noPrivilegeEscalation: Guardrail = {
  id: 'no-privilege-escalation',
  group: 'packs',
  requirement:
    'Denies privilege escalation from chat: actions that grant permissions the session does not have.',
  notes: [
    'Existing functions, runbooks and workflows run with their own roles, which may have more permissions. Add `no-function-invocation`, `no-runbook-starts` and `no-workflow-starts`, or allow only named ones.',
    'It fills nearly a whole policy. With exemptions or conditions it may need two policies; the plan splits it.',
  ],
  parameters: [],
  includes: members.map((member) => member.id),
  statements: allOf(members),
  denies: {
    request: 'replace the code of a function with a powerful role',
    action: 'lambda:UpdateFunctionCode',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
  doesNotDeny: {
    request: 'invoke it',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
};
