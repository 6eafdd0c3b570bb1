import { awsLimits } from '../limits.js';
import { type Finding, hasErrors } from '../problems/problem.js';
import { checkDocumentSize } from '../text/check-document-size.js';
import { isJsonObject, type JsonValue } from '../text/json.js';
import { type LazyPath, pathOf, under } from '../text/lazy-path.js';
import { parseJson } from '../text/parse-json.js';
import { alternatives, quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import { describeNode, type Member, type ObjectNode, type SyntaxNode } from '../text/syntax-tree.js';
import { checkChildControl } from './check-child-control.js';
import { checkKey } from './check-key.js';
import { checkWord } from './check-word.js';
import { chatbotGrammar, childControlKey, type Shape, valueOperators, type WordRule } from './grammar.js';
import { rightPlace } from './right-place.js';
import { warnAboutChatPolicy } from './warnings.js';

/**
 * Everything for which AWS would refuse a chat policy, each an error with its place: `CreatePolicy` accepts the
 * document exactly when the answer is empty. Sizes are counted on the text: `checkChatPolicyText`.
 */
export function checkChatPolicy(tree: SyntaxNode): Finding[] {
  const findings: Finding[] = [];
  if (tree.kind !== 'object') {
    return [expectedObject(tree, undefined, 'a chat policy is written {"chatbot": {…}}')];
  }
  duplicates(tree, undefined, findings);
  let chatbot: Member | undefined;
  for (const member of tree.members) {
    const key = member.key.toLowerCase();
    const spot = under(undefined, member.key);
    if (key === 'chatbot') {
      chatbot = member;
      checkShape(chatbotGrammar, member.value, spot, findings);
    } else if (key === childControlKey) checkChildControl(member.value, spot, findings);
    else if (isValueOperator(key)) checkRootOperator(member, spot, findings);
    else findings.push(unknownKey(member, spot, ['chatbot']));
  }
  if (chatbot === undefined) {
    findings.push({
      kind: 'missing-key',
      severity: 'error',
      path: [],
      offset: tree.offset,
      message: 'the key `chatbot` is missing; every chat policy begins with it',
      help: 'wrap the policy: {"chatbot": {…}}',
    });
  }
  return findings;
}

function checkShape(shape: Shape, node: SyntaxNode, spot: LazyPath | undefined, findings: Finding[]): void {
  const leaf = shape.kind === 'scalar' || shape.kind === 'list';
  if (node.kind !== 'object') {
    const example = exampleOf(shape);
    findings.push(
      leaf
        ? missingOperator(shape, node, spot)
        : expectedObject(node, spot, `write ${example}, or remove the key`),
    );
    return;
  }
  duplicates(node, spot, findings);
  for (const member of node.members) {
    const key = member.key.toLowerCase();
    const here = under(spot, member.key);
    if (key === childControlKey) checkChildControl(member.value, here, findings);
    else if (isValueOperator(key)) checkValueOperator(shape, key, member, here, findings);
    else if (key.startsWith('@@'))
      findings.push(unknownKey(member, here, [...valueOperators, childControlKey]));
    else if (shape.kind === 'fixed') {
      const known = Object.hasOwn(shape.keys, key) ? shape.keys : (shape.unconfirmed ?? {});
      const below = Object.hasOwn(known, key) ? known[key] : undefined;
      if (below === undefined) findings.push(unknownKey(member, here, Object.keys(shape.keys)));
      else checkShape(below, member.value, here, findings);
    } else if (shape.kind === 'keyed') {
      checkShape(checkKey(shape, member, here, findings), member.value, here, findings);
    } else findings.push(unknownKey(member, here, [...valueOperators, childControlKey]));
  }
}

function checkValueOperator(
  shape: Shape,
  key: string,
  member: Member,
  spot: LazyPath | undefined,
  findings: Finding[],
): void {
  if (shape.kind === 'fixed' || shape.kind === 'keyed') {
    findings.push({
      severity: 'error',
      path: pathOf(spot),
      offset: member.offset,
      kind: 'operator-not-allowed',
      message: `${quoted(member.key)} on a container; AWS takes it on single settings only`,
      help:
        shape.kind === 'keyed'
          ? `write ${exampleOf(shape)}`
          : `put it into the settings below; a container takes only \`${childControlKey}\``,
    });
    return;
  }
  if (shape.kind === 'scalar') {
    if (key === '@@assign') checkWord(shape.word, member.value, spot, findings);
    else {
      findings.push({
        severity: 'error',
        path: pathOf(spot),
        offset: member.offset,
        kind: 'operator-not-allowed',
        message: `${quoted(member.key)} on ${shape.word.name}, a single value; AWS takes only \`@@assign\` there`,
        help: 'write {"@@assign": …}, or remove it',
      });
    }
    return;
  }
  if (member.value.kind !== 'array') {
    findings.push({
      kind: 'wrong-type',
      severity: 'error',
      path: pathOf(spot),
      offset: member.value.offset,
      message: `found ${describeNode(member.value, quoted)}; AWS expects a list here`,
      help:
        member.value.kind === 'string' || member.value.kind === 'number'
          ? 'put it into square brackets'
          : `write ${quotedKey(member)}: […]`,
    });
    return;
  }
  member.value.items.forEach((item, index) => {
    checkWord(shape.word, item, under(spot, index), findings);
  });
}

/** Beside `chatbot`, AWS accepts and ignores value operators, unless they hold an object. */
function checkRootOperator({ key, value }: Member, spot: LazyPath | undefined, findings: Finding[]): void {
  const items = value.kind === 'array' ? value.items : [];
  const nested = items.findIndex((item) => 'members' in item || 'items' in item);
  const refused = value.kind === 'object' ? value : items[nested];
  if (refused === undefined) return;
  findings.push({
    kind: 'operator-not-allowed',
    severity: 'error',
    path: refused === value ? pathOf(spot) : [...pathOf(spot), nested],
    offset: refused.offset,
    message: `${quoted(key)} with ${describeNode(refused, quoted)} at the root of the document, which AWS refuses`,
    help: `remove it; operators belong on the settings under \`chatbot\``,
  });
}

function unknownKey(member: Member, spot: LazyPath | undefined, known: readonly string[]): Finding {
  const near =
    suggest(member.key, known) ?? known.find((key) => key.endsWith(`_${member.key.toLowerCase()}`));
  const place = rightPlace(member, pathOf(spot));
  const help = place ?? (near === undefined ? 'remove it' : `did you mean \`${near}\`?`);
  return {
    kind: 'unknown-key',
    severity: 'error',
    path: pathOf(spot),
    offset: member.offset,
    message: `${member.key === '' ? 'an empty key' : `unknown key ${quoted(member.key)}`}; AWS knows ${alternatives(known)} here`,
    help,
  };
}

/** AWS folds the case of keys: two that differ only by case are one key twice. */
function duplicates(node: ObjectNode, spot: LazyPath | undefined, findings: Finding[]): void {
  const { length } = node.members;
  if (length < 2 || new Set(node.members.map(({ key }) => key.toLowerCase())).size === length) return;
  const seen = new Map<string, string>();
  for (const { key, offset } of node.members) {
    const folded = key.toLowerCase();
    const first = seen.get(folded);
    if (first === undefined) {
      seen.set(folded, key);
      continue;
    }
    const twin =
      first === key
        ? 'stands here already'
        : `differs only by case from ${quoted(first)}; AWS ignores the case of keys`;
    findings.push({
      kind: 'duplicate-key',
      severity: 'error',
      path: [...pathOf(spot), key],
      offset,
      message: `the key ${quoted(key)} ${twin}`,
      help: 'join the two',
    });
  }
}

function missingOperator(shape: Shape, node: SyntaxNode, spot: LazyPath | undefined): Finding {
  const isOnlyBare = node.kind === (shape.kind === 'list' ? 'array' : 'string');
  return {
    kind: 'missing-operator',
    severity: 'error',
    path: pathOf(spot),
    offset: node.offset,
    message: `found ${describeNode(node, quoted)} without an inheritance operator`,
    help: isOnlyBare ? `wrap it: {"@@assign": …}` : `write ${exampleOf(shape)}`,
  };
}

function expectedObject(node: SyntaxNode, spot: LazyPath | undefined, help: string): Finding {
  return {
    kind: 'wrong-type',
    severity: 'error',
    path: pathOf(spot),
    offset: node.offset,
    message: `found ${describeNode(node, quoted)}; AWS expects an object here`,
    help,
  };
}

/** How a setting or a container is written. */
function exampleOf(shape: Shape): string {
  switch (shape.kind) {
    case 'list':
      return '{"@@assign": […]}';
    case 'scalar':
      return `{"@@assign": "${shape.word.words?.[0] ?? '…'}"}`;
    case 'keyed':
      return `{"${shape.key.name}": ${exampleOf(shape.value)}}`;
    case 'fixed':
      return '{…}';
  }
}

function quotedKey({ key }: Member): string {
  return `"${key.toLowerCase()}"`;
}

function isValueOperator(key: string): boolean {
  return (valueOperators as readonly string[]).includes(key);
}

/**
 * Checks the text of a chat policy as AWS would: an error for every reason to refuse it, and warnings about what
 * AWS takes but nobody means. Findings carry offsets in the text; never throws, whatever the text.
 */
export function checkChatPolicyText(
  text: string,
  limit = awsLimits.chatPolicy.documentCharacters,
): Finding[] {
  const { tree, findings } = parseJson(text);
  const errors = [
    ...findings,
    ...(tree === undefined ? [] : checkChatPolicy(tree)),
    ...checkDocumentSize(text, limit),
  ];
  return tree === undefined || hasErrors(errors) ? errors : [...errors, ...warnAboutChatPolicy(tree)];
}

const [assign, append, remove] = valueOperators;

/** How many keys were met. */
interface Tally {
  keys: number;
}

/**
 * A quick yes: how many keys a chat policy has that is spelled as AWS documents it, and in which the checker finds
 * nothing. Most documents are such; of one that is not (undefined) the checker has the word, since AWS takes more than
 * this (other case, numbers as ids).
 */
export function plainKeys(content: JsonValue): number | undefined {
  if (!isJsonObject(content)) return undefined;
  const tally = { keys: 1 };
  const keys = Object.keys(content);
  const isPlain =
    keys.length === 1 && keys[0] === 'chatbot' && isGood(chatbotGrammar, content[keys[0]], tally);
  return isPlain ? tally.keys : undefined;
}

/** Keys are taken in one case alone, so that no two of an object can differ by it. */
function isGood(shape: Shape, value: JsonValue | undefined, tally: Tally): boolean {
  if (!isJsonObject(value)) return false;
  for (const key in value) {
    tally.keys++;
    const below = value[key];
    const good = key === childControlKey ? isPlainControl(below) : isGoodMember(shape, key, below, tally);
    if (!good) return false;
  }
  return true;
}

function isGoodMember(shape: Shape, key: string, value: JsonValue | undefined, tally: Tally): boolean {
  switch (shape.kind) {
    case 'fixed': {
      const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      return known !== undefined && isGood(known, value, tally);
    }
    case 'keyed':
      return takes(shape.key, key) && isGood(shape.value, value, tally);
    case 'scalar':
      return key === '@@assign' && takes(shape.word, value);
    case 'list':
      return isOperatorWord(key) && takesAll(shape.word, value);
  }
}

function takesAll(rule: WordRule, values: JsonValue | undefined): boolean {
  if (!Array.isArray(values)) return false;
  for (const value of values) if (!takes(rule, value)) return false;
  return true;
}

function takes(rule: WordRule, value: JsonValue | undefined): boolean {
  return typeof value === 'string' && (rule.accepts(value) || (rule.wildcard && value === '*'));
}

function isPlainControl(value: JsonValue | undefined): boolean {
  if (!Array.isArray(value)) return false;
  if (value.length === 1 && value[0] === '@@none') return true;
  return (
    new Set(value).size === value.length && value.every((word) => isOperatorWord(word) || word === '@@all')
  );
}

function isOperatorWord(word: JsonValue): boolean {
  return word === assign || word === append || word === remove;
}
