import type { JsonObject } from '../../modules/policy/text/json.js';
import type { SmallPolicy } from './small-organization.js';

/** A chat policy's name, what it is attached to, and what it says of the workspaces of Slack. */
export type WorkspacesPolicy = readonly [name: string, on: string, setting: JsonObject];

/** Policies of the small organization. */
export function workspacesPolicies(policies: readonly WorkspacesPolicy[]): readonly SmallPolicy[] {
  return policies.map(([name, on, setting]) => ({
    name,
    on: [on],
    content: { chatbot: { platforms: { slack: { workspaces: setting } } } },
  }));
}
