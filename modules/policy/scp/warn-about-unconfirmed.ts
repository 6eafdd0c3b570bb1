import { awsRegions } from '../aws-regions.js';
import { partsOf } from '../pattern/policy-text.js';
import { type Finding, finding } from '../problems/problem.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import type { Path } from '../text/path.js';
import type { Member, SyntaxNode } from '../text/syntax-tree.js';
import { isLikeArn } from './check-statement.js';
import type { ConditionOperator } from './condition-operator.js';
import { memberOf } from './element.js';
import { ipRange } from './ip-range.js';
import type { ConditionNode, ElementNode, StatementNode, TextNode } from './statement-nodes.js';
import { valueTypeOf } from './value-type.js';

/**
 * Warnings about what AWS's documentation of service control policies leaves open, or calls invalid without saying that
 * AWS refuses it. Some of it is known to be refused in other types of policies only.
 */
export function warnAboutUnconfirmedElements(
  tree: SyntaxNode,
  statements: readonly StatementNode[],
): Finding[] {
  return [
    ...checkVersion(tree),
    ...checkPolicyId(tree),
    ...checkStatementIds(statements),
    ...statements.flatMap((statement) => [
      ...checkNotEmpty(statement.actions, 'Action'),
      ...checkNotEmpty(statement.resources, 'Resource'),
      ...statement.actions.texts.flatMap(checkAction),
      ...statement.resources.texts.flatMap(checkResource),
      ...checkConditionsNotEmpty(statement),
      ...statement.conditions.flatMap(checkCondition),
      ...checkKeyCase(statement.conditions),
    ]),
  ];
}

function unconfirmed(
  { path, offset }: { readonly path: Path; readonly offset: number },
  facts: ProblemFacts<'unconfirmed'>,
): Finding {
  return finding('unconfirmed', 'warning', { path, offset }, facts);
}

/** A missing version and the old one were accepted in resource control policies (captured answer). */
function checkVersion(tree: SyntaxNode): Finding[] {
  if (tree.kind !== 'object') return [];
  const value = memberOf(tree, 'Version')?.value;
  if (value === undefined)
    return [unconfirmed({ path: [], offset: tree.offset }, { rule: 'version-missing' })];
  if (value.kind !== 'string' || value.value === '2012-10-17') return [];
  const at = { path: ['Version'], offset: value.offset };
  return [unconfirmed(at, { rule: 'version-old', found: value.value })];
}

function checkPolicyId(tree: SyntaxNode): Finding[] {
  const id = tree.kind === 'object' ? memberOf(tree, 'Id') : undefined;
  return id === undefined ? [] : [unconfirmed({ path: ['Id'], offset: id.offset }, { rule: 'policy-id' })];
}

function checkStatementIds(statements: readonly StatementNode[]): Finding[] {
  const seen = new Set<string>();
  return statements.flatMap(({ node, path }) => {
    const value = memberOf(node, 'Sid')?.value;
    if (value?.kind !== 'string') return [];
    const at = { path: [...path, 'Sid'], offset: value.offset };
    if (value.value === '') return [unconfirmed(at, { rule: 'empty-sid' })];
    const isDuplicate = seen.has(value.value);
    seen.add(value.value);
    return isDuplicate ? [unconfirmed(at, { rule: 'duplicate-sid', found: value.value })] : [];
  });
}

function checkNotEmpty({ texts, negated, member, path }: ElementNode, key: 'Action' | 'Resource'): Finding[] {
  if (texts.length > 0) return [];
  return [unconfirmed({ path, offset: member.value.offset }, { rule: 'empty-element', key, negated })];
}

function checkAction(action: TextNode): Finding[] {
  const { text } = action;
  if (text === '*' || /^[a-z0-9*?-]+:[a-z0-9_*?-]+$/i.test(text)) return [];
  return [unconfirmed(action, { rule: 'action-form', action: text })];
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
function checkResource(node: TextNode): Finding[] {
  const resource = node.text;
  const broken = checkVariables(node);
  if (resource === '*' || broken.length > 0) return broken;
  const parts = resource.split(':');
  const [start, partition = '', service = '', region = ''] = parts;
  if (parts.slice(0, 5).some((part) => part.includes('${'))) {
    return [unconfirmed(node, { rule: 'resource-variable', resource })];
  }
  if (start !== 'arn' || (parts.length < 6 && !resource.endsWith('*'))) {
    return [unconfirmed(node, { rule: 'resource-parts', resource })];
  }
  if (!/[*?]/.test(partition) && !Object.hasOwn(awsRegions.partitions, partition)) {
    return [unconfirmed(node, { rule: 'resource-partition', resource, found: partition })];
  }
  if (/[*?]/.test(service)) return [unconfirmed(node, { rule: 'resource-service', resource })];
  if (/^\**$/.test(region) || !hasNoRegion(service, parts.slice(5).join(':'))) return [];
  return [unconfirmed(node, { rule: 'resource-region', resource, region })];
}

/**
 * Whether the ARNs of a resource have no Region. Buckets and objects have none; access points and jobs of S3 have one.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
function hasNoRegion(service: string, resource: string): boolean {
  if (service === 'iam') return true;
  return (
    service === 's3' &&
    !/^([a-z-]*[*?]|(accesspoint|job|storage-lens|storage-lens-group|access-grants|async-request|accesspointobject)[/:])/.test(
      resource,
    )
  );
}

function checkConditionsNotEmpty({ node, path }: StatementNode): Finding[] {
  const condition = memberOf(node, 'Condition')?.value;
  if (condition?.kind !== 'object') return [];
  const empty = (key: readonly string[], offset: number): Finding =>
    unconfirmed({ path: [...path, 'Condition', ...key], offset }, { rule: 'empty-condition' });
  if (condition.members.length === 0) return [empty([], condition.offset)];
  return condition.members.flatMap(({ key, value }) =>
    value.kind === 'object' && value.members.length === 0 ? [empty([key], value.offset)] : [],
  );
}

function checkCondition({ operator, operatorMember, path, key, member, values }: ConditionNode): Finding[] {
  const at = { path: path.slice(0, -1), offset: operatorMember.offset };
  const found = operatorMember.key;
  const findings: Finding[] = [];
  if (operator.name !== found) {
    findings.push(unconfirmed(at, { rule: 'operator-case', found, expected: operator.name }));
  }
  if (operator.comparison === 'Null' && operator.set !== undefined) {
    findings.push(unconfirmed(at, { rule: 'null-set', found }));
  }
  if (values.length === 0) {
    const place = { path, offset: member.value.offset };
    findings.push(unconfirmed(place, { rule: 'no-values', key, negated: operator.negated }));
  }
  return [...findings, ...values.flatMap((value) => checkValue(operator, value))];
}

/** IAM refuses in its own policies what is not of the operator's type (captured answers). */
function checkValue({ comparison }: ConditionOperator, value: TextNode): Finding[] {
  const found = value.text;
  const type = valueTypeOf(comparison);
  if (type === undefined) return comparison === 'ArnLike' ? checkArn(value) : checkVariables(value);
  const facts = { found, operator: comparison };
  if (found.includes('${')) return [unconfirmed(value, { rule: 'value-variable', ...facts })];
  if (type.parse(found) === undefined) return [unconfirmed(value, { rule: 'value-type', ...facts })];
  return comparison === 'IpAddress' ? checkAddress(value) : [];
}

function checkArn(value: TextNode): Finding[] {
  const broken = checkVariables(value);
  if (broken.length > 0 || isLikeArn(value.text)) return broken;
  return [unconfirmed(value, { rule: 'value-type', found: value.text, operator: 'ArnLike' })];
}

/** IPv6 addresses that IAM refuses in its own policies (captured answers). */
function checkAddress(value: TextNode): Finding[] {
  const found = value.text;
  const range = ipRange(found);
  if (range?.width !== 128) return [];
  if (found.includes('.')) return [unconfirmed(value, { rule: 'dotted-quad', found })];
  const hostBits = (1n << BigInt(range.width - range.prefix)) - 1n;
  return (range.value & hostBits) === 0n ? [] : [unconfirmed(value, { rule: 'host-bits', found })];
}

function checkVariables(value: TextNode): Finding[] {
  return partsOf(value.text).flatMap((part) =>
    part.kind === 'broken'
      ? [unconfirmed(value, { rule: 'broken-variable', found: part.text, cause: part.cause })]
      : [],
  );
}

/** The case of condition keys does not matter: two that differ only by it are one key. */
function checkKeyCase(conditions: readonly ConditionNode[]): Finding[] {
  const seen = new Map<Member, Map<string, string>>();
  return conditions.flatMap(({ operatorMember, key, member, path }) => {
    const keys = seen.get(operatorMember) ?? new Map<string, string>();
    seen.set(operatorMember, keys);
    const other = keys.get(key.toLowerCase());
    keys.set(key.toLowerCase(), key);
    if (other === undefined) return [];
    return [unconfirmed({ path, offset: member.offset }, { rule: 'key-case', key, other })];
  });
}
