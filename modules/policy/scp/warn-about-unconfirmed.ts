import { partsOf } from '../pattern/policy-text.js';
import type { Finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { quoted } from '../text/quote.js';
import type { Member, SyntaxNode } from '../text/syntax-tree.js';
import type { Comparison } from './condition-operator.js';
import { memberOf } from './element.js';
import type { ConditionNode, ElementNode, StatementNode, TextNode } from './statement-nodes.js';
import { valueTypeOf } from './value-type.js';

/**
 * What AWS's documentation of service control policies leaves open, or calls wrong without saying that AWS refuses
 * it: warnings, since a document must not be called wrong on a guess.
 */
export function warnAboutUnconfirmedElements(
  tree: SyntaxNode,
  statements: readonly StatementNode[],
): Finding[] {
  return [
    ...rootId(tree),
    ...statementIds(statements),
    ...statements.flatMap((statement) => [
      ...emptyList(statement.actions, 'action'),
      ...emptyList(statement.resources, 'resource'),
      ...statement.actions.texts.flatMap(doubtfulAction),
      ...statement.resources.texts.flatMap(doubtfulResource),
      ...emptyConditions(statement),
      ...statement.conditions.flatMap(doubtfulCondition),
      ...keysTwice(statement.conditions),
    ]),
  ];
}

const unknown = 'it is not known whether AWS takes that';

function doubt(at: { readonly path: Path; readonly offset: number }, message: string, help: string): Finding {
  return { kind: 'unconfirmed', severity: 'warning', path: at.path, offset: at.offset, message, help };
}

function rootId(tree: SyntaxNode): Finding[] {
  const id = tree.kind === 'object' ? memberOf(tree, 'Id') : undefined;
  if (id === undefined) return [];
  const message = `\`Id\`, which the documentation of service control policies does not have; ${unknown}`;
  return [doubt({ path: ['Id'], offset: id.offset }, message, 'remove it')];
}

function statementIds(statements: readonly StatementNode[]): Finding[] {
  const seen = new Set<string>();
  return statements.flatMap(({ node, path }) => {
    const value = memberOf(node, 'Sid')?.value;
    if (value?.kind !== 'string') return [];
    const at = { path: [...path, 'Sid'], offset: value.offset };
    if (value.value === '') return [doubt(at, `an empty statement id; ${unknown}`, 'remove it')];
    const twice = seen.has(value.value);
    seen.add(value.value);
    if (!twice) return [];
    const message = `the statement id ${quoted(value.value)} stands in this policy already, which IAM policies may not have; ${unknown}`;
    return [doubt(at, message, 'give each statement an id of its own')];
  });
}

function emptyList({ texts, negated, member, path }: ElementNode, noun: 'action' | 'resource'): Finding[] {
  if (texts.length > 0) return [];
  const meaning = negated ? `it means every ${noun}` : 'the statement does nothing';
  const message = `an empty list of ${noun}s: ${meaning}, if AWS takes it`;
  return [
    doubt({ path, offset: member.value.offset }, message, `name ${noun}s, or write \`"*"\` for all of them`),
  ];
}

function doubtfulAction(action: TextNode): Finding[] {
  const { text } = action;
  if (text === '*' || /^[a-z0-9*?-]+:[a-z0-9_*?-]+$/i.test(text)) return [];
  const message = `${quoted(text)} is written as no action of AWS is; ${unknown}`;
  return [doubt(action, message, 'an action is `service:Action`, in letters and digits')];
}

function doubtfulResource(resource: TextNode): Finding[] {
  const { text } = resource;
  const variables = doubtfulVariables(resource);
  if (text === '*' || variables.length > 0) return variables;
  const five = text.split(':').slice(0, 5);
  if (five.some((part) => part.includes('${'))) {
    const message = `${quoted(text)} has a variable before the fifth colon, where AWS takes none`;
    return [doubt(resource, message, 'use a variable only in the last part of the ARN')];
  }
  if (text.startsWith('arn:') && (text.split(':').length >= 6 || text.endsWith('*'))) return [];
  const message = `${quoted(text)} has fewer than the six parts of an ARN; ${unknown}`;
  return [
    doubt(resource, message, 'write `arn:partition:service:region:account:resource`; parts may be `*`'),
  ];
}

function emptyConditions({ node, path }: StatementNode): Finding[] {
  const condition = memberOf(node, 'Condition')?.value;
  if (condition?.kind !== 'object') return [];
  const empty = (key: readonly string[], offset: number): Finding =>
    doubt({ path: [...path, 'Condition', ...key], offset }, `an empty condition; ${unknown}`, 'remove it');
  if (condition.members.length === 0) return [empty([], condition.offset)];
  return condition.members.flatMap(({ key, value }) =>
    value.kind === 'object' && value.members.length === 0 ? [empty([key], value.offset)] : [],
  );
}

function doubtfulCondition(condition: ConditionNode): Finding[] {
  const { operator, operatorMember, path, member, values } = condition;
  const at = { path: path.slice(0, -1), offset: operatorMember.offset };
  const findings: Finding[] = [];
  if (operator.name !== operatorMember.key) {
    const message = `AWS spells the operator \`${operator.name}\`; its documentation does not say that case does not matter`;
    findings.push(doubt(at, message, `write \`${operator.name}\``));
  }
  if (operator.comparison === 'Null' && operator.set !== undefined) {
    findings.push(doubt(at, `\`${operator.set}\` has no meaning with \`Null\``, 'write `Null`'));
  }
  if (values.length === 0) {
    const message = `no value for ${quoted(condition.key)}: ${operator.negated ? 'the condition is always true' : 'the condition is never true'}, if AWS takes it`;
    findings.push(doubt({ path, offset: member.value.offset }, message, 'name values, or remove the key'));
  }
  return [...findings, ...values.flatMap((value) => doubtfulValue(operator.comparison, value))];
}

function doubtfulValue(comparison: Comparison, value: TextNode): Finding[] {
  const type = valueTypeOf(comparison);
  if (type === undefined) return doubtfulVariables(value);
  if (value.text.includes('${')) {
    const message = `${quoted(value.text)} holds a variable, which AWS takes only with operators on texts and ARNs`;
    return [doubt(value, message, `\`${comparison}\` compares with ${type.name}`)];
  }
  if (type.parse(value.text) !== undefined) return [];
  const message = `found ${quoted(value.text)}; \`${comparison}\` compares with ${type.name}`;
  return [doubt(value, message, 'AWS does not say what it makes of other values')];
}

function doubtfulVariables(value: TextNode): Finding[] {
  return partsOf(value.text).flatMap((part) =>
    part.kind === 'broken'
      ? [
          doubt(
            value,
            `${quoted(part.text)} is ${part.reason}; ${unknown}`,
            "write `${aws:username}` or `${aws:username, 'default'}`; `${$}` is a dollar sign",
          ),
        ]
      : [],
  );
}

/** Names of condition keys have no case: two that differ only by it are one key. */
function keysTwice(conditions: readonly ConditionNode[]): Finding[] {
  const seen = new Map<Member, Map<string, string>>();
  return conditions.flatMap(({ operatorMember, key, member, path }) => {
    const keys = seen.get(operatorMember) ?? new Map<string, string>();
    seen.set(operatorMember, keys);
    const other = keys.get(key.toLowerCase());
    keys.set(key.toLowerCase(), key);
    if (other === undefined || other === key) return [];
    const message = `the key ${quoted(key)} differs only by case from ${quoted(other)}, and AWS ignores the case of keys; ${unknown}`;
    return [doubt({ path, offset: member.offset }, message, 'join the two')];
  });
}
