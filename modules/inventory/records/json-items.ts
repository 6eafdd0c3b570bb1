import type { JsonValue } from '../../policy/text/json.js';

/** Splits JSON that arrives in pieces into the values that records are. */
export interface JsonItems {
  /** The values that end in this piece. */
  readonly push: (chunk: Uint8Array) => readonly JsonValue[];
  /** What is left at the end, and how much of the text was not JSON or too long. */
  readonly end: () => { readonly items: readonly JsonValue[]; readonly unreadable: number };
}

/** The lists in which AWS puts records: CloudTrail, `lookup-events`, CloudWatch Logs, Logs Insights, Athena. */
const lists: ReadonlySet<string> = new Set(['Records', 'Events', 'events', 'results', 'ResultSet.Rows']);

/** Bytes of one value, and how deep its lists and objects are nested; more is not a record, and costs memory. */
const limits = { bytes: 64 * 1024 * 1024, depth: 1_000 };

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket, newline, comma] =
  Buffer.from('"\\{}[]\n,');
/** Spaces, and the bytes of a byte order mark. */
const ignored = new Set([...Array(0x21).keys(), 0xef, 0xbb, 0xbf]);

/**
 * Reads any sequence of JSON values: an object or array a line, one array of all, or an object with one of AWS's lists.
 * The items of a list are values of their own, so memory does not grow with a file.
 */
export function jsonItems({ bytes: maxBytes, depth: maxDepth } = limits): JsonItems {
  let depth = 0;
  let inString = false;
  let escapes = 0;
  const keys = ['', ''];
  let text: Uint8Array[] = [];
  let isKept = true;
  let bytes = 0;
  /** The depth at which the current value began; -1 between values. */
  let itemDepth = -1;
  let listDepth = -1;
  let unreadable = 0;
  /** True in a part of the text between records that is not one: a number, a string, or the rest of a broken line. */
  let isBetween = false;
  let found: JsonValue[] = [];

  const drop = (): void => {
    isKept = false;
    text = [];
  };
  const keep = (piece: Uint8Array): void => {
    bytes += piece.length;
    if (bytes > maxBytes) drop();
    else if (isKept) text.push(piece);
  };
  const begin = (): void => {
    isBetween = false;
    itemDepth = depth;
    text = [];
    bytes = 0;
    isKept = true;
  };
  const finish = (): void => {
    itemDepth = -1;
    const written = Buffer.concat(text).toString('utf8');
    text = [];
    if (!isKept) unreadable++;
    else unreadable += readInto(found, written);
  };
  const open = (byte: number): void => {
    const isList = byte === openBracket && (depth === 0 || lists.has(keys.slice(0, depth).join('.')));
    depth++;
    if (listDepth === -1 && depth <= 3 && isList) {
      // The list's items are values of their own, and what was read of the object around it is not needed.
      listDepth = depth;
      itemDepth = -1;
    } else if (depth - itemDepth > maxDepth) drop();
  };
  const close = (): void => {
    depth = Math.max(0, depth - 1);
    if (depth < listDepth) listDepth = -1;
  };

  /** Counts text where a record must be, once until it ends. */
  const countBetween = (byte: number): void => {
    if (depth !== 0 && depth !== listDepth) return;
    const isEnd = depth === 0 ? byte === newline : byte === comma || byte === closeBracket;
    if (isEnd) isBetween = false;
    else if (!isBetween && !ignored.has(byte)) {
      isBetween = true;
      unreadable++;
    }
  };

  /** A value that is broken ends with its line. */
  const giveUp = (): void => {
    if (itemDepth !== -1) finish();
    inString = false;
    depth = 0;
    listDepth = -1;
  };

  return {
    push: (chunk) => {
      found = [];
      let lineEnd = -1;
      let start = itemDepth === -1 ? -1 : 0;
      for (let at = 0; at < chunk.length; at++) {
        if (inString) {
          const end = endOfString(chunk, at, escapes);
          if (lineEnd < at) lineEnd = indexFrom(chunk, newline ?? 0, at);
          if (lineEnd < end.at) {
            // JSON has no line breaks in strings.
            if (itemDepth !== -1) keep(chunk.subarray(start, lineEnd));
            giveUp();
            start = -1;
            at = lineEnd;
            continue;
          }
          escapes = end.escapes;
          if (depth < 3) addTo(keys, depth - 1, chunk.subarray(at, end.at));
          at = end.at;
          inString = end.isOpen;
          continue;
        }
        const byte = chunk[at] ?? 0;
        if (itemDepth === -1 && byte !== openBrace && byte !== openBracket) countBetween(byte);
        if (byte === newline && !isKept) giveUp();
        else if (byte === quote) {
          inString = true;
          escapes = 0;
          if (depth < 3) keys[depth - 1] = '';
        } else if (byte === openBrace || byte === openBracket) {
          const isItem = itemDepth === -1 && (depth === 0 || depth === listDepth);
          if (isItem) {
            begin();
            start = at;
          }
          open(byte);
          if (itemDepth === -1) start = -1;
        } else if (byte === closeBrace || byte === closeBracket) {
          close();
          if (itemDepth === depth) {
            keep(chunk.subarray(start, at + 1));
            start = -1;
            finish();
          }
        }
      }
      if (itemDepth !== -1 && start !== -1) keep(chunk.subarray(start));
      return found;
    },
    end: () => {
      found = [];
      // A file that ends between two records is cut off too.
      const isCutOff = itemDepth === -1 && depth > 0;
      if (itemDepth !== -1) finish();
      return { items: found, unreadable: unreadable + (isCutOff ? 1 : 0) };
    },
  };
}

/** Where a string ends in a piece, or the piece before it does; `escapes` counts backslashes at its end. */
function endOfString(
  chunk: Uint8Array,
  from: number,
  before: number,
): { readonly at: number; readonly isOpen: boolean; readonly escapes: number } {
  let start = from;
  let carried = before;
  for (;;) {
    const end = chunk.indexOf(quote ?? 0, start);
    const stop = end === -1 ? chunk.length : end;
    let first = stop;
    while (first > start && chunk[first - 1] === backslash) first--;
    const count = stop - first + (first === start ? carried : 0);
    if (end === -1) return { at: chunk.length, isOpen: true, escapes: count % 2 };
    if (count % 2 === 0) return { at: end, isOpen: false, escapes: 0 };
    start = end + 1;
    carried = 0;
  }
}

/** The first index of a byte from a place on; the length where there is none. */
function indexFrom(chunk: Uint8Array, byte: number, from: number): number {
  const found = chunk.indexOf(byte, from);
  return found === -1 ? chunk.length : found;
}

/** Adds a piece to the last string of a depth, as far as it can be the key of a list. */
function addTo(keys: string[], depth: number, piece: Uint8Array): void {
  const before = keys[depth] ?? '';
  if (before.length <= 16) keys[depth] = before + Buffer.from(piece.subarray(0, 17)).toString('latin1');
}

/** Adds the value, or where the text is broken the lines that are values. Returns how many are not. */
function readInto(found: JsonValue[], written: string): number {
  try {
    found.push(JSON.parse(written));
    return 0;
  } catch {
    const lines = written.split('\n');
    if (lines.length === 1) return 1;
    return lines.reduce((broken, line) => broken + (line.trim() === '' ? 0 : readInto(found, line)), 0);
  }
}
