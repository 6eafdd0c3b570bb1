import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';
import { taggedChanges } from './tagged-changes.js';

export const onlyTaggedResources: Guardrail = {
  id: 'only-tagged-resources',
  group: 'scope',
  requirement: 'Denies changing resources from chat that carry none of the given tags.',
  notes: [
    'It covers common changes to one resource at a time, listed below. It does not cover creating resources and actions on several resources at once.',
  ],
  parameters: [
    { name: 'tags', required: true, description: 'Resources that carry one of these tags can be changed.' },
  ],
  statements: ({ tags }) => [deny(taggedChanges, { conditions: { StringNotEquals: withoutTags(tags) } })],
  denies: {
    request: 'stop an instance whose tag has another value',
    action: 'ec2:StopInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
    context: { 'aws:ResourceTag/ChatOps': ['forbidden'] },
    with: { tags: { ChatOps: ['allowed'] } },
  },
  doesNotDeny: {
    request: 'stop an instance that carries the tag',
    action: 'ec2:StopInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
    context: { 'aws:ResourceTag/ChatOps': ['allowed'] },
    with: { tags: { ChatOps: ['allowed'] } },
  },
};

/** Matches resources that carry none of the tags: all keys of one block must match, and a missing tag matches. */
function withoutTags(tags: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(tags).map(([key, values]) => [`aws:ResourceTag/${key}`, values]));
}
