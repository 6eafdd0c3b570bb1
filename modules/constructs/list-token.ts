import { Token } from 'cdktf';

/** Whether text is the one item of a token for a list; whoever spreads such a token comes by it. */
export function isListToken(value: unknown): boolean {
  return typeof value === 'string' && Token.isUnresolved([value]) && !Token.isUnresolved(value);
}
