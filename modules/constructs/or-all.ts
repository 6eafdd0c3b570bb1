import { Lazy, Token } from 'cdktf';
import { joinedExpression } from './list-expression.js';
import { isListToken } from './list-token.js';

/**
 * A list of which an empty one restricts nothing, as patterns want it: where only Terraform knows whether it is empty,
 * it puts `*` in the place. A condition with no pattern at all would bind nobody.
 */
export function orAll(list: readonly string[]): readonly string[] {
  if (list.length === 0 || !list.every(isListToken)) return list;
  return Token.asList(
    Lazy.anyValue({
      produce: (context) => `\${coalescelist(${joinedExpression(list, context)}, ["*"])}`,
    }),
  );
}
