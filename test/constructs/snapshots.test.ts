import { type TerraformStack, TerraformVariable } from 'cdktf';
import { AppliedPlan } from '../../modules/constructs/applied-plan.js';
import { ChatPolicy } from '../../modules/constructs/chat-policy.js';
import { Guardrail } from '../../modules/constructs/guardrail.js';
import { plannedPolicy } from '../support/planned-policy.js';
import { type Block, type Synthesized, synthesized, testStack } from '../support/synthesis.js';

/**
 * What a stack becomes, with the documents of policies parsed as far as they are JSON without tokens. The source and the
 * version of the provider are the bindings' own.
 */
function pinned(fill: (stack: TerraformStack) => void): Synthesized {
  const stack = testStack();
  fill(stack);
  const json = synthesized(stack);
  const parsed = (block: Block): Block => {
    const { '//': _, content, ...rest } = block;
    return typeof content !== 'string' || content.includes('${')
      ? { ...rest, content }
      : { ...rest, content: JSON.parse(content) };
  };
  const policies = Object.entries(json.resource['aws_organizations_policy'] ?? {});
  return {
    ...json,
    terraform: {
      ...json.terraform,
      required_providers: Object.keys(json.terraform['required_providers'] ?? {}),
    },
    resource: {
      ...json.resource,
      aws_organizations_policy: Object.fromEntries(
        policies.map(([address, block]) => [address, parsed(block)]),
      ),
    },
  };
}

// Addresses are public API: a snapshot that changes here is a major version, and a star in the changelog.
describe('what the constructs become, to the letter', () => {
  test('a chat policy on the root, a unit and a token', () => {
    const json = pinned((stack) => {
      const account = new TerraformVariable(stack, 'account', { type: 'string' }).stringValue;
      new ChatPolicy(stack, 'slack-only', {
        targets: ['root', 'Workloads/Prod', account],
        description: 'Slack and nothing else',
        tags: { owner: 'platform' },
        default: { assign: 'disabled' },
        slack: { client: { assign: 'enabled' }, workspaces: { assign: ['T0COMPANY1'] } },
        preventDestroy: true,
      });
    });
    expect(json.resource['aws_organizations_policy']?.['slack-only_F6A34075']).toMatchObject({
      content: { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T0COMPANY1'] } } } } },
    });
    expect(json).toMatchSnapshot();
  });

  test('a guardrail for one platform that exempts an account', () => {
    const json = pinned((stack) => {
      new Guardrail(stack, 'no-deletion', {
        targets: ['ou-ab12-workload1'],
        deny: ['rds:DeleteDBCluster', 'dynamodb:DeleteTable'],
        from: { platforms: ['slack'] },
        except: ['444444444444'],
        skipDestroy: true,
        checkPrerequisites: false,
      });
    });
    expect(Object.values(json.resource['aws_organizations_policy'] ?? {})).toMatchObject([
      {
        content: { Statement: [{ Effect: 'Deny', Action: ['dynamodb:DeleteTable', 'rds:DeleteDBCluster'] }] },
      },
    ]);
    expect(json).toMatchSnapshot();
  });

  test('a plan of two chat policies in an accepted order and a service control policy', () => {
    const json = pinned((stack) => {
      const targets = [{ kind: 'root' } as const];
      const plan = {
        policies: [
          plannedPolicy('second', { targets, attachAfter: ['first'] }),
          plannedPolicy('first', { targets }),
          plannedPolicy('guardrail', { targets, type: 'SERVICE_CONTROL_POLICY', content: { Statement: [] } }),
        ],
      };
      new AppliedPlan(stack, 'chat', { plan });
    });
    const attachments = json.resource['aws_organizations_policy_attachment'] ?? {};
    const [second] = Object.keys(attachments).filter((address) => address.startsWith('chat_second'));
    expect(attachments[second ?? '']).toMatchObject({
      depends_on: [expect.stringContaining('chat_first_target_root')],
      lifecycle: { replace_triggered_by: [expect.stringContaining('chat_second_order')] },
    });
    expect(json).toMatchSnapshot();
  });
});
