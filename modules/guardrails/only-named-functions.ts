import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

export const onlyNamedFunctions: Guardrail = {
  id: 'only-named-functions',
  group: 'execution',
  requirement: 'Denies invoking functions from chat that are not on the list.',
  notes: [
    'A version or alias has its own ARN: end the pattern with `*` to include them all.',
    'A function runs with its own role. Its requests do not carry `aws:ChatbotSourceArn`, so no guardrail applies to what it does.',
  ],
  parameters: [
    { name: 'resources', required: true, description: 'ARNs of the functions that can be invoked.' },
  ],
  statements: ({ resources }) => [
    deny(['lambda:InvokeAsync', 'lambda:InvokeFunction', 'lambda:InvokeFunctionUrl'], {
      exceptResources: resources,
    }),
  ],
  denies: {
    request: 'invoke a function that is not on the list',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:refund',
    with: { resources: ['arn:aws:lambda:*:*:function:resize*'] },
  },
  doesNotDeny: {
    request: 'invoke a listed function',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
    with: { resources: ['arn:aws:lambda:*:*:function:resize*'] },
  },
};
