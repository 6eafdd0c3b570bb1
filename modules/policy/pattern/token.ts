/** One step of a pattern: a UTF-16 unit that must match exactly, or a wildcard. */
export type Token = string | Wildcard;

export interface Wildcard {
  /** `*` matches any number of characters, `?` exactly one. */
  readonly many: boolean;
  /** Whether it can match a colon. */
  readonly crossesColons: boolean;
}

const anyText: Wildcard = { many: true, crossesColons: true };
const anyCharacter: Wildcard = { many: false, crossesColons: true };
const anyTextInPart: Wildcard = { many: true, crossesColons: false };
const anyCharacterInPart: Wildcard = { many: false, crossesColons: false };

/** How the wildcards of a text are read. */
export type WildcardReading =
  /** `*` and `?` are not wildcards (`StringEquals`). */
  | 'none'
  /** Over the whole text (`StringLike`, actions). */
  | 'string'
  /** Each of the six parts of an ARN separately (`ArnLike`); the sixth can contain colons. */
  | 'arn'
  /** As in `arn`, but a `*` that ends a part reaches beyond its colon (`Resource`). */
  | 'resource';

/**
 * Returns the tokens of a pattern. `isFixed` returns true at offsets where `*` or `?` is literal (default: nowhere).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function tokensOf(
  text: string,
  reading: WildcardReading,
  isFixed: (offset: number) => boolean = () => false,
): readonly Token[] {
  const tokens: Token[] = [];
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === ':') colons++;
    const inPart = (reading === 'arn' || reading === 'resource') && colons < 5;
    const wild = reading !== 'none' && (character === '*' || character === '?') && !isFixed(at);
    if (!wild) tokens.push(character);
    else if (character === '?') tokens.push(inPart ? anyCharacterInPart : anyCharacter);
    else tokens.push(inPart && !reachesOut(text, at, reading) ? anyTextInPart : anyText);
  }
  return tokens;
}

function reachesOut(text: string, at: number, reading: WildcardReading): boolean {
  return reading === 'resource' && (at === text.length - 1 || text.charAt(at + 1) === ':');
}

/** Whether a wildcard can match this character. */
export function matchesCharacter(wildcard: Wildcard, character: string): boolean {
  return wildcard.crossesColons || character !== ':';
}
