import { shortened } from './escape-control-characters.js';

/** The user's own text in backticks: control characters escaped, shortened to 80 characters. */
export function quoted(text: string): string {
  return `\`${shortened(text, 80).replaceAll('`', "'")}\``;
}

/** `a`, `b` or `c`: the alternatives of a message, each in backticks. */
export function alternatives(words: readonly string[]): string {
  const all = words.map(quoted);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}

/** The first ten words, and the number of the others. */
export function shortList(words: readonly string[]): string {
  const others = words.length - 10;
  return others < 2 ? words.join(', ') : `${words.slice(0, 10).join(', ')} and ${others} more`;
}

/** `a`, `b` and `c`: all the words of a message, each in backticks. */
export function listed(words: readonly string[]): string {
  const all = words.map(quoted);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
