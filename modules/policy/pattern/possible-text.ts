import { matches } from './matches.js';
import { matchesCharacter, type Token } from './token.js';

/** A text of which only some parts are known; the others are holes. */
export type PossibleText = readonly (string | Hole)[];

/** Any text of `minLength` to `maxLength` of these characters. */
export interface Hole {
  readonly characters: string;
  readonly minLength: number;
  readonly maxLength: number;
}

/** The printable ASCII characters without the space. */
export const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).join('');

/** How many of the possible texts match. */
export type Coverage = 'all' | 'some' | 'none';

/** Patterns of AWS's sizes stay far below it; beyond it the answer is `some`, which is always safe. */
const maxSteps = 200_000;

/**
 * How many of the possible texts match at least one of the patterns. Exact: the patterns run in parallel over every
 * possible text, as an automaton. Texts of a character that no pattern contains are tried first: few patterns match
 * them.
 */
export function coverage(patterns: readonly (readonly Token[])[], texts: readonly PossibleText[]): Coverage {
  if (texts.length > 0 && texts.every((text) => patterns.some((tokens) => matchesStart(tokens, text))))
    return 'all';
  const automaton = automatonOf(patterns);
  if (!anyMatches(automaton, texts)) return 'none';
  const allMatch = (mode: Mode): boolean =>
    texts.every((text) => run(automaton, text, mode)?.every(({ matches }) => matches) === true);
  return allMatch('rest') && allMatch('each') ? 'all' : 'some';
}

/** True if the pattern ends in a `*` and matches the known start of a text: then it matches the text, whatever follows. */
function matchesStart(tokens: readonly Token[], text: PossibleText): boolean {
  const last = tokens.at(-1);
  if (typeof last !== 'object' || !last.many || !last.crossesColons) return false;
  let start = '';
  for (const part of text) {
    if (typeof part !== 'string') break;
    start += part;
  }
  return matches(tokens, start);
}

/** True if one of the possible texts matches one of the patterns. */
export function isPossible(patterns: readonly (readonly Token[])[], texts: readonly PossibleText[]): boolean {
  return anyMatches(automatonOf(patterns), texts);
}

/** A condition on a text: it matches one of the patterns, or none of them if `negated`. */
export interface TextTest {
  readonly patterns: readonly (readonly Token[])[];
  readonly negated: boolean;
}

/** True if one of the possible texts meets every test. Exact, except that too many steps count as true. */
export function canMeetAll(tests: readonly TextTest[], texts: readonly PossibleText[]): boolean {
  const automaton = automatonOf(tests.flatMap(({ patterns }) => patterns));
  let end = 0;
  const ends = tests.map(({ patterns, negated }) => {
    const places = patterns.map((tokens) => {
      end += tokens.length + 1;
      return end - 1;
    });
    return { places: new Set(places), negated };
  });
  const meets = ({ places: reached }: PlaceSet): boolean =>
    ends.every(({ places, negated }) => reached.some((place) => places.has(place)) !== negated);
  return texts.some((text) => run(automaton, text, 'each')?.some(meets) !== false);
}

function anyMatches(automaton: Automaton, texts: readonly PossibleText[]): boolean {
  return texts.some((text) => run(automaton, text, 'merged')?.some(({ matches }) => matches) !== false);
}

/**
 * How a hole is filled: `each` follows each of its characters, `rest` only one that no pattern contains (where there is
 * one), `merged` reaches the places of all characters as one set.
 */
type Mode = 'each' | 'rest' | 'merged';

/** A sorted set of positions in the patterns, reached after some text, and the sets that follow it. */
interface PlaceSet {
  readonly places: readonly number[];
  /** True if one of the places ends a pattern. */
  readonly matches: boolean;
  readonly next: Map<string, PlaceSet>;
}

/** Patterns that are read in parallel. */
interface Automaton {
  readonly start: PlaceSet;
  /** The characters that the patterns contain. */
  readonly characters: ReadonlySet<string>;
  /** The set that follows after one of the characters; undefined when there were too many steps. */
  readonly follow: (set: PlaceSet, characters: string) => PlaceSet | undefined;
}

function automatonOf(patterns: readonly (readonly Token[])[]): Automaton {
  // The tokens of all patterns, one after another; undefined ends a pattern.
  const machine: (Token | undefined)[] = [];
  const starts: number[] = [];
  for (const tokens of patterns) {
    starts.push(machine.length);
    for (const token of tokens) machine.push(token);
    machine.push(undefined);
  }
  const known = new Map<string, PlaceSet>();
  const setOf = (moved: readonly number[]): PlaceSet => {
    const places = withSkips(machine, moved);
    const key = places.join(',');
    const matches = places.some((place) => machine[place] === undefined);
    const set = known.get(key) ?? { places, matches, next: new Map() };
    known.set(key, set);
    return set;
  };
  let steps = 0;
  return {
    start: setOf(starts),
    characters: new Set(machine.filter((token) => typeof token === 'string')),
    follow: ({ places, next }, characters) => {
      const seen = next.get(characters);
      steps += seen === undefined ? places.length + 1 : 1;
      if (steps > maxSteps) return undefined;
      const set = seen ?? setOf(moves(machine, places, characters));
      next.set(characters, set);
      return set;
    },
  };
}

/** Every set of places that one of the possible texts can end in; undefined when there are too many. */
function run(automaton: Automaton, text: PossibleText, mode: Mode): readonly PlaceSet[] | undefined {
  let sets: readonly PlaceSet[] | undefined = [automaton.start];
  for (const part of text) {
    if (typeof part !== 'string') sets = sets && stepThroughHole(automaton, sets, part, mode);
    else for (const character of part.split('')) sets = sets && step(automaton, sets, [character]);
  }
  return sets;
}

/** The sets that follow after one of the fillings. */
function step(
  { follow }: Automaton,
  sets: readonly PlaceSet[],
  fillings: readonly string[],
): readonly PlaceSet[] | undefined {
  const after = new Set<PlaceSet>();
  for (const set of sets) {
    for (const filling of fillings) {
      const reached = follow(set, filling);
      if (reached === undefined) return undefined;
      after.add(reached);
    }
  }
  return [...after];
}

function stepThroughHole(
  automaton: Automaton,
  before: readonly PlaceSet[],
  hole: Hole,
  mode: Mode,
): readonly PlaceSet[] | undefined {
  const fillings = fillingsOf(automaton, hole.characters, mode);
  const after = new Set(hole.minLength === 0 ? before : []);
  let layer: readonly PlaceSet[] | undefined = before;
  for (let length = 1; length <= hole.maxLength; length++) {
    layer = step(automaton, layer, fillings);
    if (layer === undefined) return undefined;
    if (length < hole.minLength) continue;
    const known = after.size;
    for (const set of layer) after.add(set);
    // Sets that are not new were followed from a shorter text already.
    if (after.size === known) break;
  }
  return [...after];
}

/** The characters that occur in a pattern, and one character for all the others; or all of them as one. */
function fillingsOf({ characters: named }: Automaton, characters: string, mode: Mode): readonly string[] {
  if (mode === 'merged') return [characters];
  const other = [...characters].find((character) => !named.has(character));
  if (mode === 'rest' && other !== undefined) return [other];
  const distinct = [...characters].filter((character) => named.has(character));
  return other === undefined ? distinct : [...distinct, other];
}

/** The places after one of the characters, without skips. */
function moves(
  machine: readonly (Token | undefined)[],
  places: readonly number[],
  characters: string,
): readonly number[] {
  const allowed = (token: Token): boolean =>
    typeof token === 'string'
      ? characters.includes(token)
      : characters.length > 1 || matchesCharacter(token, characters);
  return places.flatMap((place) => {
    const token = machine[place];
    if (token === undefined || !allowed(token)) return [];
    return typeof token !== 'string' && token.many ? place : place + 1;
  });
}

/** A `*` can match nothing: its place implies the place after it. */
function withSkips(machine: readonly (Token | undefined)[], places: readonly number[]): readonly number[] {
  const all = new Set(places);
  for (const place of all) {
    const token = machine[place];
    if (token !== undefined && typeof token !== 'string' && token.many) all.add(place + 1);
  }
  return [...all].sort((a, b) => a - b);
}
