import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';
import { taggedChanges } from './tagged-changes.js';

export const onlyTaggedResources: Guardrail = {
  id: 'only-tagged-resources',
  group: 'scope',
  requirement: 'From chat nobody changes a resource that carries none of the tags.',
  notes: [
    'It holds for everyday changes to one resource, listed below. Creating something, and actions on several resources at once, are left alone: other guardrails are for those.',
  ],
  parameters: [
    { name: 'tags', required: true, sentence: 'Resources that carry one of these tags may be changed.' },
  ],
  statements: ({ tags }) => [deny(taggedChanges, { conditions: { StringNotEquals: withoutTags(tags) } })],
  denies: {
    says: 'stop an instance whose tag says something else',
    action: 'ec2:StopInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
    context: { 'aws:ResourceTag/ChatOps': ['forbidden'] },
    with: { tags: { ChatOps: ['allowed'] } },
  },
  leavesAlone: {
    says: 'stop an instance that carries it',
    action: 'ec2:StopInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
    context: { 'aws:ResourceTag/ChatOps': ['allowed'] },
    with: { tags: { ChatOps: ['allowed'] } },
  },
};

/** True only where no tag has one of its values: the keys of one block must all hold, and a missing one does. */
function withoutTags(tags: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(tags).map(([key, values]) => [`aws:ResourceTag/${key}`, values]));
}
