import { DataAwsOrganizationsOrganization } from '@cdktf/provider-aws/lib/data-aws-organizations-organization';
import { DataAwsOrganizationsOrganizationalUnits } from '@cdktf/provider-aws/lib/data-aws-organizations-organizational-units';
import { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy';
import { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

const chat = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } };

class CompanyStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'us-east-1' });
    const organization = new DataAwsOrganizationsOrganization(this, 'organization');
    const root = organization.roots.get(0).id;
    const top = new DataAwsOrganizationsOrganizationalUnits(this, 'top', { parentId: root });
    const unit = (units: DataAwsOrganizationsOrganizationalUnits, name: string): string =>
      `\${one([for unit in ${units.fqn}.children : unit.id if unit.name == "${name}"])}`;
    const workloads = unit(top, 'Workloads');
    const below = new DataAwsOrganizationsOrganizationalUnits(this, 'below', { parentId: workloads });
    const prod = unit(below, 'Prod');

    const policies = [
      this.policy('company-chat', 'CHATBOT_POLICY', [root], {
        chatbot: {
          platforms: {
            slack: {
              client: { '@@assign': 'enabled' },
              workspaces: { '@@assign': ['T0COMPANY1', 'T0VENDORS2'] },
              default: {
                supported_channel_types: { '@@assign': ['private'] },
                supported_role_settings: { '@@assign': ['user_role'] },
              },
              overrides: {
                T0VENDORS2: {
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
            chime: { client: { '@@assign': 'disabled' } },
          },
          default: { client: { '@@assign': 'disabled' } },
        },
      }),
      this.policy('production-chat', 'CHATBOT_POLICY', [prod], {
        chatbot: { platforms: { slack: { workspaces: { '@@remove': ['T0VENDORS2'] } } } },
      }),
      this.deny('no-database-deletion', [workloads], {
        Action: ['dynamodb:DeleteTable', 'rds:DeleteDBCluster', 'rds:DeleteDBInstance'],
      }),
      this.deny('no-instance-termination', [prod], { Action: 'ec2:TerminateInstances' }),
      this.deny('no-automation-from-teams', [workloads], {
        Action: ['lambda:InvokeFunction', 'ssm:StartAutomationExecution'],
      }),
      this.deny('security-reads-only', [unit(top, 'Security')], {
        NotAction: ['cloudwatch:Describe*', 'cloudwatch:Get*', 'logs:FilterLogEvents', 'securityhub:Get*'],
      }),
      this.deny('own-buckets-only', [workloads, unit(top, 'Sandbox')], { Action: 's3:DeleteBucket' }),
      this.deny('no-network-changes', [root], {
        Action: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:DeleteVpc', 'ec2:ReplaceRoute'],
      }),
    ];
    new TerraformOutput(this, 'policies', { value: policies.map((policy) => policy.arn) });
  }

  private deny(name: string, targets: string[], statement: object): OrganizationsPolicy {
    return this.policy(name, 'SERVICE_CONTROL_POLICY', targets, {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Deny', Effect: 'Deny', Resource: '*', Condition: chat, ...statement }],
    });
  }

  private policy(name: string, type: string, targets: string[], content: object): OrganizationsPolicy {
    const policy = new OrganizationsPolicy(this, name, { name, type, content: JSON.stringify(content) });
    targets.forEach((targetId, index) => {
      new OrganizationsPolicyAttachment(this, `${name}-${index}`, { policyId: policy.id, targetId });
    });
    return policy;
  }
}

const app = new App();
new CompanyStack(app, 'default-app');
app.synth();
