import { matches } from '../pattern/matches.js';
import { tokensOf } from '../pattern/token.js';
import type { Path } from '../text/path.js';
import type { Member, ObjectNode, ScalarNode, SyntaxNode } from '../text/syntax-tree.js';
import { type ConditionOperator, conditionOperator } from './condition-operator.js';
import { memberOf } from './element.js';

/** A statement of a policy without errors of `checkServiceControlPolicy`, with the place of each part. */
export interface StatementNode {
  readonly node: ObjectNode;
  readonly path: Path;
  readonly effect: 'Allow' | 'Deny';
  /** `Action`, or `NotAction` when `negated`. */
  readonly actions: ElementNode;
  readonly resources: ElementNode;
  readonly conditions: readonly ConditionNode[];
}

/** The strings of an element or its `Not…` twin. */
export interface ElementNode {
  readonly negated: boolean;
  readonly member: Member;
  readonly path: Path;
  readonly texts: readonly TextNode[];
}

export interface TextNode {
  readonly text: string;
  readonly path: Path;
  readonly offset: number;
}

/** One key under one operator. */
export interface ConditionNode {
  readonly operatorMember: Member;
  readonly operator: ConditionOperator;
  readonly key: string;
  readonly member: Member;
  readonly path: Path;
  readonly values: readonly TextNode[];
}

/** Whether an action without wildcards is among those of a statement. */
export function containsAction(
  { negated, texts }: { readonly negated: boolean; readonly texts: readonly { readonly text: string }[] },
  action: string,
): boolean {
  const folded = action.toLowerCase();
  return texts.some(({ text }) => matches(tokensOf(text.toLowerCase(), 'string'), folded)) !== negated;
}

/** The statements of a policy; empty for other documents. */
export function statementNodes(tree: SyntaxNode): readonly StatementNode[] {
  const member = tree.kind === 'object' ? memberOf(tree, 'Statement') : undefined;
  if (member === undefined) return [];
  const { value } = member;
  if (value.kind === 'object') return statementNode(value, ['Statement']);
  if (value.kind !== 'array') return [];
  return value.items.flatMap((item, index) =>
    item.kind === 'object' ? statementNode(item, ['Statement', index]) : [],
  );
}

function statementNode(node: ObjectNode, path: Path): readonly StatementNode[] {
  const actions = elementNode(node, path, 'Action');
  const resources = elementNode(node, path, 'Resource');
  const effect = memberOf(node, 'Effect')?.value;
  if (actions === undefined || resources === undefined || effect?.kind !== 'string') return [];
  const allows = effect.value === 'Allow';
  return [
    {
      node,
      path,
      effect: allows ? 'Allow' : 'Deny',
      actions,
      resources,
      conditions: conditionNodes(node, path),
    },
  ];
}

function elementNode(node: ObjectNode, path: Path, element: string): ElementNode | undefined {
  const plain = memberOf(node, element);
  const member = plain ?? memberOf(node, `Not${element}`);
  if (member === undefined) return undefined;
  const here = [...path, member.key];
  return { negated: plain === undefined, member, path: here, texts: textNodes(member.value, here) };
}

function conditionNodes(node: ObjectNode, path: Path): readonly ConditionNode[] {
  const condition = memberOf(node, 'Condition')?.value;
  if (condition?.kind !== 'object') return [];
  return condition.members.flatMap((operatorMember) => {
    const operator = conditionOperator(operatorMember.key);
    if (operator === undefined || operatorMember.value.kind !== 'object') return [];
    return operatorMember.value.members.map((member) => {
      const here = [...path, 'Condition', operatorMember.key, member.key];
      return {
        operatorMember,
        operator,
        key: member.key,
        member,
        path: here,
        values: textNodes(member.value, here),
      };
    });
  });
}

function textNodes(value: SyntaxNode, path: Path): readonly TextNode[] {
  if (value.kind === 'array') return value.items.flatMap((item, index) => textNodes(item, [...path, index]));
  return value.kind === 'object' ? [] : [{ text: textOf(value), path, offset: value.offset }];
}

/** A value as AWS converts it to a string; numbers as they are written. */
function textOf(node: ScalarNode): string {
  return node.kind === 'number' ? node.text : String(node.value);
}
