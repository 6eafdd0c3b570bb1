import { matchesCharacter, type Token, type Wildcard } from './token.js';

/**
 * Whether the whole text matches the pattern. Takes at most quadratic time for any pattern: after a mismatch only the
 * last `*`, and then the last `*` that crosses colons, matches one more character.
 */
export function matches(tokens: readonly Token[], text: string): boolean {
  let at = 0;
  let step = 0;
  let bounded: Retry | undefined;
  let unbounded: Retry | undefined;
  for (;;) {
    const token = tokens[step];
    if (token === undefined && at === text.length) return true;
    if (token !== undefined && typeof token !== 'string' && token.many) {
      const retry = { step: step + 1, at, wildcard: token };
      if (token.crossesColons) {
        unbounded = retry;
        bounded = undefined;
      } else bounded = retry;
      step++;
      continue;
    }
    if (token !== undefined && at < text.length && fits(token, text.charAt(at))) {
      at++;
      step++;
      continue;
    }
    const retry: Retry | undefined = mayGrow(bounded, text) ? bounded : unbounded;
    if (!mayGrow(retry, text)) return false;
    if (retry === unbounded) bounded = undefined;
    retry.at++;
    at = retry.at;
    step = retry.step;
  }
}

/** Where to continue when a `*` matches one more character: `at` is the first character that it does not match. */
interface Retry {
  readonly step: number;
  readonly wildcard: Wildcard;
  at: number;
}

function mayGrow(retry: Retry | undefined, text: string): retry is Retry {
  return (
    retry !== undefined && retry.at < text.length && matchesCharacter(retry.wildcard, text.charAt(retry.at))
  );
}

function fits(token: Token, character: string): boolean {
  return typeof token === 'string' ? token === character : matchesCharacter(token, character);
}
