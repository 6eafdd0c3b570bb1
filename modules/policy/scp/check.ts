import type { ActionCatalogue } from '../action-catalogue.js';
import { awsLimits } from '../limits.js';
import { type Finding, finding, hasErrors } from '../problems/problem.js';
import { checkDocumentSize } from '../text/check-document-size.js';
import { duplicateKeys } from '../text/duplicate-keys.js';
import { foundValue } from '../text/found-value.js';
import { type ParsedJson, parseJson } from '../text/parse-json.js';
import type { Member, ObjectNode, SyntaxNode } from '../text/syntax-tree.js';
import { checkStatement } from './check-statement.js';
import { memberOf, unknownElement, wrongType } from './element.js';
import { warnAboutServiceControlPolicy } from './warnings.js';

/**
 * Returns an error, with its path, for every reason for which AWS rejects a service control policy. The language is
 * that of September 2025: IAM's without principals. `warnAboutServiceControlPolicy` reports what AWS does not
 * document, `checkServiceControlPolicyText` also checks the size.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
export function checkServiceControlPolicy(tree: SyntaxNode): Finding[] {
  if (tree.kind !== 'object') return [wrongType(tree, [], 'policy')];
  const findings = duplicateKeys(tree, []);
  for (const member of tree.members) {
    if (!rootElements.includes(member.key)) findings.push(unknownElement(member, [], rootElements));
  }
  findings.push(...checkVersion(tree));
  const statements = memberOf(tree, 'Statement');
  if (statements === undefined) {
    const at = { path: [], offset: tree.offset };
    findings.push(finding('missing-key', 'error', at, { rule: 'statements' }));
  } else findings.push(...checkStatements(statements));
  return findings;
}

const rootElements = ['Version', 'Id', 'Statement'];

/** The versions of the policy language. Only the first is documented for service control policies. */
const versions = ['2012-10-17', '2008-10-17'];

/** A missing version and the old one are not known to be refused: `warnAboutUnconfirmedElements`. */
function checkVersion(tree: ObjectNode): Finding[] {
  const value = memberOf(tree, 'Version')?.value;
  if (value === undefined || (value.kind === 'string' && versions.includes(value.value))) return [];
  return [finding('policy-version', 'error', { path: ['Version'], offset: value.offset }, foundValue(value))];
}

function checkStatements({ value }: Member): Finding[] {
  if (value.kind === 'object') return checkStatement(value, ['Statement']);
  if (value.kind !== 'array') return [wrongType(value, ['Statement'], 'statements')];
  if (value.items.length === 0) {
    const at = { path: ['Statement'], offset: value.offset };
    return [finding('invalid-value', 'error', at, { rule: 'no-statements' })];
  }
  return value.items.flatMap((item, index) => {
    const path = ['Statement', index];
    return item.kind === 'object' ? checkStatement(item, path) : [wrongType(item, path, 'statement')];
  });
}

/**
 * Checks the text of a service control policy: an error for every reason for which AWS rejects it, or else warnings
 * about likely mistakes. With a catalogue it also checks the names of actions and condition keys. Findings have
 * offsets in the text. Never throws.
 * @example
 * ```ts
 * import { loadActionCatalogue } from 'cdktf-chat-guardrails/actions';
 * import { checkServiceControlPolicyText } from 'cdktf-chat-guardrails/policy';
 *
 * checkServiceControlPolicyText(text, loadActionCatalogue());
 * ```
 */
export function checkServiceControlPolicyText(
  text: string,
  catalogue?: ActionCatalogue,
  limit = awsLimits.serviceControlPolicy.documentCharacters,
  { tree, findings }: ParsedJson = parseJson(text),
): Finding[] {
  const errors = [
    ...findings,
    ...(tree === undefined ? [] : checkServiceControlPolicy(tree)),
    ...checkDocumentSize(text, limit),
  ];
  if (tree === undefined || hasErrors(errors)) return errors;
  return [...errors, ...warnAboutServiceControlPolicy(tree, catalogue)];
}
