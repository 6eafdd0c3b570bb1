import { leavingFile } from '../../modules/export/leaving-file.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { plannedPolicy } from '../support/planned-policy.js';

const plan = {
  policies: [plannedPolicy('slack ${x}', { targets: [{ kind: 'unit', names: ['Workloads', 'Prod'] }] })],
};

/** What CDKTF would have written for the plan. */
function stack(over: JsonObject = {}): JsonObject {
  return {
    output: {
      policies: { value: { 'slack $${x}': { id: '${aws_organizations_policy.chat_slack_1.id}' } } },
      attachments: {
        value: { 'slack $${x}': { 'Workloads/Prod': '${aws_organizations_policy_attachment.chat_on_2.id}' } },
      },
    },
    resource: {
      aws_organizations_policy: { chat_slack_1: {} },
      aws_organizations_policy_attachment: { chat_on_2: {} },
      terraform_data: { chat_order_3: {} },
    },
    provider: { aws: [{ region: 'us-east-1', default_tags: [{ tags: { a: '$${b}' } }] }] },
    terraform: { backend: { local: { path: '../../../terraform.prod.tfstate' } } },
    ...over,
  };
}

function leaving(synthesized: JsonObject): string {
  const caller = leavingFile(plan, synthesized);
  if ('mismatch' in caller) throw new Error(caller.mismatch);
  return caller.file.text;
}

test('policies and attachments move from the addresses of the stack to those of the module', () => {
  expect(leaving(stack())).toContain(
    [
      'moved {',
      '  from = aws_organizations_policy.chat_slack_1',
      '  to   = module.chat_guardrails.aws_organizations_policy.slack_x_',
      '}',
      '',
      'moved {',
      '  from = aws_organizations_policy_attachment.chat_on_2',
      '  to   = module.chat_guardrails.aws_organizations_policy_attachment.slack_x_["Workloads/Prod"]',
      '}',
    ].join('\n'),
  );
});

test('what the stack remembered of the order is forgotten, not destroyed', () => {
  expect(leaving(stack())).toMatch(
    /removed \{\n {2}from = terraform_data\.chat_order_3\n[^}]*destroy = false/,
  );
});

test('the provider comes along, with blocks where it had blocks', () => {
  expect(leaving(stack())).toContain(
    'provider "aws" {\n  region = "us-east-1"\n\n  default_tags {\n    tags = { a = "$${b}" }\n  }\n}',
  );
});

test('a state file on disk is looked for beside the caller', () => {
  expect(leaving(stack())).toContain('backend "local" {\n    path = "terraform.prod.tfstate"');
});

test('HCP Terraform keeps its workspaces', () => {
  const cloud = { organization: 'example', workspaces: { tags: ['chat'], project: 'Security' } };
  expect(leaving(stack({ terraform: { cloud } }))).toContain(
    'cloud {\n    organization = "example"\n\n    workspaces {\n      tags    = ["chat"]\n      project = "Security"',
  );
});

test.each<[string, JsonObject, string]>([
  [
    'a stack that lacks a policy of the plan is not the one of the plan',
    stack({ output: {} }),
    'the stack has no policy `slack ${x}`',
  ],
  [
    'a stack that holds something else would lose it, and is refused',
    stack({ resource: { aws_s3_bucket: { mine: {} } } }),
    'the stack holds `aws_s3_bucket.mine`, which is not in the plan',
  ],
])('%s', (_, synthesized, mismatch) => {
  expect(leavingFile(plan, synthesized)).toEqual({ mismatch });
});
