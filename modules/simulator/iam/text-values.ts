import { matches } from '../../policy/pattern/matches.js';
import { partsOf, type TextPart } from '../../policy/pattern/policy-text.js';
import { type Coverage, coverage, type PossibleText } from '../../policy/pattern/possible-text.js';
import { type Token, tokensOf, type WildcardReading } from '../../policy/pattern/token.js';
import { quoted } from '../../policy/text/quote.js';
import { type AccessRequest, contextValue, type Possible } from './request.js';
import { any, type Missing, type Truth, type Unknown, unknown, unsettled } from './truth.js';

/** The values of a policy element that are compared as texts, ready to be matched against requests. */
export interface TextValues {
  readonly options: TextOptions;
  readonly values: readonly TextValue[];
}

export interface TextOptions {
  readonly reading: WildcardReading;
  readonly ignoreCase: boolean;
  /** Only policies of version 2012-10-17 have variables; elsewhere `${…}` is text. */
  readonly variables: boolean;
  /** Whether a condition key can have several values in one request. */
  readonly isMultivalued: (key: string) => boolean;
}

interface TextValue {
  readonly parts: readonly TextPart[];
  /** Undefined where the value has variables: then every request resolves them again. */
  readonly pattern: Pattern | undefined;
}

/** The value of a variable that has none in a request: nothing is equal to it or like it. */
const nothing = 'nothing';

interface Pattern {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Without wildcards: equality decides. */
  readonly exact: boolean;
  /** An ARN pattern of fewer than six parts, matched as loosely as possible: AWS does not document its meaning. */
  readonly short: boolean;
}

/** Reads the values of a policy element. */
export function textValues(values: readonly string[], options: TextOptions): TextValues {
  return {
    options,
    values: values.map((value) => {
      const parts: readonly TextPart[] = options.variables ? partsOf(value) : [{ kind: 'text', text: value }];
      const pattern = resolve(parts, options, undefined);
      return { parts, pattern: isPattern(pattern) ? pattern : undefined };
    }),
  };
}

/** Whether one of the values matches the text. */
export function fitsText({ values, options }: TextValues, text: string, request: AccessRequest): Truth {
  const folded = fold(text, options);
  return any(values, (value) => {
    const pattern = value.pattern ?? resolve(value.parts, options, request);
    if (pattern === nothing) return false;
    if (!isPattern(pattern)) return pattern;
    if (pattern.exact) return pattern.text === folded;
    if (!matches(pattern.tokens, folded)) return false;
    return pattern.short ? shortPattern(pattern) : true;
  });
}

/** Whether one of the values can match any text at all in this request: a variable without a value matches nothing. */
export function matchesSomething({ values, options }: TextValues, request: AccessRequest): boolean {
  return values.some((value) => (value.pattern ?? resolve(value.parts, options, request)) !== nothing);
}

/** Whether one of the values matches a text of which only a part is known: exact over all values together. */
export function fitsPossible(
  { values, options }: TextValues,
  possible: Possible,
  request: AccessRequest,
): Truth {
  const patterns: Pattern[] = [];
  const open: Missing[] = [];
  for (const value of values) {
    const pattern = value.pattern ?? resolve(value.parts, options, request);
    if (pattern === nothing) continue;
    if (isPattern(pattern)) patterns.push(pattern);
    else open.push(...pattern.missing);
  }
  const short = patterns.filter((pattern) => pattern.short);
  const strictly = coverageOf(
    patterns.filter((pattern) => !pattern.short),
    possible,
    options,
  );
  if (strictly === 'all') return true;
  const loosely = short.length === 0 ? strictly : coverageOf(patterns, possible, options);
  if (loosely === 'none' && open.length === 0) return false;
  const partly = strictly === 'some' || loosely === 'some' ? possible.missing : [];
  const vague = loosely === strictly ? [] : short.flatMap((pattern) => shortPattern(pattern).missing);
  return { missing: [...partly, ...vague, ...open] };
}

function coverageOf(
  patterns: readonly Pattern[],
  { texts, exactTexts }: Possible,
  options: TextOptions,
): Coverage {
  const tokens = patterns.map((pattern) => pattern.tokens);
  const covered = coverage(tokens, options.ignoreCase ? texts.map(lowerCase) : texts);
  if (covered !== 'some' || exactTexts === undefined) return covered;
  return coverage(tokens, options.ignoreCase ? exactTexts().map(lowerCase) : exactTexts());
}

/** The pattern of a value with its variables resolved; unknown where one of them is not known. */
function resolve(
  parts: readonly TextPart[],
  options: TextOptions,
  request: AccessRequest | undefined,
): Pattern | Unknown | typeof nothing {
  let text = '';
  const fixed = new Set<number>();
  for (const part of parts) {
    const piece =
      part.kind === 'text' || part.kind === 'fixed' ? part.text : variable(part, options, request);
    if (piece === undefined) return nothing;
    if (typeof piece !== 'string') return piece;
    if (part.kind !== 'text') for (let at = 0; at < piece.length; at++) fixed.add(text.length + at);
    text += piece;
  }
  const folded = fold(text, options);
  // A `*` that ends a part of a resource extends beyond its colon, as AWS documents: then parts may be missing.
  const isArn = options.reading === 'arn' || (options.reading === 'resource' && !/\*(:|$)/.test(folded));
  const short = isArn && folded.split(':').length < 6;
  const tokens = tokensOf(folded, short ? 'string' : options.reading, (at) => fixed.has(at));
  const exact = !short && tokens.every((token) => typeof token === 'string');
  return { text: folded, tokens, exact, short };
}

/**
 * The text of a variable in this request, in which no character is a wildcard; undefined where it has no value. A
 * variable of a multivalued key that the request has is never resolved, and its default is not used (captured answer,
 * 2026-09-13).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
function variable(
  part: Extract<TextPart, { kind: 'variable' | 'broken' }>,
  { isMultivalued }: TextOptions,
  request: AccessRequest | undefined,
): string | undefined | Unknown {
  if (part.kind === 'broken')
    return unsettled(`${quoted(part.text)} is ${part.reason}; AWS does not document how it is evaluated`);
  if (request === undefined) return unknown({ kind: 'key', key: part.key });
  const value = contextValue(request, part.key);
  if (value.kind === 'absent') return part.fallback;
  if (isMultivalued(part.key)) {
    const isNothing = value.kind === 'values' || part.fallback === undefined;
    return isNothing ? undefined : { missing: value.missing };
  }
  if (value.kind !== 'values') return { missing: value.missing };
  if (value.values.length === 1) return value.values[0] ?? '';
  return unsettled(`${quoted(part.key)} has several values, which AWS does not resolve in a variable`);
}

function isPattern(found: Pattern | Unknown | typeof nothing): found is Pattern {
  return found !== nothing && 'tokens' in found;
}

function shortPattern(pattern: Pattern): Unknown {
  const reason = `the ARN pattern ${quoted(pattern.text)} has fewer than six parts; AWS does not document whether it matches`;
  return unsettled(reason);
}

function fold(text: string, { ignoreCase }: TextOptions): string {
  return ignoreCase ? text.toLowerCase() : text;
}

function lowerCase(text: PossibleText): PossibleText {
  return text.map((part) =>
    typeof part === 'string' ? part.toLowerCase() : { ...part, characters: part.characters.toLowerCase() },
  );
}
