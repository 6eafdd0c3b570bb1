import { Token } from 'cdktf';

/** Whether text is the one item of a token for a list; whoever spreads such a token comes by it. */
export function isListToken(value: unknown): boolean {
  return typeof value === 'string' && Token.isUnresolved([value]) && !Token.isUnresolved(value);
}

/** Whether an item of a list is a token, for a text or for further items. */
export function isItemToken(item: unknown): boolean {
  return isListToken(item) || (typeof item === 'string' && Token.isUnresolved(item));
}
