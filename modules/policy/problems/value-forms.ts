/** What the value of a setting must look like: what was expected, and what to do. */
interface ValueForm {
  /** Follows `expected`. */
  readonly expected: string;
  readonly help: string;
}

/** The forms of values in a configuration file, by name. */
export const valueForms = {
  'account-id': {
    expected: 'an account ID of twelve digits',
    help: "write it in quotes, with leading zeros: '012345678901'",
  },
  'chat-id': {
    expected: 'the ID of a Slack workspace, or of a Microsoft Teams tenant or team',
    help: 'an ID looks like `T0123ABCD` or `2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b`',
  },
  date: { expected: 'a date (YYYY-MM-DD)', help: 'write a date that exists, e.g. 2027-03-31' },
  duration: { expected: 'a duration from 15 minutes to 12 hours', help: 'write `1h`, `90m` or `1h30m`' },
  'external-id': {
    expected: '2 to 1224 letters, digits and `_+=,.@:/-`',
    help: 'copy the external ID from the trust policy of the role',
  },
  host: { expected: 'a host name', help: 'omit `https://`, as in `tfe.example.com`' },
  'organization-file': {
    expected: 'the path of an organization file',
    help: 'write a path relative to the configuration file, or remove the key',
  },
  'policy-file': {
    expected: 'the path of a JSON file',
    help: 'write a path relative to the configuration file',
  },
  'policy-id': { expected: 'a policy ID', help: 'a policy ID looks like `p-8lqmvzr1`' },
  region: { expected: 'a Region name', help: 'a Region name looks like `us-east-1`' },
  'role-arn': {
    expected: 'the ARN of an IAM role',
    help: 'a role ARN looks like `arn:aws:iam::123456789012:role/deploy`',
  },
  'role-session-name': {
    expected: '2 to 64 letters, digits and `_+=,.@-`',
    help: 'AWS STS accepts no other session names',
  },
  's3-bucket': {
    expected: 'a bucket name',
    help: 'name the bucket that holds the state; a name has letters, digits, `.`, `-` and `_`, and no `s3://`',
  },
  's3-key': {
    expected: 'a key that neither starts nor ends with a slash',
    help: 'write e.g. `chat/prod.tfstate`, or remove the key to use `chat-guardrails/ENVIRONMENT.tfstate`',
  },
  'state-file': {
    expected: 'the path of a file',
    help: 'write a file name, or remove the key to use `terraform.ENVIRONMENT.tfstate`',
  },
  'target-id': {
    expected: 'the ID of the root, an OU or an account',
    help: 'an ID looks like `r-ab12`, `ou-ab12-prod0001` or `012345678901`',
  },
  'terraform-organization': {
    expected: 'the name of a Terraform organization',
    help: 'find it in the URL of its workspaces',
  },
  'terraform-workspace': {
    expected: 'the name of a workspace',
    help: 'name the workspace that holds the state',
  },
  'terraform-workspace-prefix': {
    expected: 'a prefix of workspace names',
    help: 'for a single workspace write `workspace`',
  },
  'terraform-workspace-tag': { expected: 'a workspace tag', help: 'write the name of the tag' },
  url: { expected: 'a URL', help: 'a URL looks like `https://organizations.us-east-1.amazonaws.com`' },
  'version-constraint': {
    expected: 'a Terraform version constraint',
    help: 'write `>= 5.69.0, < 7.0.0` or `~> 6.0`',
  },
} as const satisfies Readonly<Record<string, ValueForm>>;

/** The name of a form that a value must have. */
export type ValueFormName = keyof typeof valueForms;
