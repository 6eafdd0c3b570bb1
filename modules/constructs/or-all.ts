import { Lazy, Token } from 'cdktf';
import { expressionOf } from './list-expression.js';
import { isListToken } from './list-token.js';

/**
 * A list of which an empty one restricts nothing, as patterns want it: where only Terraform knows whether it is empty,
 * it puts `*` in the place. A condition with no pattern at all would bind nobody.
 */
export function orAll(list: readonly string[]): readonly string[] {
  if (list.length === 0 || !list.every(isListToken)) return list;
  return Token.asList(
    Lazy.anyValue({
      produce: (context) => {
        const lists = list.map((item) => `tolist(${expressionOf(context.resolve([item]))})`);
        const all = lists.length === 1 ? lists[0] : `concat(${lists.join(', ')})`;
        return `\${coalescelist(${all}, ["*"])}`;
      },
    }),
  );
}
