import type { ActionCatalogue } from '../action-catalogue.js';
import { awsLimits } from '../limits.js';
import { type Finding, hasErrors } from '../problems/problem.js';
import { checkDocumentSize } from '../text/check-document-size.js';
import { parseJson } from '../text/parse-json.js';
import { quoted } from '../text/quote.js';
import { describeNode, type Member, type ObjectNode, type SyntaxNode } from '../text/syntax-tree.js';
import { checkStatement } from './check-statement.js';
import { duplicateKeys, memberOf, unknownElement, wrongType } from './element.js';
import { warnAboutServiceControlPolicy } from './warnings.js';

/**
 * Everything for which AWS would refuse a service control policy, each an error with its place. The language is
 * that of September 2025: all of IAM's without principals. Of what AWS's documentation leaves open there is nothing
 * here; `warnAboutUnconfirmedElements` has it. Sizes are counted on the text: `checkServiceControlPolicyText`.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
export function checkServiceControlPolicy(tree: SyntaxNode): Finding[] {
  if (tree.kind !== 'object') return [wrongType(tree, [], 'an object with `Version` and `Statement`')];
  const findings = duplicateKeys(tree, []);
  for (const member of tree.members) {
    if (!rootElements.includes(member.key)) findings.push(unknownElement(member, [], rootElements));
  }
  findings.push(...checkVersion(tree));
  const statements = memberOf(tree, 'Statement');
  if (statements === undefined) {
    findings.push({
      kind: 'missing-key',
      severity: 'error',
      path: [],
      offset: tree.offset,
      message: 'the element `Statement` is missing; a policy consists of statements',
      help: 'add `"Statement": […]`',
    });
  } else findings.push(...checkStatements(statements));
  return findings;
}

const rootElements = ['Version', 'Id', 'Statement'];
const version = '2012-10-17';

function checkVersion(tree: ObjectNode): Finding[] {
  const member = memberOf(tree, 'Version');
  const help = `write \`"Version": "${version}"\``;
  if (member === undefined) {
    const message = 'the element `Version` is missing; every service control policy must have it';
    return [{ kind: 'policy-version', severity: 'error', path: [], offset: tree.offset, message, help }];
  }
  const { value } = member;
  if (value.kind === 'string' && value.value === version) return [];
  const found = describeNode(value, quoted);
  const message = `found ${found}; AWS expects \`${version}\` in every service control policy`;
  return [
    { kind: 'policy-version', severity: 'error', path: ['Version'], offset: value.offset, message, help },
  ];
}

function checkStatements({ value }: Member): Finding[] {
  if (value.kind === 'object') return checkStatement(value, ['Statement']);
  if (value.kind !== 'array') return [wrongType(value, ['Statement'], 'a statement or a list of statements')];
  if (value.items.length === 0) {
    const message = 'the list is empty; AWS expects at least one statement';
    const at = { path: ['Statement'], offset: value.offset };
    return [{ kind: 'invalid-value', severity: 'error', ...at, message, help: 'add a statement' }];
  }
  return value.items.flatMap((item, index) => {
    const path = ['Statement', index];
    return item.kind === 'object' ? checkStatement(item, path) : [wrongType(item, path, 'a statement')];
  });
}

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
