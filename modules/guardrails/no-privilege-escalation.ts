import { allOf } from './all-of.js';
import type { Guardrail } from './guardrail.js';
import { noFunctionChanges } from './no-function-changes.js';
import { noIdentityChanges } from './no-identity-changes.js';
import { noOrganizationChanges } from './no-organization-changes.js';
import { noRemoteShell } from './no-remote-shell.js';
import { noResourcePolicyChanges } from './no-resource-policy-changes.js';
import { noRolePassing } from './no-role-passing.js';
import { noSecretReading } from './no-secret-reading.js';
import { noStackChanges } from './no-stack-changes.js';

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
  requirement: 'From chat nobody comes by permissions that the chat session does not have.',
  notes: [
    'Functions, runbooks and workflows that exist run under their own roles and may do more than chat: `no-function-invocation`, `no-runbook-starts` and `no-workflow-starts`, or the lists of named ones, close that way too.',
    'It fills nearly a whole policy. With exceptions or conditions it may need two; it is then spread over them.',
  ],
  parameters: [],
  includes: members.map((member) => member.id),
  statements: () => allOf(members),
  denies: {
    says: 'replace the code of a function that has a strong role',
    action: 'lambda:UpdateFunctionCode',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
  leavesAlone: {
    says: 'invoke it',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
};
