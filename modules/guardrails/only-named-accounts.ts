import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

export const onlyNamedAccounts: Guardrail = {
  id: 'only-named-accounts',
  group: 'scope',
  requirement: 'Denies access from chat to resources of accounts that are not on the list.',
  notes: [
    'It does not cover requests without `aws:ResourceAccount`, such as requests that belong to no account and for resources that AWS owns.',
    'It compares the account of the resource. To apply a guardrail only to the channels of some accounts, use `from`.',
  ],
  parameters: [
    { name: 'accounts', required: true, description: 'The accounts whose resources chat can access.' },
  ],
  statements: ({ accounts }) => [
    deny(['*'], {
      conditions: {
        Null: { 'aws:ResourceAccount': ['false'] },
        StringNotEquals: { 'aws:ResourceAccount': accounts },
      },
    }),
  ],
  denies: {
    request: 'send a message to a queue of another account',
    action: 'sqs:SendMessage',
    resource: 'arn:aws:sqs:eu-west-1:999999999999:orders',
    context: { 'aws:ResourceAccount': ['999999999999'] },
    with: { accounts: ['123456789012'] },
  },
  doesNotDeny: {
    request: 'send a message to a queue of a listed account',
    action: 'sqs:SendMessage',
    resource: 'arn:aws:sqs:eu-west-1:123456789012:orders',
    context: { 'aws:ResourceAccount': ['123456789012'] },
    with: { accounts: ['123456789012'] },
  },
};
