import { standsFor, type Token } from './token.js';

/** A text of which only some parts are known; the others are holes. */
export type PossibleText = readonly (string | Hole)[];

/** Any text of `least` to `most` of these characters. */
export interface Hole {
  readonly characters: string;
  readonly least: number;
  readonly most: number;
}

/** The printable ASCII characters without the space. */
export const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).join('');

/** How many of the possible texts match. */
export type Coverage = 'all' | 'some' | 'none';

/** A sorted set of positions in the patterns, reached after some text. */
type Places = readonly number[];
type PlaceSets = ReadonlyMap<string, Places>;

/** Patterns of AWS's sizes stay far below it; beyond it the answer is `some`, which is always safe. */
const mostPlaceSets = 4_000;

/**
 * How many of the possible texts match at least one of the patterns. Exact: the patterns run in parallel over every
 * possible text, as a non-deterministic automaton.
 */
export function coverage(patterns: readonly (readonly Token[])[], texts: readonly PossibleText[]): Coverage {
  const machine: (Token | undefined)[] = [];
  const starts: number[] = [];
  for (const tokens of patterns) {
    starts.push(machine.length);
    machine.push(...tokens, undefined);
  }
  let some = false;
  let all = true;
  for (const text of texts) {
    const ends = run(machine, starts, text);
    if (ends === undefined) return 'some';
    for (const places of ends.values()) {
      const fits = places.some((place) => machine[place] === undefined);
      if (fits) some = true;
      else all = false;
    }
  }
  if (!some) return 'none';
  return all ? 'all' : 'some';
}

/** The tokens of all patterns, one after another; undefined ends a pattern. */
type Machine = readonly (Token | undefined)[];

/** Every set of places that one of the possible texts can end in; undefined when there are too many. */
function run(machine: Machine, starts: readonly number[], text: PossibleText): PlaceSets | undefined {
  let sets: PlaceSets = collect([withSkips(machine, starts)]);
  for (const part of text) {
    if (typeof part === 'string') {
      for (const character of part.split('')) sets = step(machine, sets, [character]);
    } else {
      const after = stepThroughHole(machine, sets, part);
      if (after === undefined) return undefined;
      sets = after;
    }
  }
  return sets;
}

function stepThroughHole(machine: Machine, before: PlaceSets, hole: Hole): PlaceSets | undefined {
  const characters = representatives(machine, hole.characters);
  const after = new Map(hole.least === 0 ? before : []);
  let layer = before;
  for (let length = 1; length <= hole.most; length++) {
    layer = step(machine, layer, characters);
    if (layer.size > mostPlaceSets) return undefined;
    if (length < hole.least) continue;
    const known = after.size;
    for (const [key, places] of layer) after.set(key, places);
    // Sets that are not new were followed from a shorter text already.
    if (after.size === known) break;
    if (after.size > mostPlaceSets) return undefined;
  }
  return after;
}

/** The characters that occur in a pattern, and one character for all the others. */
function representatives(machine: Machine, characters: string): readonly string[] {
  const named = new Set<string>();
  for (const token of machine) if (typeof token === 'string') named.add(token);
  const distinct = [...characters].filter((character) => named.has(character));
  const other = [...characters].find((character) => !named.has(character));
  return other === undefined ? distinct : [...distinct, other];
}

function step(machine: Machine, sets: PlaceSets, characters: readonly string[]): PlaceSets {
  const after: Places[] = [];
  for (const places of sets.values()) {
    for (const character of characters) {
      const moved: number[] = [];
      for (const place of places) {
        const token = machine[place];
        if (token === undefined) continue;
        if (typeof token === 'string') {
          if (token === character) moved.push(place + 1);
        } else if (standsFor(token, character)) moved.push(token.many ? place : place + 1);
      }
      after.push(withSkips(machine, moved));
    }
  }
  return collect(after);
}

/** A `*` can match nothing: its place implies the place after it. */
function withSkips(machine: Machine, places: readonly number[]): Places {
  const all = new Set(places);
  for (const place of all) {
    const token = machine[place];
    if (token !== undefined && typeof token !== 'string' && token.many) all.add(place + 1);
  }
  return [...all].sort((a, b) => a - b);
}

function collect(sets: readonly Places[]): PlaceSets {
  return new Map(sets.map((places) => [places.join(','), places]));
}
