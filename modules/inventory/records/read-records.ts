import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { decodeUtf8 } from '../../policy/text/decode-utf8.js';
import { isJsonObject, type JsonObject, type JsonValue, objectOf } from '../../policy/text/json.js';
import { jsonItems } from './json-items.js';

/** Values that were read of a file, some at a time. */
export interface RecordBatch {
  readonly values: readonly JsonValue[];
  /** How many parts of the text were not values. */
  readonly unreadable: number;
}

/** The error for a file in a format that `replay` cannot read. */
export class UnknownFormat extends Error {
  constructor(
    /** What it looks like. */
    readonly found: 'zstandard' | 'parquet' | 'zip' | 'UTF-16' | 'text',
  ) {
    super(found);
    this.name = 'UnknownFormat';
  }
}

/**
 * Reads the values of a stream of records, compressed with gzip or not: JSON in any arrangement that AWS writes, or CSV
 * with a line of column names. Memory does not grow with the file. Rejects with `UnknownFormat` for anything else, and
 * with the error of the system where the file cannot be read or its compressed data is broken.
 */
export async function* readRecords(file: Readable): AsyncGenerator<RecordBatch> {
  const { stream, first } = await decompressed(file);
  const start = first
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start === '') return;
  if (/^[[{]/.test(start)) yield* readJson(stream);
  else if (/^"?\w[\w ."]*(?:,|\r?\n)/.test(start) && /event/i.test(start.split('\n')[0] ?? ''))
    yield* readCsv(stream);
  else throw new UnknownFormat('text');
}

/** The stream without compression, and its first bytes. */
async function decompressed(
  raw: Readable,
): Promise<{ readonly stream: AsyncIterable<Buffer>; readonly first: Buffer }> {
  const opened = await peeked(raw[Symbol.asyncIterator]());
  const magic = opened.first.subarray(0, 4).toString('hex');
  if (magic === '28b52ffd') throw new UnknownFormat('zstandard');
  if (magic === '50415231') throw new UnknownFormat('parquet');
  const decoded = decodeUtf8(opened.first.subarray(0, 2));
  if ('found' in decoded && decoded.found === 'UTF-16') throw new UnknownFormat('UTF-16');
  if (magic.startsWith('504b')) throw new UnknownFormat('zip');
  if (!magic.startsWith('1f8b')) return opened;
  const unzip = createGunzip({ chunkSize: 1 << 16 });
  const feed = async (): Promise<void> => {
    for await (const chunk of opened.stream) {
      if (!unzip.write(chunk)) await new Promise((resolve) => unzip.once('drain', resolve));
    }
    unzip.end();
  };
  feed().catch((error: unknown) => unzip.destroy(error instanceof Error ? error : new Error(String(error))));
  return peeked(unzip[Symbol.asyncIterator]());
}

/** An iterator whose first piece is known and still comes; pieces of spaces before it are left out. */
async function peeked(
  iterator: AsyncIterator<Buffer | string>,
): Promise<{ readonly stream: AsyncIterable<Buffer>; readonly first: Buffer }> {
  let first: Buffer = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    first = bufferOf(value);
    if (!first.every((byte) => byte <= 0x20)) break;
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield first;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield bufferOf(next.value);
    }
  }
  return { stream: all(), first };
}

function bufferOf(piece: Buffer | string): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece) : piece;
}

async function* readJson(stream: AsyncIterable<Buffer>): AsyncGenerator<RecordBatch> {
  const items = jsonItems();
  const row = rowReader();
  for await (const chunk of stream) {
    const values = items.push(chunk);
    if (values.length > 0) yield { values: values.flatMap(row), unreadable: 0 };
  }
  const { items: last, unreadable } = items.end();
  yield { values: last.flatMap(row), unreadable };
}

/** Rows of Logs Insights and of Athena's `get-query-results` as objects; other values as they are. */
function rowReader(): (value: JsonValue) => readonly JsonValue[] {
  let header: readonly string[] | undefined;
  return (value) => {
    if (Array.isArray(value)) return [insightsRow(value)];
    const cells = isJsonObject(value) ? value['Data'] : undefined;
    if (!Array.isArray(cells) || Object.keys(objectOf(value)).length > 1) return [value];
    const texts = cells.map((cell: JsonValue) =>
      isJsonObject(cell) ? String(cell['VarCharValue'] ?? '') : '',
    );
    if (header === undefined) {
      header = texts;
      return [];
    }
    return [Object.fromEntries(header.map((name, index) => [name, texts[index] ?? '']))];
  };
}

function insightsRow(cells: readonly JsonValue[]): JsonObject {
  return Object.fromEntries(
    cells.flatMap((cell) =>
      isJsonObject(cell) && typeof cell['field'] === 'string' ? [[cell['field'], cell['value'] ?? null]] : [],
    ),
  );
}

/** Rows at a time: a batch for each would cost more than the rows. */
const rowsPerBatch = 1_000;

async function* readCsv(stream: AsyncIterable<Buffer>): AsyncGenerator<RecordBatch> {
  const parser = parse({ columns: true, bom: true, relax_column_count: true, max_record_size: 64 << 20 });
  const feed = async (): Promise<void> => {
    for await (const chunk of stream) {
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve));
    }
    parser.end();
  };
  feed().catch((error: unknown) => parser.destroy(error instanceof Error ? error : new Error(String(error))));
  let values: JsonValue[] = [];
  for await (const row of parser) {
    values.push(row);
    if (values.length < rowsPerBatch) continue;
    yield { values, unreadable: 0 };
    values = [];
  }
  yield { values, unreadable: 0 };
}
