/** The configuration that `init` writes: it passes `check` and `plan` as it is, and its comments lead further. */
export const starterConfiguration = `# yaml-language-server: $schema=./node_modules/cdktf-chat-guardrails/schema.json
#
# What chat may do in your organization. \`chat-guardrails check\` finds mistakes, \`chat-guardrails plan\` shows the
# policies that this file stands for, \`cdktf deploy\` makes it so.
version: 1

# A picture of your organization, written by \`chat-guardrails collect\`. With it, targets are checked and deployed by
# their ids, slots that other policies take are counted, and chat policies may have exceptions.
# organization: organization.json

# Chat policies say which chat applications may be connected at all: platforms, workspaces, channels, roles.
chatPolicies:
  - name: slack-only
    description: One Slack workspace, private channels, everyone with a role of their own
    targets: root # root, a unit by its names (Workloads/Prod), or an id (ou-..., '123456789012')
    default: disabled # for every platform that says nothing else
    slack:
      client: enabled
      workspaces: [T0123ABCD] # yours: app.slack.com/client/T0123ABCD; \`all\` for any
      channelTypes: [private] # private, public
      roleSettings: [user_role] # user_role: each member an IAM role; channel_role: one for the channel
    microsoftTeams: disabled
    # What policies further down may change: none, all, or a list of assign, append and remove.
    # children: none

# Guardrails say what may be run from chat. They are service control policies that bind chat and nobody else.
guardrails:
  - name: no-database-deletion
    description: Nobody drops a database from chat
    targets: root
    deny: # what chat may not run
      - rds:DeleteDBCluster
      - rds:DeleteDBInstance

  - name: no-automation
    description: What chat starts acts in a role of its own, which no guardrail binds
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
  #   allowOnly: # the only things that chat may run
  #     - ssm:StartAutomationExecution
  #     - ssm:GetAutomationExecution
  #   exceptFrom: { configurations: [dba-*] } # but not in these chat configurations

# Where Terraform keeps its state: none, or one of local, cloud, s3 and remote.
# backend:
#   cloud: { organization: example, workspace: chat-guardrails }

# provider:
#   profile: management
`;
