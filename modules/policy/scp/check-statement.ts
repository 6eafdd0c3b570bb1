import type { Finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { quoted } from '../text/quote.js';
import { describeNode, type Member, type ObjectNode, type SyntaxNode } from '../text/syntax-tree.js';
import { checkCondition } from './check-condition.js';
import { memberOf, unknownElement, wrongType } from './element.js';

const elements = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const principals = ['Principal', 'NotPrincipal'];

/** Everything for which AWS would refuse a statement. */
export function checkStatement(node: ObjectNode, path: Path): Finding[] {
  const findings: Finding[] = [];
  for (const member of node.members) {
    if (principals.includes(member.key)) findings.push(principal(member, path));
    else if (!elements.includes(member.key)) findings.push(unknownElement(member, path, elements));
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

function principal({ key, offset }: Member, path: Path): Finding {
  return {
    kind: 'principal-in-scp',
    severity: 'error',
    path: [...path, key],
    offset,
    message: `${quoted(key)}, which service control policies do not have; they bind the accounts they are attached to`,
    help: 'remove it; the condition key `aws:PrincipalArn` speaks of who asks, `aws:ChatbotSourceArn` of chat',
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function checkSid(node: SyntaxNode, path: Path): Finding[] {
  if (node.kind !== 'string') return [wrongType(node, path, 'a text')];
  if (/^[A-Za-z0-9]*$/.test(node.value)) return [];
  const letters = node.value.replace(/[^A-Za-z0-9]/g, '');
  return [
    {
      kind: 'invalid-sid',
      severity: 'error',
      path,
      offset: node.offset,
      message: `found ${quoted(node.value)}; AWS takes only letters and digits in a statement id`,
      help: letters === '' ? 'remove it' : `write ${quoted(letters)}`,
    },
  ];
}

function checkEffect(node: ObjectNode, path: Path): Finding[] {
  const member = memberOf(node, 'Effect');
  if (member === undefined) return [missing(node, path, 'Effect')];
  const { value } = member;
  if (value.kind === 'string' && (value.value === 'Allow' || value.value === 'Deny')) return [];
  const folded = value.kind === 'string' ? value.value.trim().toLowerCase() : '';
  const meant = folded === 'allow' ? 'Allow' : folded === 'deny' ? 'Deny' : undefined;
  return [
    {
      kind: 'invalid-value',
      severity: 'error',
      path: [...path, 'Effect'],
      offset: value.offset,
      message: `found ${describeNode(value, quoted)}; AWS expects \`Allow\` or \`Deny\``,
      ...(meant === undefined ? {} : { help: `write \`${meant}\`: AWS minds the case` }),
    },
  ];
}

/** An element or its `Not…` twin: exactly one of the two, with a text or a list of texts. */
function checkEither(
  node: ObjectNode,
  path: Path,
  element: 'Action' | 'Resource',
  checkText: (text: string) => Pick<Finding, 'kind' | 'message' | 'help'> | undefined,
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
      if (item.kind !== 'string') return [wrongType(item, at, 'a text or a list of texts')];
      const problem = checkText(item.value);
      return problem === undefined ? [] : [{ severity: 'error', path: at, offset: item.offset, ...problem }];
    });
  });
  const [, second] = present;
  if (second !== undefined) {
    findings.unshift({
      kind: 'conflicting-keys',
      severity: 'error',
      path: [...path, second.key],
      offset: second.offset,
      message: `\`${element}\` and \`Not${element}\` in one statement; AWS takes one of them`,
      help: 'make two statements of it',
    });
  }
  return findings;
}

function missing(node: ObjectNode, path: Path, element: string): Finding {
  const either = element === 'Effect' ? '`Effect`' : `\`${element}\` or \`Not${element}\``;
  return {
    kind: 'missing-key',
    severity: 'error',
    path,
    offset: node.offset,
    message: `${either} is missing; every statement must have it`,
    help: `add ${either}${element === 'Resource' ? '; `"*"` is every resource' : ''}`,
  };
}

type TextProblem = Pick<Finding, 'kind' | 'message' | 'help'>;

/** `service:Action`, or asterisks alone. */
function checkAction(text: string): TextProblem | undefined {
  if (/^\*+$/.test(text) || /^[^:]+:./s.test(text)) return undefined;
  const help = actionHelp(text);
  return {
    kind: 'invalid-action',
    message: `found ${quoted(text)}; AWS expects \`service:Action\`, or \`*\` for every action`,
    ...(help === undefined ? {} : { help }),
  };
}

/** What may be meant: a service, or a command of the AWS CLI, most of which are called like their action. */
function actionHelp(text: string): string | undefined {
  if (/^[a-z0-9-]+:?$/.test(text)) return `\`${text.replace(':', '')}:*\` is every action of a service`;
  const [, service, command] = /^(?:@?aws +)?([a-z0-9-]+) +([a-z][a-z0-9-]*)( |$)/.exec(text) ?? [];
  if (service === undefined || command === undefined) return undefined;
  const action = command.replace(/(?:^|-)([a-z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
  return `did you mean \`${service}:${action}\`? the case of an action does not count`;
}

/** An ARN, or something that may stand for one. */
function checkResource(text: string): TextProblem | undefined {
  if (/^(arn:|(a|ar|arn|)[*?]|\$\{)/.test(text)) return undefined;
  return {
    kind: 'invalid-resource',
    message: `found ${quoted(text)}; AWS expects an ARN, or \`*\` for every resource`,
    help: 'an ARN has six parts: `arn:aws:s3:::bucket/*`',
  };
}
