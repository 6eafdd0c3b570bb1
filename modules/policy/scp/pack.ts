import { isJsonObject, itemsOf, type JsonObject, type JsonValue, oneOrMany, valueAt } from '../text/json.js';
import { oneOrSorted } from './compile.js';

/** The documents that the statements were put in. */
export interface Packing {
  readonly documents: readonly PackedDocument[];
  /** Indices of statements that are too large for a document, however they are split. */
  readonly tooLarge: readonly number[];
}

export interface PackedDocument {
  readonly content: JsonObject;
  /** Indices of the statements that it contains in part or whole, ascending. */
  readonly sources: readonly number[];
}

/**
 * Distributes `Deny` statements over as few documents as `limit` allows, in characters or, outside ASCII, bytes. The
 * meaning stays: statements that differ only in their actions become one, and a deny-list can be split at any action,
 * because a document denies what any statement denies. An allow-list (`NotAction`) is never split.
 *
 * Stable: every statement goes to the first document with room for it, in the order given, allow-lists first. A new
 * action moves nothing else as long as there is room for it beside statements of its kind.
 */
export function packStatements(statements: readonly JsonObject[], limit: number): Packing {
  const others = otherContributors(statements);
  const pieces = withoutRepetitions(statements.map((statement, index) => pieceOf(statement, index, others)));
  const bins: Bin[] = [];
  const tooLarge = new Set<number>();
  for (const piece of inPackingOrder(pieces)) {
    const room = limit - emptyDocument;
    const parts = piece.list === 'NotAction' ? [piece.actions] : undefined;
    if (parts === undefined && place(piece, piece.actions, bins, room, false)) continue;
    for (const part of parts ?? piece.actions.map((action) => [action])) {
      if (!place(piece, part, bins, room, true)) tooLarge.add(piece.index);
    }
  }
  return { documents: bins.map((bin) => documentOf(bin, others)), tooLarge: [...tooLarge].sort(ascending) };
}

/** The parts of a statement. Pieces with the same `key` differ only in their actions and their ID. */
interface Piece {
  readonly index: number;
  readonly sid: string | undefined;
  readonly list: 'Action' | 'NotAction';
  readonly actions: readonly string[];
  /** The statement without its ID and actions. */
  readonly frame: JsonObject;
  readonly key: string;
  /** The size of a new statement with this frame in a document. */
  readonly frameSize: number;
}

/** A document while statements are added to it. */
interface Bin {
  used: number;
  readonly groups: Map<string, { readonly first: Piece; readonly parts: Map<number, string[]> }>;
}

const emptyDocument = sizeOf({ Version: '2012-10-17', Statement: [] });

function pieceOf(statement: JsonObject, index: number, others: string): Piece {
  const { Sid, Action, NotAction, ...frame } = statement;
  const sid = typeof Sid === 'string' ? Sid : undefined;
  const list = Action === undefined ? 'NotAction' : 'Action';
  const longest = { ...(sid === undefined ? {} : { Sid: `${sid}${others}` }), ...frame, [list]: [] };
  return {
    index,
    sid,
    list,
    actions: textsOf(Action ?? NotAction),
    frame,
    key: list === 'Action' ? JSON.stringify(frame) : `${index}`,
    frameSize: sizeOf(longest) + 1,
  };
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return [...new Set(oneOrMany(value).map(String))].sort();
}

/** Removes actions that an earlier statement of the same frame denies already. */
function withoutRepetitions(pieces: readonly Piece[]): readonly Piece[] {
  const seen = new Map<string, Set<string>>();
  return pieces.map((piece) => {
    const denied = seen.get(piece.key) ?? new Set<string>();
    seen.set(piece.key, denied);
    const actions = piece.actions.filter((action) => !denied.has(action));
    for (const action of actions) denied.add(action);
    return { ...piece, actions };
  });
}

/** Allow-lists first, because they cannot be split; then frame by frame, in the order of their first statements. */
function inPackingOrder(pieces: readonly Piece[]): readonly Piece[] {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    if (piece.list === 'NotAction' || piece.actions.length === 0) continue;
    groups.set(piece.key, [...(groups.get(piece.key) ?? []), piece]);
  }
  return [...pieces.filter(({ list }) => list === 'NotAction'), ...[...groups.values()].flat()];
}

/**
 * Adds actions of a piece to the first document with room: documents with its frame first, a new one where none has room
 * and `open` is true. False when they were not placed.
 */
function place(piece: Piece, actions: readonly string[], bins: Bin[], room: number, open: boolean): boolean {
  const size = actions.reduce((sum, action) => sum + sizeOf(action) + 1, 0);
  const known = bins.find((bin) => bin.groups.has(piece.key) && bin.used + size <= room);
  const whole = size + piece.frameSize;
  const other = known ?? bins.find((bin) => !bin.groups.has(piece.key) && bin.used + whole <= room);
  if (other === undefined && (!open || whole > room)) return false;
  const bin = other ?? { used: 0, groups: new Map() };
  if (other === undefined) bins.push(bin);
  const group = bin.groups.get(piece.key) ?? { first: piece, parts: new Map() };
  bin.used += bin.groups.has(piece.key) ? size : whole;
  bin.groups.set(piece.key, group);
  group.parts.set(piece.index, [...(group.parts.get(piece.index) ?? []), ...actions]);
  return true;
}

/** The policy document. IDs are unique in it; a duplicate is left out. */
function documentOf({ groups }: Bin, others: string): PackedDocument {
  const all = [...groups.values()];
  const sids = new Set<string>();
  const Statement = all.map(({ first, parts }) => {
    const sid = first.sid !== undefined && parts.size > 1 ? `${first.sid}${others}` : first.sid;
    const isNew = sid !== undefined && !sids.has(sid);
    if (isNew) sids.add(sid);
    return {
      ...(isNew ? { Sid: sid } : {}),
      // Its place among the elements; the frame has its value.
      Effect: 'Deny',
      [first.list]: oneOrSorted([...parts.values()].flat()),
      ...first.frame,
    };
  });
  const sources = new Set(all.flatMap(({ parts }) => [...parts.keys()]));
  return { content: { Version: '2012-10-17', Statement }, sources: [...sources].sort(ascending) };
}

/** The suffix of the ID of a statement that several others contribute to; no other ID ends with it. */
function otherContributors(statements: readonly JsonObject[]): string {
  let ending = 'AndOthers';
  while (statements.some(({ Sid }) => typeof Sid === 'string' && Sid.endsWith(ending))) ending += 'Too';
  return ending;
}

function sizeOf(value: JsonValue): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** The statements of a document that `compileGuardrail` made. */
export function statementsOf(content: JsonValue): readonly JsonObject[] {
  return itemsOf(valueAt(content, 'Statement')).filter(isJsonObject);
}
