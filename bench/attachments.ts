// `node attachments.js ours|bare N`: a stack with N attachments, a hundred to a policy, through `AppliedPlan` or as bare
// resources of cdktf. Prints the milliseconds and the peak of memory of the whole process.
import { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy/index.js';
import { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { AppliedPlan } from '../modules/constructs/applied-plan.js';
import type { PlannedPolicy } from '../modules/policy/plan/plan.js';

const perPolicy = 100;
const content = { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T0COMPANY1'] } } } } };
const text = JSON.stringify(content);

const [way, count] = process.argv.slice(2);
const stack = new TerraformStack(new App(), 'attachments');
new AwsProvider(stack, 'aws', { region: 'us-east-1' });
const policies = Array.from({ length: Number(count) / perPolicy }, (_, index) => `policy-${index}`);
if (way === 'ours') new AppliedPlan(stack, 'chat', { plan: { policies: policies.map(planned) } });
else for (const name of policies) bare(name);
stack.node.root instanceof App && stack.node.root.synth();
process.stdout.write(
  JSON.stringify({ ms: performance.now(), megabytes: process.resourceUsage().maxRSS / 1024 }),
);

function accounts(name: string): string[] {
  const first = 100_000_000_000 + Number(name.slice('policy-'.length)) * perPolicy;
  return Array.from({ length: perPolicy }, (_, index) => String(first + index));
}

function planned(name: string): PlannedPolicy {
  return {
    id: name,
    name,
    type: 'CHATBOT_POLICY',
    description: '',
    tags: {},
    content,
    text,
    targets: accounts(name).map((id) => ({ kind: 'id', id })),
    retention: { skipDestroy: false, preventDestroy: false },
    attachAfter: [],
  };
}

function bare(name: string): void {
  const policy = new OrganizationsPolicy(stack, name, { name, type: 'CHATBOT_POLICY', content: text });
  for (const targetId of accounts(name)) {
    new OrganizationsPolicyAttachment(stack, `${name}-${targetId}`, { policyId: policy.id, targetId });
  }
}
