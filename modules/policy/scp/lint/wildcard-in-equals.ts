import { partsOf } from '../../pattern/policy-text.js';
import type { Finding } from '../../problems/problem.js';
import { quoted } from '../../text/quote.js';
import type { ConditionNode, StatementNode } from '../statement-nodes.js';

/** An asterisk where it stands for itself: under `StringEquals`, which knows no wildcards. */
export function wildcardInEquals({ conditions }: StatementNode): Finding[] {
  return conditions.flatMap((condition) =>
    condition.operator.comparison.startsWith('StringEquals')
      ? condition.values.filter(({ text }) => hasWildcard(text)).map((value) => finding(condition, value))
      : [],
  );
}

function hasWildcard(text: string): boolean {
  return partsOf(text).some((part) => part.kind === 'text' && part.text.includes('*'));
}

function finding({ operator }: ConditionNode, value: ConditionNode['values'][number]): Finding {
  const like = operator.negated ? 'StringNotLike' : 'StringLike';
  return {
    kind: 'wildcard-in-equals',
    severity: 'warning',
    path: value.path,
    offset: value.offset,
    message: `${quoted(value.text)} under \`${operator.name}\`, for which an asterisk is a character like any other`,
    help: `write \`${like}\`; an asterisk that is meant stands as \`\${*}\` there`,
  };
}
