import { awsLimits } from '../limits.js';
import type { ChatValue } from '../problems/chat-policy-words.js';
import { type Finding, finding, hasErrors } from '../problems/problem.js';
import { checkDocumentSize } from '../text/check-document-size.js';
import { foundValue } from '../text/found-value.js';
import { type LazyPath, pathOf, under } from '../text/lazy-path.js';
import { type ParsedJson, parseJson } from '../text/parse-json.js';
import { suggest } from '../text/suggest.js';
import type { Member, ObjectNode, SyntaxNode } from '../text/syntax-tree.js';
import { checkKey, parentOf } from './check-key.js';
import { checkWord } from './check-word.js';
import { chatbotGrammar, childControlKey, type Shape, valueOperators } from './grammar.js';
import { warnAboutChatPolicy } from './warnings.js';

/**
 * Returns an error for every reason for which AWS rejects a chat policy: `CreatePolicy` accepts the policy exactly if
 * the list is empty. It does not count the size of the text; `checkChatPolicyText` does.
 */
export function checkChatPolicy(tree: SyntaxNode): Finding[] {
  const findings: Finding[] = [];
  if (tree.kind !== 'object') return [expectedObject(tree, undefined)];
  checkDuplicates(tree, undefined, findings);
  for (const member of tree.members) {
    const key = member.key.toLowerCase();
    const here = under(undefined, member.key);
    if (key === 'chatbot') checkShape(chatbotGrammar, member.value, here, findings);
    else if (key === childControlKey) checkChildControl(member.value, here, findings);
    else if (isValueOperator(key)) checkRootOperator(member, here, findings);
    else findings.push(unknownKey(member, here, ['chatbot']));
  }
  if (!tree.members.some(({ key }) => key.toLowerCase() === 'chatbot')) {
    const place = { path: [], offset: tree.offset };
    findings.push(finding('missing-key', 'error', place, { rule: 'chatbot' }));
  }
  return findings;
}

function checkShape(shape: Shape, node: SyntaxNode, at: LazyPath | undefined, findings: Finding[]): void {
  if (node.kind !== 'object') {
    const isLeaf = shape.kind === 'scalar' || shape.kind === 'list';
    findings.push(isLeaf ? missingOperator(shape, node, at) : expectedObject(node, at, exampleOf(shape)));
    return;
  }
  checkDuplicates(node, at, findings);
  for (const member of node.members) checkMember(shape, member, under(at, member.key), findings);
}

function checkMember(shape: Shape, member: Member, here: LazyPath, findings: Finding[]): void {
  const key = member.key.toLowerCase();
  if (key === childControlKey) checkChildControl(member.value, here, findings);
  else if (isValueOperator(key)) checkValueOperator(shape, key, member, here, findings);
  else if (key.startsWith('@@') || shape.kind === 'scalar' || shape.kind === 'list') {
    findings.push(unknownKey(member, here, [...valueOperators, childControlKey]));
  } else if (shape.kind === 'keyed') {
    checkShape(checkKey(shape, member, here, findings), member.value, here, findings);
  } else {
    const known = Object.hasOwn(shape.keys, key) ? shape.keys : (shape.unconfirmed ?? {});
    const below = Object.hasOwn(known, key) ? known[key] : undefined;
    if (below === undefined) findings.push(unknownKey(member, here, Object.keys(shape.keys)));
    else checkShape(below, member.value, here, findings);
  }
}

function checkValueOperator(
  shape: Shape,
  operator: string,
  { key, offset, value }: Member,
  here: LazyPath,
  findings: Finding[],
): void {
  const place = { path: pathOf(here), offset };
  if (shape.kind === 'fixed' || shape.kind === 'keyed') {
    const example = shape.kind === 'keyed' ? { example: exampleOf(shape) } : {};
    findings.push(finding('operator-not-allowed', 'error', place, { rule: 'container', key, ...example }));
  } else if (shape.kind === 'scalar') {
    const facts = { rule: 'single-value', key, value: shape.word.value } as const;
    if (operator === '@@assign') checkWord(shape.word, value, here, findings);
    else findings.push(finding('operator-not-allowed', 'error', place, facts));
  } else if (value.kind === 'array') {
    for (const [index, item] of value.items.entries()) {
      checkWord(shape.word, item, under(here, index), findings);
    }
  } else {
    const facts = { rule: 'operator-list', operator, ...foundValue(value) } as const;
    findings.push(finding('wrong-type', 'error', { ...place, offset: value.offset }, facts));
  }
}

/** AWS accepts and ignores value operators beside `chatbot`, unless they hold an object (captured answers, 2026-09-13). */
function checkRootOperator({ key, value }: Member, here: LazyPath, findings: Finding[]): void {
  const items = value.kind === 'array' ? value.items : [];
  const nested = items.findIndex((item) => 'members' in item || 'items' in item);
  const refused = value.kind === 'object' ? value : items[nested];
  if (refused === undefined) return;
  const path = refused === value ? pathOf(here) : [...pathOf(here), nested];
  const facts = { rule: 'root', key, ...foundValue(refused) } as const;
  findings.push(finding('operator-not-allowed', 'error', { path, offset: refused.offset }, facts));
}

function unknownKey(member: Member, here: LazyPath, known: readonly string[]): Finding {
  const { key, offset } = member;
  const path = pathOf(here);
  const parent = parentOf(member, path);
  const nearest = suggest(key, known) ?? known.find((each) => each.endsWith(`_${key.toLowerCase()}`));
  return finding(
    'unknown-key',
    'error',
    { path, offset },
    { key, expected: known, ...(parent ?? (nearest === undefined ? {} : { nearest })) },
  );
}

/** AWS folds the case of keys: two that differ only in case are one key twice. */
function checkDuplicates(node: ObjectNode, at: LazyPath | undefined, findings: Finding[]): void {
  const seen = new Map<string, string>();
  for (const { key, offset } of node.members) {
    const other = seen.get(key.toLowerCase());
    if (other === undefined) {
      seen.set(key.toLowerCase(), key);
      continue;
    }
    const facts =
      other === key
        ? ({ rule: 'same-key', key } as const)
        : ({ rule: 'same-key-in-two-cases', key, other } as const);
    findings.push(finding('duplicate-key', 'error', { path: [...pathOf(at), key], offset }, facts));
  }
}

function missingOperator(shape: Shape, node: SyntaxNode, at: LazyPath | undefined): Finding {
  const isBareValue = node.kind === (shape.kind === 'list' ? 'array' : 'string');
  const facts = { ...foundValue(node), ...(isBareValue ? {} : { example: exampleOf(shape) }) };
  return finding('missing-operator', 'error', { path: pathOf(at), offset: node.offset }, facts);
}

function expectedObject(node: SyntaxNode, at: LazyPath | undefined, example?: string): Finding {
  const facts = { rule: 'json-object', ...foundValue(node), ...(example && { example }) } as const;
  return finding('wrong-type', 'error', { path: pathOf(at), offset: node.offset }, facts);
}

/** How a setting or a container is written. */
function exampleOf(shape: Shape): string {
  switch (shape.kind) {
    case 'list':
      return '{"@@assign": […]}';
    case 'scalar':
      return `{"@@assign": "${shape.word.words?.[0] ?? '…'}"}`;
    case 'keyed':
      return `{"${idExamples[shape.key.value]}": ${exampleOf(shape.value)}}`;
    case 'fixed':
      return '{…}';
  }
}

const idExamples: Partial<Readonly<Record<ChatValue, string>>> = {
  workspace: 'Slack workspace ID',
  tenant: 'Microsoft Teams tenant ID',
  team: 'Microsoft Teams team ID',
};

function isValueOperator(key: string): boolean {
  return (valueOperators as readonly string[]).includes(key);
}

/**
 * Checks the text of a chat policy as AWS does: an error for every reason to reject it, and warnings about what AWS
 * accepts but is probably not intended. Findings have offsets in the text. Never throws.
 * @example
 * ```ts
 * import { checkChatPolicyText } from 'cdktf-chat-guardrails/policy';
 *
 * checkChatPolicyText('{ "chatbot": { "platforms": { "default": {} } } }');
 * ```
 */
export function checkChatPolicyText(
  text: string,
  limit = awsLimits.chatPolicy.documentCharacters,
  { tree, findings }: ParsedJson = parseJson(text),
): Finding[] {
  const errors = [
    ...findings,
    ...(tree === undefined ? [] : checkChatPolicy(tree)),
    ...checkDocumentSize(text, limit),
  ];
  return tree === undefined || hasErrors(errors) ? errors : [...errors, ...warnAboutChatPolicy(tree)];
}

const operators: readonly string[] = ['@@all', '@@none', ...valueOperators];

/** Checks the list of operators that child policies can use, which AWS accepts on every object. */
function checkChildControl(node: SyntaxNode, lazyPath: LazyPath, findings: Finding[]): void {
  const path = pathOf(lazyPath);
  if (node.kind !== 'array') {
    const place = { path, offset: node.offset };
    findings.push(finding('wrong-type', 'error', place, { rule: 'child-control-list', ...foundValue(node) }));
    return;
  }
  const seen = new Set<string>();
  const nones: number[] = [];
  node.items.forEach((item, index) => {
    const place = { path: [...path, index], offset: item.offset };
    if (item.kind !== 'string' || !operators.includes(item.value.toLowerCase())) {
      const nearest = item.kind === 'string' ? nearestOperator(item.value) : undefined;
      const facts = {
        rule: 'operator',
        operators,
        ...foundValue(item),
        ...(nearest && { nearest }),
      } as const;
      findings.push(finding('invalid-child-control', 'error', place, facts));
      return;
    }
    const facts = { rule: 'duplicate', found: item.value } as const;
    if (seen.has(item.value)) findings.push(finding('invalid-child-control', 'error', place, facts));
    seen.add(item.value);
    if (item.value.toLowerCase() === '@@none') nones.push(index);
  });
  const last = nones.at(-1);
  const allNone = nones.length === node.items.length;
  // One spelling of `@@none` several times is reported as duplicates.
  if (last === undefined || (allNone && seen.size === 1)) return;
  const place = { path: [...path, last], offset: node.items[last]?.offset ?? node.offset };
  const rule = allNone ? 'none-twice' : 'none-beside-others';
  findings.push(finding('invalid-child-control', 'error', place, { rule }));
}

/** The operator that is probably meant; its two signs are easily left out. */
function nearestOperator(word: string): string | undefined {
  return operators.find((operator) => operator === `@@${word.toLowerCase()}`) ?? suggest(word, operators);
}
