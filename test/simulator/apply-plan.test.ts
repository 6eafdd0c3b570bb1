import type { Plan, PlannedPolicy } from '../../modules/policy/plan/plan.js';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { applyPlan } from '../../modules/simulator/apply-plan.js';
import { effectiveChatPolicy } from '../../modules/simulator/effective/effective-policy.js';
import {
  root,
  type SmallPolicy,
  smallOrganization,
  smallOrganizationFile,
} from '../support/small-organization.js';

const slack = (client: string): JsonValue => ({
  chatbot: { platforms: { slack: { client: { '@@assign': client } } } },
});
const there = (name: string, client: string): SmallPolicy => ({ name, content: slack(client), on: [root] });

function planned(name: string, client: string): PlannedPolicy {
  const content = slack(client);
  return {
    id: name,
    name,
    type: 'CHATBOT_POLICY',
    description: '',
    tags: {},
    content,
    text: JSON.stringify(content),
    targets: [{ kind: 'root' }],
    retention: { skipDestroy: false, preventDestroy: false },
    attachAfter: [],
  };
}

/** The answer for an account after the plan, in an organization whose order of attachment at the root is not known. */
function after(policies: readonly SmallPolicy[], plan: Plan) {
  const file = smallOrganizationFile(policies);
  const unordered = { ...(file['root'] as object), attachmentOrderKnown: false } as JsonValue;
  const organization = smallOrganization(policies, { root: unordered });
  const answer = effectiveChatPolicy(applyPlan(organization, plan), '222222222222');
  return { effective: answer?.effective, open: answer?.dependsOnAttachmentOrder.length };
}

const only = (client: string) => ({ chatbot: { platforms: { slack: { client } } } });

test('policies of the plan come after the one policy already attached, whose order is known', () => {
  const plan = { policies: [planned('new', 'disabled')] };
  expect(after([there('old', 'enabled')], plan)).toEqual({ effective: only('enabled'), open: 0 });
});

test('an order between two that were there stays unknown', () => {
  const plan = { policies: [planned('new', 'disabled')] };
  const two = [there('one', 'enabled'), there('two', 'disabled')];
  expect(after(two, plan)).toEqual({ effective: only('enabled'), open: 1 });
});

test('a policy that the plan adopts keeps its place', () => {
  const plan = { policies: [planned('two', 'disabled')] };
  const two = [there('one', 'enabled'), there('two', 'enabled')];
  expect(after(two, plan)).toEqual({ effective: only('enabled'), open: 1 });
});
