# company-chat: attached to root
resource "aws_organizations_policy" "company-chat" {
  name        = "${var.name_prefix}company-chat"
  type        = "CHATBOT_POLICY"
  description = "The chat applications that the company uses"
  tags = merge({
    owner                         = "platform-team"
    "chat-guardrails:environment" = "default"
  }, var.tags)

  content = jsonencode({
    chatbot = {
      platforms = {
        slack = {
          client     = { "@@assign" = "enabled" }
          workspaces = { "@@assign" = ["T0COMPANY1", "T0PARTNERS"] }
          default = {
            supported_channel_types = { "@@assign" = ["private"] }
            supported_role_settings = { "@@assign" = ["user_role"] }
          }
          overrides = {
            T0PARTNERS = {
              supported_channel_types = { "@@assign" = ["private", "public"] }
              supported_role_settings = { "@@assign" = ["channel_role"] }
            }
          }
        }
        microsoft_teams = {
          client = { "@@assign" = "enabled" }
          tenants = {
            "2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b" = { "@@assign" = ["0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e"] }
          }
          default = {
            supported_role_settings = { "@@assign" = ["user_role"] }
          }
        }
      }
      default = {
        client = { "@@assign" = "disabled" }
      }
    }
  })
}

# Records which attachments precede this one. Empty if none do; a change replaces the attachment.
resource "terraform_data" "company-chat_attached_after" {
  for_each = toset(local.targets["company-chat"])
}

resource "aws_organizations_policy_attachment" "company-chat" {
  for_each = toset(local.targets["company-chat"])

  policy_id = aws_organizations_policy.company-chat.id
  target_id = local.target_ids[each.key]
}

# production-chat: attached to Workloads/Production
resource "aws_organizations_policy" "production-chat" {
  name        = "${var.name_prefix}production-chat"
  type        = "CHATBOT_POLICY"
  description = "Production is run from the company's own workspace"
  tags = merge({
    owner                         = "platform-team"
    "chat-guardrails:environment" = "default"
  }, var.tags)

  content = jsonencode({
    chatbot = {
      platforms = {
        slack = {
          "@@operators_allowed_for_child_policies" = ["@@none"]
          client                                   = { "@@operators_allowed_for_child_policies" = ["@@none"] }
          workspaces = {
            "@@operators_allowed_for_child_policies" = ["@@none"]
            "@@remove"                               = ["T0PARTNERS"]
          }
          default = {
            "@@operators_allowed_for_child_policies" = ["@@none"]
            supported_channel_types                  = { "@@operators_allowed_for_child_policies" = ["@@none"] }
            supported_role_settings                  = { "@@operators_allowed_for_child_policies" = ["@@none"] }
          }
          overrides = {
            "@@operators_allowed_for_child_policies" = ["@@none"]
            T0PARTNERS = {
              "@@operators_allowed_for_child_policies" = ["@@none"]
              supported_channel_types                  = { "@@operators_allowed_for_child_policies" = ["@@none"] }
              supported_role_settings                  = { "@@operators_allowed_for_child_policies" = ["@@none"] }
            }
          }
        }
      }
    }
  })
}

# Records which attachments precede this one. Empty if none do; a change replaces the attachment.
resource "terraform_data" "production-chat_attached_after" {
  for_each = toset(local.targets["production-chat"])
}

resource "aws_organizations_policy_attachment" "production-chat" {
  for_each = toset(local.targets["production-chat"])

  policy_id = aws_organizations_policy.production-chat.id
  target_id = local.target_ids[each.key]
}

# no-network-changes: attached to root
resource "aws_organizations_policy" "no-network-changes" {
  name        = "${var.name_prefix}no-network-changes"
  type        = "SERVICE_CONTROL_POLICY"
  description = "Networks are changed from chat by the people on call and nobody else"
  tags        = merge({ "chat-guardrails:environment" = "default" }, var.tags)

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "NoNetworkChanges"
        Effect   = "Deny"
        Action   = ["ec2:AuthorizeSecurityGroupIngress", "ec2:DeleteVpc", "ec2:ReplaceRoute"]
        Resource = "*"
        Condition = {
          ArnLike = { "aws:ChatbotSourceArn" = "arn:aws:chatbot::*:*" }
          ArnNotLike = {
            "aws:ChatbotSourceArn" = "arn:aws:chatbot::*:chat-configuration/slack-channel/on-call-*"
          }
          Null = { "aws:ChatbotSourceArn" = "false" }
        }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "no-network-changes" {
  for_each = toset(local.targets["no-network-changes"])

  policy_id = aws_organizations_policy.no-network-changes.id
  target_id = local.target_ids[each.key]
}

# european-regions: attached to root
resource "aws_organizations_policy" "european-regions" {
  name        = "${var.name_prefix}european-regions"
  type        = "SERVICE_CONTROL_POLICY"
  description = "From chat, only the Regions that the company uses"
  tags        = merge({ "chat-guardrails:environment" = "default" }, var.tags)

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "EuropeanRegions"
        Effect = "Deny"
        NotAction = [
          "account:*",
          "aws-marketplace:*",
          "aws-portal:*",
          "bcm-data-exports:*",
          "billing:*",
          "budgets:*",
          "ce:*",
          "chatbot:*",
          "cloudformation:GetResource",
          "cloudformation:ListResources",
          "cloudfront:*",
          "cloudwatch:Describe*",
          "cloudwatch:Get*",
          "cloudwatch:List*",
          "compute-optimizer:*",
          "consolidatedbilling:*",
          "cost-optimization-hub:*",
          "cur:*",
          "ec2:DescribeRegions",
          "ecr-public:*",
          "freetier:*",
          "globalaccelerator:*",
          "health:*",
          "iam:*",
          "invoicing:*",
          "networkmanager:*",
          "notifications:*",
          "organizations:*",
          "payments:*",
          "pricing:*",
          "purchase-orders:*",
          "q:GenerateCodeFromCommands",
          "q:GetConversation",
          "q:GetIdentityMetadata",
          "q:GetTroubleshootingResults",
          "q:ListConversations",
          "q:PassRequest",
          "q:SendMessage",
          "q:StartConversation",
          "q:StartTroubleshooting*",
          "q:UpdateTroubleshootingCommandResult",
          "resource-explorer-2:BatchGetView",
          "resource-explorer-2:Get*",
          "resource-explorer-2:List*",
          "resource-explorer-2:Search",
          "route53-recovery-cluster:*",
          "route53-recovery-control-config:*",
          "route53-recovery-readiness:*",
          "route53:*",
          "route53domains:*",
          "s3:GetAccountPublicAccessBlock",
          "s3:GetBucketLocation",
          "s3:ListAllMyBuckets",
          "savingsplans:*",
          "shield:*",
          "sts:*",
          "support:*",
          "supportapp:*",
          "supportplans:*",
          "sustainability:*",
          "tax:*",
          "trustedadvisor:*",
          "waf:*",
        ]
        Resource = "*"
        Condition = {
          ArnLike         = { "aws:ChatbotSourceArn" = "arn:aws:chatbot::*:*" }
          StringNotEquals = { "aws:RequestedRegion" = ["eu-central-1", "eu-west-1"] }
        }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "european-regions" {
  for_each = toset(local.targets["european-regions"])

  policy_id = aws_organizations_policy.european-regions.id
  target_id = local.target_ids[each.key]
}

# look-but-do-not-touch: attached to Security
resource "aws_organizations_policy" "look-but-do-not-touch" {
  name        = "${var.name_prefix}look-but-do-not-touch"
  type        = "SERVICE_CONTROL_POLICY"
  description = "In the security accounts chat reads findings and metrics"
  tags        = merge({ "chat-guardrails:environment" = "default" }, var.tags)

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "LookButDoNotTouch"
        Effect = "Deny"
        NotAction = [
          "cloudwatch:Describe*",
          "cloudwatch:Get*",
          "guardduty:Get*",
          "guardduty:List*",
          "securityhub:Describe*",
          "securityhub:Get*",
        ]
        Resource = "*"
        Condition = {
          ArnLike = { "aws:ChatbotSourceArn" = "arn:aws:chatbot::*:*" }
        }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "look-but-do-not-touch" {
  for_each = toset(local.targets["look-but-do-not-touch"])

  policy_id = aws_organizations_policy.look-but-do-not-touch.id
  target_id = local.target_ids[each.key]
}

# no-database-deletion: attached to Workloads
resource "aws_organizations_policy" "no-database-deletion" {
  name        = "${var.name_prefix}no-database-deletion"
  type        = "SERVICE_CONTROL_POLICY"
  description = "Nobody deletes a database from chat"
  tags        = merge({ "chat-guardrails:environment" = "default" }, var.tags)

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "NoDatabaseDeletion"
        Effect   = "Deny"
        Action   = ["dynamodb:DeleteTable", "rds:DeleteDBCluster", "rds:DeleteDBInstance"]
        Resource = "*"
        Condition = {
          ArnLike    = { "aws:ChatbotSourceArn" = "arn:aws:chatbot::*:*" }
          ArnNotLike = { "aws:ChatbotSourceArn" = "arn:aws:chatbot::444444444444:*" }
          Null       = { "aws:ChatbotSourceArn" = "false" }
        }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "no-database-deletion" {
  for_each = toset(local.targets["no-database-deletion"])

  policy_id = aws_organizations_policy.no-database-deletion.id
  target_id = local.target_ids[each.key]
}

# no-instance-termination: attached to Workloads/Production
resource "aws_organizations_policy" "no-instance-termination" {
  name        = "${var.name_prefix}no-instance-termination"
  type        = "SERVICE_CONTROL_POLICY"
  description = "Nobody terminates instances from chat in production"
  tags        = merge({ "chat-guardrails:environment" = "default" }, var.tags)

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "NoInstanceTermination"
        Effect   = "Deny"
        Action   = "ec2:TerminateInstances"
        Resource = "*"
        Condition = {
          ArnLike = { "aws:ChatbotSourceArn" = "arn:aws:chatbot::*:*" }
        }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "no-instance-termination" {
  for_each = toset(local.targets["no-instance-termination"])

  policy_id = aws_organizations_policy.no-instance-termination.id
  target_id = local.target_ids[each.key]
}

# no-automation-from-teams: attached to Workloads
resource "aws_organizations_policy" "no-automation-from-teams" {
  name        = "${var.name_prefix}no-automation-from-teams"
  type        = "SERVICE_CONTROL_POLICY"
  description = "What acts in a role of its own is started from Slack, not from the service desk"
  tags        = merge({ "chat-guardrails:environment" = "default" }, var.tags)

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "NoAutomationFromTeams"
        Effect = "Deny"
        Action = [
          "batch:SubmitJob",
          "codebuild:StartBuild",
          "codepipeline:StartPipelineExecution",
          "ecs:RunTask",
          "glue:StartJobRun",
          "lambda:InvokeFunction",
          "ssm:SendCommand",
          "ssm:StartAutomationExecution",
          "states:StartExecution",
        ]
        Resource = "*"
        Condition = {
          ArnLike = {
            "aws:ChatbotSourceArn" = "arn:aws:chatbot::*:chat-configuration/microsoft-teams-channel/*"
          }
        }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "no-automation-from-teams" {
  for_each = toset(local.targets["no-automation-from-teams"])

  policy_id = aws_organizations_policy.no-automation-from-teams.id
  target_id = local.target_ids[each.key]
}
