import type { Finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import type { Member, SyntaxNode } from '../text/syntax-tree.js';
import { conditionOperator, plainOperators } from './condition-operator.js';
import { wrongType } from './element.js';

/** Everything for which AWS would refuse a `Condition`: operator, then condition key, then values. */
export function checkCondition(node: SyntaxNode, path: Path): Finding[] {
  if (node.kind !== 'object') return [wrongType(node, path, 'an object of condition operators')];
  return node.members.flatMap((member) => {
    const here = [...path, member.key];
    if (conditionOperator(member.key) === undefined) return [unknownOperator(member, here)];
    if (member.value.kind !== 'object') return [wrongType(member.value, here, 'an object of condition keys')];
    return member.value.members.flatMap((key) => checkKey(key, [...here, key.key]));
  });
}

function unknownOperator({ key, offset }: Member, path: Path): Finding {
  const [, set = '', plain = ''] = /^(ForAnyValue:|ForAllValues:|)(.*)$/is.exec(key) ?? [];
  const base = plain.replace(/IfExists$/i, '');
  const at = { kind: 'unknown-operator', severity: 'error', path, offset } as const;
  if (base.toLowerCase() === 'null') {
    const message = `found ${quoted(key)}; \`Null\` asks itself whether a key is there, and AWS takes no \`IfExists\` with it`;
    return { ...at, message, help: `write \`${set}Null\`` };
  }
  const near = suggest(base, plainOperators);
  const help =
    near === undefined
      ? 'the operators are those of IAM'
      : `did you mean \`${set}${near}${plain.slice(base.length)}\`?`;
  return { ...at, message: `found ${quoted(key)}, which is no condition operator of AWS`, help };
}

function checkKey({ key, offset, value }: Member, path: Path): Finding[] {
  const findings: Finding[] = [];
  if (!/^[^:]+:./s.test(key)) {
    findings.push({
      kind: 'invalid-condition-key',
      severity: 'error',
      path,
      offset,
      message: `found ${quoted(key)}; AWS expects a condition key, \`service:key\``,
      help: 'the keys that every service has begin with `aws:`',
    });
  }
  const values = value.kind === 'array' ? value.items : [value];
  values.forEach((item, index) => {
    if (item.kind !== 'object' && item.kind !== 'array' && item.kind !== 'null') return;
    const at = value.kind === 'array' ? [...path, index] : path;
    findings.push(wrongType(item, at, 'a text, a number, `true` or `false`, or a list of them'));
  });
  return findings;
}
