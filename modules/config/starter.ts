import { placeholderWorkspace } from '../analysis/check-environment.js';

/**
 * The configuration that `init` writes, with the name of an organization file where there is one. It passes `check` and
 * `plan` unchanged; its comments explain the settings.
 */
export const starterConfiguration = (
  organization?: string,
): string => `# yaml-language-server: $schema=./node_modules/cdktf-chat-guardrails/schema.json
#
# What chat can do in your organization. \`chat-guardrails check\` finds mistakes, \`chat-guardrails plan\` shows the
# policies that this file defines, \`chat-guardrails init --deploy\` prepares their deployment.
version: 1

# The organization file, written by \`chat-guardrails collect\`. With it, targets are checked and deployed by ID, the
# attachments of other policies count towards quotas, and chat policies can have exceptions.
${organization === undefined ? '# organization: organization.json' : `organization: ${/^[\w./-]+$/.test(organization) ? organization : JSON.stringify(organization)}`}

# Chat policies define which chat applications can be connected: platforms, workspaces, channels, roles.
chatPolicies:
  - name: slack-only
    description: One Slack workspace, private channels, an IAM role for each member
    targets: root # root, an OU by its path of names (Workloads/Prod), or an ID (ou-..., '123456789012')
    default: disabled # for platforms without a setting of their own
    slack:
      client: enabled
      workspaces: [${placeholderWorkspace}] # yours, from its address: app.slack.com/client/T…; \`all\` for any
      channelTypes: [private] # private, public
      roleSettings: [user_role] # user_role: each member an IAM role; channel_role: one for the channel
    microsoftTeams: disabled
    # What child policies can change: none, all, or a list of assign, append and remove.
    # children: none

# Guardrails deny actions from chat. They are service control policies that apply only to chat sessions.
guardrails:
  - name: no-database-deletion
    description: Denies deleting databases from chat
    targets: root
    deny: # denied actions
      - rds:DeleteDBCluster
      - rds:DeleteDBInstance

  - name: no-automation
    description: Denies starting automation from chat, because it runs in a role that guardrails do not apply to
    targets: root
    deny:
      - batch:SubmitJob
      - codebuild:StartBuild
      - codepipeline:StartPipelineExecution
      - ecs:RunTask
      - glue:StartJobRun
      - lambda:InvokeFunction
      - ssm:SendCommand
      - ssm:StartAutomationExecution
      - states:StartExecution

  # - name: runbooks-only
  #   targets: [Workloads/Prod]
  #   allowOnly: # the only actions that are not denied
  #     - ssm:StartAutomationExecution
  #     - ssm:GetAutomationExecution
  #   exceptFrom: { configurations: [dba-*] } # exempt chat configurations

# Where Terraform keeps its state: none, or one of local, cloud, s3 and remote.
# backend:
#   cloud: { organization: example, workspace: chat-guardrails }

# provider:
#   profile: management
`;

/** The organization file that `init --organization` writes: made-up IDs, and comments that name where the real ones are. */
export const starterOrganization = `{
  "$comment": "Replace the made-up IDs and names; add accounts and OUs, nested as in AWS. The console shows them under AWS Organizations, AWS accounts. A policy that the file does not list counts as not attached. A deployment needs the real IDs.",
  "version": 1,
  "$comment id": "aws organizations describe-organization",
  "id": "o-exampleorgid",
  "managementAccountId": "111111111111",
  "enabledPolicyTypes": ["SERVICE_CONTROL_POLICY", "CHATBOT_POLICY"],
  "root": {
    "$comment": "aws organizations list-roots: the ID, and the enabled policy types",
    "id": "r-ab12",
    "name": "Root",
    "policies": ["p-FullAWSAccess"],
    "accounts": [{ "id": "111111111111", "name": "management", "policies": ["p-FullAWSAccess"] }],
    "organizationalUnits": [
      {
        "$comment": "aws organizations list-organizational-units-for-parent --parent-id r-ab12",
        "id": "ou-ab12-workload",
        "name": "Workloads",
        "policies": ["p-FullAWSAccess"],
        "$comment accounts": "aws organizations list-accounts-for-parent --parent-id ou-ab12-workload",
        "accounts": [{ "id": "222222222222", "name": "production", "policies": ["p-FullAWSAccess"] }]
      }
    ]
  },
  "$comment policies": "aws organizations list-policies --filter CHATBOT_POLICY, and SERVICE_CONTROL_POLICY; then list-targets-for-policy and describe-policy",
  "policies": {
    "p-FullAWSAccess": {
      "name": "FullAWSAccess",
      "type": "SERVICE_CONTROL_POLICY",
      "awsManaged": true,
      "content": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }
    }
  }
}
`;
