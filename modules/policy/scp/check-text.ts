import type { ActionCatalogue } from '../action-catalogue.js';
import { checkDocumentSize } from '../check-document-size.js';
import { awsLimits } from '../limits.js';
import { parseJson } from '../parse-json.js';
import { type Finding, hasErrors } from '../problem.js';
import { checkServiceControlPolicy } from './check.js';
import { warnAboutServiceControlPolicy } from './warnings.js';

/**
 * Checks the text of a service control policy: an error for every reason for which AWS would refuse it, and, when
 * there is none, warnings about what is hardly meant. Actions and condition keys are held against the catalogue
 * when it is given. Findings carry offsets in the text; never throws, whatever the text.
 */
export function checkServiceControlPolicyText(
  text: string,
  catalogue?: ActionCatalogue,
  limit = awsLimits.serviceControlPolicy.documentCharacters,
): Finding[] {
  const { tree, findings } = parseJson(text);
  const errors = [
    ...findings,
    ...(tree === undefined ? [] : checkServiceControlPolicy(tree)),
    ...checkDocumentSize(text, limit),
  ];
  if (tree === undefined || hasErrors(errors)) return errors;
  return [...errors, ...warnAboutServiceControlPolicy(tree, catalogue)];
}
