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
  return deflateText(JSON.stringify(compactLists(iamData(), data)));
}

/** Returns a text deflated, in base64: what the report page inflates. */
export function deflateText(text: string): string {
  return deflateRawSync(text).toString('base64');
}
