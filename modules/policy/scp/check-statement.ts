import { type Finding, finding } from '../problems/problem.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import { foundValue } from '../text/found-value.js';
import type { Path } from '../text/path.js';
import { suggest } from '../text/suggest.js';
import type { Member, ObjectNode, SyntaxNode } from '../text/syntax-tree.js';
import { conditionOperator, plainOperators } from './condition-operator.js';
import { memberOf, unknownElement, wrongType } from './element.js';

const elements = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const principals = ['Principal', 'NotPrincipal'];

/** An error for every reason for which AWS refuses a statement. */
export function checkStatement(node: ObjectNode, path: Path): Finding[] {
  const findings: Finding[] = [];
  for (const member of node.members) {
    const { key, offset } = member;
    if (principals.includes(key))
      findings.push(finding('principal-in-scp', 'error', { path: [...path, key], offset }, { key }));
    else if (!elements.includes(key)) findings.push(unknownElement(member, path, elements));
  }
  const sid = memberOf(node, 'Sid');
  if (sid !== undefined) findings.push(...checkSid(sid.value, [...path, 'Sid']));
  findings.push(
    ...checkEffect(node, path),
    ...checkEither(node, path, 'Action', checkAction),
    ...checkEither(node, path, 'Resource', checkResource),
  );
  const condition = memberOf(node, 'Condition');
  if (condition !== undefined) findings.push(...checkCondition(condition.value, [...path, 'Condition']));
  return findings;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function checkSid(node: SyntaxNode, path: Path): Finding[] {
  if (node.kind !== 'string') return [wrongType(node, path, 'string')];
  const { value: found, offset } = node;
  if (/^[A-Za-z0-9]*$/.test(found)) return [];
  const nearest = found.replace(/[^A-Za-z0-9]/g, '');
  return [
    finding('invalid-sid', 'error', { path, offset }, { found, ...(nearest === '' ? {} : { nearest }) }),
  ];
}

function checkEffect(node: ObjectNode, path: Path): Finding[] {
  const value = memberOf(node, 'Effect')?.value;
  if (value === undefined) return [missing(node, path, 'Effect')];
  if (value.kind === 'string' && (value.value === 'Allow' || value.value === 'Deny')) return [];
  const folded = value.kind === 'string' ? value.value.trim().toLowerCase() : '';
  const at = { path: [...path, 'Effect'], offset: value.offset };
  const facts = { rule: 'effect', ...foundValue(value) } as const;
  const expected = folded === 'allow' ? 'Allow' : folded === 'deny' ? 'Deny' : undefined;
  return [finding('invalid-value', 'error', at, expected === undefined ? facts : { ...facts, expected })];
}

type CheckText = (text: string, at: { readonly path: Path; readonly offset: number }) => Finding[];

/** Checks an element or its `Not…` twin: exactly one of the two, with a string or a list of strings. */
function checkEither(
  node: ObjectNode,
  path: Path,
  element: 'Action' | 'Resource',
  checkText: CheckText,
): Finding[] {
  const present = [memberOf(node, element), memberOf(node, `Not${element}`)].filter(
    (one) => one !== undefined,
  );
  if (present.length === 0) return [missing(node, path, element)];
  const findings = present.flatMap(({ key, value }) => {
    const here = [...path, key];
    const items = value.kind === 'array' ? value.items : [value];
    return items.flatMap((item, index): Finding[] => {
      const at = value.kind === 'array' ? [...here, index] : here;
      if (item.kind !== 'string') return [wrongType(item, at, 'strings')];
      return checkText(item.value, { path: at, offset: item.offset });
    });
  });
  const [first, second] = present;
  if (first === undefined || second === undefined) return findings;
  const at = { path: [...path, second.key], offset: second.offset };
  const facts = { rule: 'not-element', key: second.key, other: first.key } as const;
  return [finding('conflicting-keys', 'error', at, facts), ...findings];
}

function missing(node: ObjectNode, path: Path, key: 'Effect' | 'Action' | 'Resource'): Finding {
  return finding('missing-key', 'error', { path, offset: node.offset }, { rule: 'statement-element', key });
}

/** `service:Action`, or asterisks alone. */
const checkAction: CheckText = (action, at) => {
  const actions = actionsInText(action);
  if (actions.length > 1) {
    return [finding('invalid-action', 'error', at, { rule: 'several-actions', action, actions })];
  }
  if (/^\*+$/.test(action) || /^[^:]+:./s.test(action)) return [];
  const nearest = nearestAction(action);
  const facts: ProblemFacts<'invalid-action'> = { rule: 'form', action };
  return [finding('invalid-action', 'error', at, nearest === undefined ? facts : { ...facts, nearest })];
};

/**
 * The actions in a string that was meant to be a list: separated by commas, semicolons or white space, with the hyphens
 * of a YAML list or without. At most one item where the string is a single action or a command.
 */
export function actionsInText(text: string): readonly string[] {
  const words = text.split(/[\s,;]/).map((word) => word.replace(/^["'[]+|["'\]]+$/g, ''));
  const actions = words.filter((word) => /^[a-z0-9*?-]+:[a-z0-9*?]+$/i.test(word));
  const isList = actions.length > 1 || /^[^\s:]+:[^\s:]+\s*[,;]/.test(text);
  return isList ? words.filter((word) => /\w/.test(word) && !/^(and|or)$/i.test(word)) : actions;
}

/** The action that was probably meant: all of a service, or that of an AWS CLI command, whose names mostly agree. */
function nearestAction(text: string): string | undefined {
  if (/^(all|any|everything)$/i.test(text)) return '*';
  if (/^[a-z0-9-]+:?$/.test(text)) return `${text.replace(':', '')}:*`;
  if (/^[a-z0-9-]+[./][A-Z][A-Za-z0-9]*$/.test(text)) return text.replace(/[./]/, ':');
  const [, service, command] = /^(?:@?aws +)?([a-z0-9-]+) +([a-z][a-z0-9-]*)( |$)/.exec(text) ?? [];
  if (service === undefined || command === undefined) return undefined;
  return `${service}:${command.replace(/(?:^|-)([a-z0-9]?)/g, (_, letter: string) => letter.toUpperCase())}`;
}

/** An ARN, or a pattern that can match one. */
const checkResource: CheckText = (resource, at) =>
  isLikeArn(resource) ? [] : [finding('invalid-resource', 'error', at, { resource })];

/** Whether a text can match ARNs by the way it starts. */
export function isLikeArn(text: string): boolean {
  return /^(arn:|(a|ar|arn|)[*?]|\$\{)/.test(text);
}

/** An error for every reason for which AWS refuses a `Condition`: operator, then condition key, then values. */
function checkCondition(node: SyntaxNode, path: Path): Finding[] {
  if (node.kind !== 'object') return [wrongType(node, path, 'operators')];
  return node.members.flatMap((member) => {
    const here = [...path, member.key];
    if (conditionOperator(member.key) === undefined) return [unknownOperator(member, here)];
    if (member.value.kind !== 'object') return [wrongType(member.value, here, 'condition-keys')];
    return member.value.members.flatMap((key) => checkKey(key, [...here, key.key]));
  });
}

function unknownOperator({ key, offset }: Member, path: Path): Finding {
  const [, set = '', plain = ''] = /^(ForAnyValue:|ForAllValues:|)(.*)$/is.exec(key) ?? [];
  const base = plain.replace(/IfExists$/i, '');
  const isNull = base.toLowerCase() === 'null';
  const near = isNull ? 'Null' : suggest(base, plainOperators);
  const suffix = isNull ? '' : plain.slice(base.length);
  const nearest = near === undefined ? {} : { nearest: `${set}${near}${suffix}` };
  return finding('unknown-operator', 'error', { path, offset }, { found: key, isNull, ...nearest });
}

function checkKey({ key, offset, value }: Member, path: Path): Finding[] {
  const findings: Finding[] = [];
  if (!/^[^:]+:./s.test(key))
    findings.push(finding('invalid-condition-key', 'error', { path, offset }, { key }));
  const values = value.kind === 'array' ? value.items : [value];
  values.forEach((item, index) => {
    if (item.kind !== 'object' && item.kind !== 'array' && item.kind !== 'null') return;
    findings.push(wrongType(item, value.kind === 'array' ? [...path, index] : path, 'condition-values'));
  });
  return findings;
}
