import { checkDocumentSize } from '../check-document-size.js';
import { awsLimits } from '../limits.js';
import { parseJson } from '../parse-json.js';
import { type Finding, hasErrors } from '../problem.js';
import { checkChatPolicy } from './check.js';
import { warnAboutChatPolicy } from './warnings.js';

/**
 * Checks the text of a chat policy as AWS would: an error for every reason to refuse it, and warnings about what
 * AWS takes but nobody means. Findings carry offsets in the text; never throws, whatever the text.
 */
export function checkChatPolicyText(
  text: string,
  limit = awsLimits.chatPolicy.documentCharacters,
): Finding[] {
  const { tree, findings } = parseJson(text);
  const errors = [
    ...findings,
    ...(tree === undefined ? [] : checkChatPolicy(tree)),
    ...checkDocumentSize(text, limit),
  ];
  return tree === undefined || hasErrors(errors) ? errors : [...errors, ...warnAboutChatPolicy(tree)];
}
