import type { PlannedPolicy } from '../../modules/policy/plan/plan.js';

/** A chat policy of a plan that says nothing and is attached nowhere, with what a test is about. */
export function plannedPolicy(id: string, about: Partial<PlannedPolicy> = {}): PlannedPolicy {
  const content = about.content ?? { chatbot: {} };
  return {
    id,
    name: id,
    type: 'CHATBOT_POLICY',
    description: '',
    tags: {},
    content,
    text: JSON.stringify(content),
    targets: [],
    retention: { skipDestroy: false, preventDestroy: false },
    attachAfter: [],
    ...about,
  };
}
