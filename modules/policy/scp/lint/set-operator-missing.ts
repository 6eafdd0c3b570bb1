import type { ActionCatalogue } from '../../action-catalogue.js';
import { type Finding, finding } from '../../problems/problem.js';
import { isMultivaluedKey } from '../multivalued-keys.js';
import type { StatementNode } from '../statement-nodes.js';

/**
 * An operator without `ForAnyValue:` or `ForAllValues:` on a condition key with several values, which never matches,
 * negated or not: an answer of IAM's policy simulator.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function setOperatorMissing({ conditions }: StatementNode, catalogue?: ActionCatalogue): Finding[] {
  return conditions.flatMap(({ operator, operatorMember, key, path }) => {
    if (operator.set !== undefined || operator.comparison === 'Null') return [];
    if (!isMultivaluedKey(key, catalogue)) return [];
    const plain = operator.name.replace(/IfExists$/, '');
    const sets = operator.negated ? ['ForAnyValue', 'ForAllValues'] : ['ForAnyValue'];
    const expected = sets.map((set) => `${set}:${plain}`);
    const at = { path: path.slice(0, -1), offset: operatorMember.offset };
    return [finding('set-operator-missing', 'warning', at, { key, found: operator.name, expected })];
  });
}
