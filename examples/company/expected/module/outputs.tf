output "policies" {
  description = "The ID and the ARN of every policy"
  value = {
    company-chat = {
      arn = aws_organizations_policy.company-chat.arn
      id  = aws_organizations_policy.company-chat.id
    }
    production-chat = {
      arn = aws_organizations_policy.production-chat.arn
      id  = aws_organizations_policy.production-chat.id
    }
    no-network-changes = {
      arn = aws_organizations_policy.no-network-changes.arn
      id  = aws_organizations_policy.no-network-changes.id
    }
    european-regions = {
      arn = aws_organizations_policy.european-regions.arn
      id  = aws_organizations_policy.european-regions.id
    }
    look-but-do-not-touch = {
      arn = aws_organizations_policy.look-but-do-not-touch.arn
      id  = aws_organizations_policy.look-but-do-not-touch.id
    }
    no-database-deletion = {
      arn = aws_organizations_policy.no-database-deletion.arn
      id  = aws_organizations_policy.no-database-deletion.id
    }
    no-instance-termination = {
      arn = aws_organizations_policy.no-instance-termination.arn
      id  = aws_organizations_policy.no-instance-termination.id
    }
    no-automation-from-teams = {
      arn = aws_organizations_policy.no-automation-from-teams.arn
      id  = aws_organizations_policy.no-automation-from-teams.id
    }
  }
}

output "attachments" {
  description = "The IDs of the attachments, by policy and target"
  value = {
    company-chat             = { for target, attachment in aws_organizations_policy_attachment.company-chat : target => attachment.id }
    production-chat          = { for target, attachment in aws_organizations_policy_attachment.production-chat : target => attachment.id }
    no-network-changes       = { for target, attachment in aws_organizations_policy_attachment.no-network-changes : target => attachment.id }
    european-regions         = { for target, attachment in aws_organizations_policy_attachment.european-regions : target => attachment.id }
    look-but-do-not-touch    = { for target, attachment in aws_organizations_policy_attachment.look-but-do-not-touch : target => attachment.id }
    no-database-deletion     = { for target, attachment in aws_organizations_policy_attachment.no-database-deletion : target => attachment.id }
    no-instance-termination  = { for target, attachment in aws_organizations_policy_attachment.no-instance-termination : target => attachment.id }
    no-automation-from-teams = { for target, attachment in aws_organizations_policy_attachment.no-automation-from-teams : target => attachment.id }
  }
}
