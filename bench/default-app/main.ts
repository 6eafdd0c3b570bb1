import { DataAwsOrganizationsOrganization } from '@cdktf/provider-aws/lib/data-aws-organizations-organization';
import {
  OrganizationsPolicy,
  type OrganizationsPolicyConfig,
} from '@cdktf/provider-aws/lib/organizations-policy';
import { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

class CompanyStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'us-east-1' });
    new DataAwsOrganizationsOrganization(this, 'organization');
    const root = 'r-c0mp';
    const security = 'ou-c0mp-security';
    const workloads = 'ou-c0mp-workload';
    const production = 'ou-c0mp-producti';

    this.policy('company-chat', root, {
      type: 'CHATBOT_POLICY',
      description: 'The chat applications that the company uses',
      tags: { owner: 'platform-team' },
      content: JSON.stringify({
        chatbot: {
          platforms: {
            slack: {
              client: { '@@assign': 'enabled' },
              workspaces: { '@@assign': ['T0COMPANY1', 'T0PARTNERS'] },
              default: {
                supported_channel_types: { '@@assign': ['private'] },
                supported_role_settings: { '@@assign': ['user_role'] },
              },
              overrides: {
                T0PARTNERS: {
                  supported_channel_types: { '@@assign': ['private', 'public'] },
                  supported_role_settings: { '@@assign': ['channel_role'] },
                },
              },
            },
            microsoft_teams: {
              client: { '@@assign': 'enabled' },
              tenants: {
                '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b': {
                  '@@assign': ['0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e'],
                },
              },
              default: { supported_role_settings: { '@@assign': ['user_role'] } },
            },
          },
          default: { client: { '@@assign': 'disabled' } },
        },
      }),
    });
    this.policy('production-chat', production, {
      type: 'CHATBOT_POLICY',
      description: "Production is run from the company's own workspace",
      tags: { owner: 'platform-team' },
      content: JSON.stringify({
        chatbot: {
          platforms: {
            slack: {
              '@@operators_allowed_for_child_policies': ['@@none'],
              client: { '@@operators_allowed_for_child_policies': ['@@none'] },
              workspaces: {
                '@@operators_allowed_for_child_policies': ['@@none'],
                '@@remove': ['T0PARTNERS'],
              },
              default: {
                '@@operators_allowed_for_child_policies': ['@@none'],
                supported_channel_types: { '@@operators_allowed_for_child_policies': ['@@none'] },
                supported_role_settings: { '@@operators_allowed_for_child_policies': ['@@none'] },
              },
              overrides: {
                '@@operators_allowed_for_child_policies': ['@@none'],
                T0PARTNERS: {
                  '@@operators_allowed_for_child_policies': ['@@none'],
                  supported_channel_types: { '@@operators_allowed_for_child_policies': ['@@none'] },
                  supported_role_settings: { '@@operators_allowed_for_child_policies': ['@@none'] },
                },
              },
            },
          },
        },
      }),
    });
    this.policy('no-database-deletion', workloads, {
      type: 'SERVICE_CONTROL_POLICY',
      description: 'Nobody deletes a database from chat',
      content: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'NoDatabaseDeletion',
            Effect: 'Deny',
            Action: ['dynamodb:DeleteTable', 'rds:DeleteDBCluster', 'rds:DeleteDBInstance'],
            Resource: '*',
            Condition: {
              ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' },
              ArnNotLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::444444444444:*' },
              Null: { 'aws:ChatbotSourceArn': 'false' },
            },
          },
        ],
      }),
    });
    this.policy('no-instance-termination', production, {
      type: 'SERVICE_CONTROL_POLICY',
      description: 'Nobody terminates instances from chat in production',
      content: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'NoInstanceTermination',
            Effect: 'Deny',
            Action: 'ec2:TerminateInstances',
            Resource: '*',
            Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
          },
        ],
      }),
    });
    this.policy('no-automation-from-teams', workloads, {
      type: 'SERVICE_CONTROL_POLICY',
      description: 'What acts in a role of its own is started from Slack, not from the service desk',
      content: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'NoAutomationFromTeams',
            Effect: 'Deny',
            Action: [
              'batch:SubmitJob',
              'codebuild:StartBuild',
              'codepipeline:StartPipelineExecution',
              'ecs:RunTask',
              'glue:StartJobRun',
              'lambda:InvokeFunction',
              'ssm:SendCommand',
              'ssm:StartAutomationExecution',
              'states:StartExecution',
            ],
            Resource: '*',
            Condition: {
              ArnLike: {
                'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:chat-configuration/microsoft-teams-channel/*',
              },
            },
          },
        ],
      }),
    });
    this.policy('look-but-do-not-touch', security, {
      type: 'SERVICE_CONTROL_POLICY',
      description: 'In the security accounts chat reads findings and metrics',
      content: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'LookButDoNotTouch',
            Effect: 'Deny',
            NotAction: [
              'cloudwatch:Describe*',
              'cloudwatch:Get*',
              'guardduty:Get*',
              'guardduty:List*',
              'securityhub:Describe*',
              'securityhub:Get*',
            ],
            Resource: '*',
            Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
          },
        ],
      }),
    });
    this.policy('european-regions', root, {
      type: 'SERVICE_CONTROL_POLICY',
      description: 'From chat, only the Regions that the company uses',
      content: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'EuropeanRegions',
            Effect: 'Deny',
            NotAction: [
              'account:*',
              'aws-marketplace:*',
              'aws-portal:*',
              'bcm-data-exports:*',
              'billing:*',
              'budgets:*',
              'ce:*',
              'chatbot:*',
              'cloudformation:GetResource',
              'cloudformation:ListResources',
              'cloudfront:*',
              'cloudwatch:Describe*',
              'cloudwatch:Get*',
              'cloudwatch:List*',
              'compute-optimizer:*',
              'consolidatedbilling:*',
              'cost-optimization-hub:*',
              'cur:*',
              'ec2:DescribeRegions',
              'ecr-public:*',
              'freetier:*',
              'globalaccelerator:*',
              'health:*',
              'iam:*',
              'invoicing:*',
              'networkmanager:*',
              'notifications:*',
              'organizations:*',
              'payments:*',
              'pricing:*',
              'purchase-orders:*',
              'q:GenerateCodeFromCommands',
              'q:GetConversation',
              'q:GetIdentityMetadata',
              'q:GetTroubleshootingResults',
              'q:ListConversations',
              'q:PassRequest',
              'q:SendMessage',
              'q:StartConversation',
              'q:StartTroubleshooting*',
              'q:UpdateTroubleshootingCommandResult',
              'resource-explorer-2:BatchGetView',
              'resource-explorer-2:Get*',
              'resource-explorer-2:List*',
              'resource-explorer-2:Search',
              'route53-recovery-cluster:*',
              'route53-recovery-control-config:*',
              'route53-recovery-readiness:*',
              'route53:*',
              'route53domains:*',
              's3:GetAccountPublicAccessBlock',
              's3:GetBucketLocation',
              's3:ListAllMyBuckets',
              'savingsplans:*',
              'shield:*',
              'sts:*',
              'support:*',
              'supportapp:*',
              'supportplans:*',
              'sustainability:*',
              'tax:*',
              'trustedadvisor:*',
              'waf:*',
            ],
            Resource: '*',
            Condition: {
              ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' },
              StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] },
            },
          },
        ],
      }),
    });
    this.policy('no-network-changes', root, {
      type: 'SERVICE_CONTROL_POLICY',
      description: 'Networks are changed from chat by the people on call and nobody else',
      content: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'NoNetworkChanges',
            Effect: 'Deny',
            Action: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:DeleteVpc', 'ec2:ReplaceRoute'],
            Resource: '*',
            Condition: {
              ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' },
              ArnNotLike: {
                'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:chat-configuration/slack-channel/on-call-*',
              },
              Null: { 'aws:ChatbotSourceArn': 'false' },
            },
          },
        ],
      }),
    });
  }

  private policy(name: string, targetId: string, about: Omit<OrganizationsPolicyConfig, 'name'>): void {
    const policy = new OrganizationsPolicy(this, name, { name, ...about });
    new OrganizationsPolicyAttachment(this, `${name}-attachment`, { policyId: policy.id, targetId });
    new TerraformOutput(this, `${name}-id`, { value: policy.id });
    new TerraformOutput(this, `${name}-arn`, { value: policy.arn });
  }
}

const app = new App();
new CompanyStack(app, 'default-app');
app.synth();
