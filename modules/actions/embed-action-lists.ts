import { deflateRawSync } from 'node:zlib';
import data from './aws-commands.json';
import { compactLists } from './compact-lists.js';
import { iamData } from './load-action-catalogue.js';

/**
 * Returns AWS's lists of actions and AWS CLI commands as the report page embeds them: JSON, deflated, in base64. It
 * reads the whole catalogue.
 * @example
 * ```ts
 * import { embedActionLists } from 'cdktf-chat-guardrails/actions';
 * import { renderPage } from 'cdktf-chat-guardrails/report';
 *
 * renderPage({ organization, problems: [], exceptions: [], actionLists: embedActionLists() });
 * ```
 */
export function embedActionLists(): string {
  const text = JSON.stringify(compactLists(iamData(), data));
  return deflateRawSync(text, { level: 9 }).toString('base64');
}
