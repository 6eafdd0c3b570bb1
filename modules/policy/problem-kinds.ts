/**
 * Every kind of problem with its title. Each has a page `docs/problems/<kind>.md`; a kind is part of the
 * public surface: renaming one is a breaking change.
 */
export const problemKinds = {
  // Text
  'not-utf-8': 'A file that is no text',
  'json-syntax': 'Text that is not JSON',
  'json-byte-order-mark': 'A byte-order mark at the start of the text',
  'json-comment': 'A comment in JSON',
  'json-trailing-comma': 'A comma before a closing bracket',
  'json-lone-surrogate': 'Half of a character in JSON',
  'json-too-deep': 'A document nested deeper than any policy can be',
  'duplicate-key': 'One key twice in an object',
  'unknown-document': 'A file that is none of the documents this tool reads',
  // Chat policies: what AWS refuses
  'unknown-key': 'A key that is not known here',
  'missing-key': 'A required key is missing',
  'wrong-type': 'A value of the wrong type',
  'invalid-value': 'A value that is not allowed here',
  'invalid-workspace-id': 'Not a Slack workspace id',
  'invalid-tenant-id': 'Not a Microsoft Teams tenant id',
  'invalid-team-id': 'Not a Microsoft Teams team id',
  'misplaced-wildcard': 'A wildcard where AWS takes none',
  'operator-not-allowed': 'An inheritance operator where AWS takes none',
  'missing-operator': 'A value without an inheritance operator',
  'invalid-child-control': 'A list of operators for child policies that AWS refuses',
  'document-too-large': 'A policy document over the limit of AWS',
  // Catalogue of guardrails: what a configuration says below `use` and `with`
  'unknown-guardrail': 'A guardrail that the catalogue does not have',
  'unknown-parameter': 'A parameter that a guardrail does not have',
  'missing-parameter': 'A parameter that a guardrail needs is missing',
  'invalid-parameter': 'A value that a parameter of a guardrail does not take',
  'guardrail-spread': 'A guardrail too long for one policy',
  // Chat policies: what AWS takes and nobody means
  'child-control-leaves-open': 'A lock on a container that leaves the settings under it open',
  'enabled-without-list': 'A platform enabled without saying for which workspaces or tenants',
  'override-not-allowed': 'An override for a workspace or team that is not allowed',
  'empty-list': 'An empty list of allowed values',
  'repeated-item': 'One value twice in a list',
  'shuts-out-everybody': 'A policy that disables every chat application',
  'chime-ended': 'Amazon Chime, a service that ended',
  'long-list': 'More entries than the documentation of AWS allows',
  'ignored-operator': 'An operator that AWS accepts and ignores',
  unconfirmed: 'Something of which it is not known whether AWS takes it',
  'operator-forbidden-by-parent': 'An operator that a policy above forbids, which AWS ignores silently',
  'peers-assign-same-value': 'Two policies on one target that assign the same setting',
  // Organization files
  'invalid-organization': 'An organization file that contradicts itself',
  'organization-version': 'An organization file of another version',
  'duplicate-id': 'One id twice in an organization file',
  'unknown-policy': 'A policy id that is not among the policies',
  // Targets
  'invalid-target': 'Text that names nothing a policy could be attached to',
  // Configuration files: what cannot be read
  'yaml-syntax': 'Text that is not YAML',
  'yaml-not-supported': 'YAML that a configuration does without',
  'yaml-alias-expansion': 'Aliases that stand for more than any configuration holds',
  'empty-configuration': 'A configuration file without anything in it',
  'conflicting-keys': 'Keys that exclude each other',
  'unreadable-document': 'A file that the configuration names and that cannot be read',
  'normalised-id': 'An id that is written in another case in the policy',
  'shared-state': 'Two environments that keep their state in one place',
  'unknown-wave': 'A wave that the rollout does not have',
  'wave-not-named': 'A staged rollout without the wave that is meant',
  // Plans: what cannot be deployed as it is written
  'invalid-name': 'A policy name that AWS or Terraform refuses',
  'invalid-description': 'A description that AWS refuses',
  'invalid-tag': 'A tag that AWS refuses',
  'duplicate-policy-name': 'Two policies of one name',
  'colliding-names': 'Two names that become one address in Terraform',
  'unknown-target': 'A target that is not in the organization',
  'duplicate-target': 'One target twice',
  'too-many-attachments': 'More policies on one target than AWS allows',
  'too-many-policies': 'More policies in an organization than AWS allows',
  'existing-without-target': 'An attachment that exists and that the plan does not have',
  'outdated-spelling': 'A spelling that was kept and no longer says the same',
  'unknown-attachment-order': 'An order of attachment that cannot be kept',
  'except-needs-organization': 'Excepted accounts of a chat policy without an organization file',
  'except-leaves-nothing': 'Exceptions that leave a policy no target',
  'except-outside-targets': 'An excepted account that the targets do not hold',
  'except-accounts-to-come': 'Accounts that come later and that a policy with exceptions does not reach',
  'except-too-many-targets': 'Exceptions that tear a policy into too many attachments',
  'only-management-account':
    'A guardrail that binds nobody, because its only target is the management account',
  // Exceptions and acknowledgements
  'exception-expired': 'An exception past its last day',
  'exception-ends-soon': 'An exception that ends within thirty days',
  'unused-acknowledgement': 'An acknowledgement of a problem that is not there',
  // Service control policies: what AWS refuses
  'policy-version': 'A service control policy without the version 2012-10-17',
  'principal-in-scp': 'A principal in a service control policy',
  'invalid-sid': 'A statement id with other characters than letters and digits',
  'invalid-action': 'Text that is no action',
  'invalid-resource': 'Text that is no ARN',
  'unknown-operator': 'A condition operator that AWS does not have',
  'invalid-condition-key': 'Text that is no condition key',
  // Service control policies: names that the list of actions does not have
  'unknown-service': 'A service that AWS does not have',
  'unknown-action': 'An action that AWS does not have',
  'wildcard-matches-nothing': 'A pattern of actions that fits none',
  'unknown-condition-key': 'A condition key that AWS does not have',
  // Service control policies: what AWS takes and nobody means
  'inverted-action-list': 'A denial of everything but the actions it names',
  'binds-outside-chat': 'A denial for chat that binds people outside chat',
  'short-source-arn': 'A pattern for chat configurations with fewer than six parts',
  'unmatched-source-arn': 'A pattern that is the ARN of no chat configuration',
  'wildcard-in-equals': 'An asterisk where it is no wildcard',
  'impossible-from-chat': 'An action denied to chat that chat can never run',
  'region-deny-stops-chat': 'A denial outside some Regions that stops the chat service itself',
  'ways-around': 'A denial that chat may get around by starting something',
  // Import: what exists and becomes a configuration
  'not-imported': 'Something that exists and that the import could not carry over',
  'import-gap': 'Something that the configuration needs and that its source does not say',
  'left-alone': 'A policy that somebody else keeps',
  // Saved plans of Terraform
  'not-a-terraform-plan': 'A file that is no saved plan of Terraform as JSON',
  'unknown-until-apply': 'Something that Terraform knows only after the plan is applied',
  'plan-of-another-organization': 'A plan of Terraform and an organization file that do not belong together',
} as const;

/** The kind of a problem; stable across minor versions. */
export type ProblemKind = keyof typeof problemKinds;
