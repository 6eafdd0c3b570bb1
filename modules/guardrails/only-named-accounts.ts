import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

export const onlyNamedAccounts: Guardrail = {
  id: 'only-named-accounts',
  group: 'scope',
  requirement: 'From chat nobody reaches resources of accounts that are not on the list.',
  notes: [
    'Requests that belong to no account, and resources of AWS itself, carry no `aws:ResourceAccount` and are left alone.',
    'It is about the account of the resource. To bind only channels of some accounts, say so with `from`.',
  ],
  parameters: [
    { name: 'accounts', required: true, sentence: 'The accounts whose resources chat may reach.' },
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
    says: 'send to a queue of another account',
    action: 'sqs:SendMessage',
    resource: 'arn:aws:sqs:eu-west-1:999999999999:orders',
    context: { 'aws:ResourceAccount': ['999999999999'] },
    with: { accounts: ['123456789012'] },
  },
  leavesAlone: {
    says: 'send to a queue of an account on the list',
    action: 'sqs:SendMessage',
    resource: 'arn:aws:sqs:eu-west-1:123456789012:orders',
    context: { 'aws:ResourceAccount': ['123456789012'] },
    with: { accounts: ['123456789012'] },
  },
};
