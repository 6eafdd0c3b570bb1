import { type Finding, finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { suggest } from '../text/suggest.js';
import type { Member, SyntaxNode } from '../text/syntax-tree.js';
import { conditionOperator, plainOperators } from './condition-operator.js';
import { wrongType } from './element.js';

/** An error for every reason for which AWS refuses a `Condition`: operator, then condition key, then values. */
export function checkCondition(node: SyntaxNode, path: Path): Finding[] {
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
