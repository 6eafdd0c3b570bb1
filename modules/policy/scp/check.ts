import { type Finding, quoted } from '../problem.js';
import { describeNode, type Member, type ObjectNode, type SyntaxNode } from '../syntax-tree.js';
import { checkStatement } from './check-statement.js';
import { duplicateKeys, memberOf, unknownElement, wrongType } from './element.js';

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
