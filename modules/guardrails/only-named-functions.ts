import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

export const onlyNamedFunctions: Guardrail = {
  id: 'only-named-functions',
  group: 'execution',
  requirement: 'From chat nobody invokes a function that is not on the list.',
  notes: [
    'A version or alias has an ARN of its own: end the pattern with `*` to let all of them in.',
    'A function runs under its own role, without the mark of chat: what it does is bound by no guardrail.',
  ],
  parameters: [{ name: 'resources', required: true, sentence: 'ARNs of the functions that may be invoked.' }],
  statements: ({ resources }) => [
    deny(['lambda:InvokeAsync', 'lambda:InvokeFunction', 'lambda:InvokeFunctionUrl'], {
      exceptResources: resources,
    }),
  ],
  denies: {
    says: 'invoke a function that is not on the list',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:refund',
    with: { resources: ['arn:aws:lambda:*:*:function:resize*'] },
  },
  leavesAlone: {
    says: 'invoke one that is',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
    with: { resources: ['arn:aws:lambda:*:*:function:resize*'] },
  },
};
