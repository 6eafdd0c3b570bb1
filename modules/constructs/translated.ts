import { Lazy, Token } from 'cdktf';
import { expressionOf, textExpression } from './list-expression.js';
import { isListToken } from './list-token.js';

/** What words are called elsewhere, by the word. */
export type Table = Readonly<Record<string, string>>;

/** A text as it is, or for a token what Terraform will find in the table. */
export function translated(text: string, table: Table): string {
  if (!Token.isUnresolved(text)) return text;
  return Lazy.stringValue({
    produce: (context) => `\${${lookup(textExpression(text, context), table)}}`,
  });
}

/** The same for a list in which tokens for lists may stand. */
export function translatedList(list: readonly string[], table: Table): readonly string[] {
  return list.flatMap((item) => {
    if (!isListToken(item)) return [translated(item, table)];
    const produce = (context: Parameters<typeof textExpression>[1]): string =>
      `\${[for word in ${expressionOf(context.resolve([item]))} : ${lookup('word', table)}]}`;
    return Token.asList(Lazy.anyValue({ produce }));
  });
}

function lookup(expression: string, table: Table): string {
  return `(${JSON.stringify(table)})[${expression}]`;
}
