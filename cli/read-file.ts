import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { documentRefusal, outsideFolder } from '../modules/config/read-document.js';
import { decodeUtf8, encodingReasons } from '../modules/policy/text/decode-utf8.js';
import { escapeControlCharacters } from '../modules/policy/text/escape-control-characters.js';
import { suggest } from '../modules/policy/text/suggest.js';
import { CannotDo, errorCode } from './cannot-do.js';

/** Reads a text file whole; throws `CannotDo` when it is missing, no file, too large or not UTF-8. */
export type ReadFile = (
  path: string,
  options?: {
    readonly largestMegabytes?: number;
    /** A folder that must contain the regular file, symlinks resolved; `/` for any. Default: pipes and devices are read too. */
    readonly within?: string;
  },
) => string;

/** The reason of `CannotDo` for a file that is not there. */
export const noSuchFile = 'there is no such file';

/** The reason of `CannotDo` for a folder. */
export const isFolder = 'it is a folder';

/** The default ceiling: two hundred times the largest policy document of AWS. */
const defaultMegabytes = 2;

/** The path by which `readFile` reads standard input, whatever it is connected to. */
export const standardInput = '/dev/stdin';

export const readFile: ReadFile = (path, { largestMegabytes = defaultMegabytes, within } = {}) => {
  if (within !== undefined) attempt(path, () => refuseForeign(path, within));
  const descriptor = path === standardInput ? 0 : attempt(path, () => openSync(path, 'r'));
  try {
    const { size } = attempt(path, () => fstatSync(descriptor));
    const ceiling = largestMegabytes * 1024 * 1024;
    if (size > ceiling) throw tooLarge(path, largestMegabytes);
    const bytes = attempt(path, () => readAtMost(descriptor, ceiling + 1));
    if (bytes.length > ceiling) throw tooLarge(path, largestMegabytes);
    const decoded = decodeUtf8(bytes);
    if ('text' in decoded) return decoded.text;
    throw cannotRead(path, encodingReasons[decoded.found], 'save it as UTF-8');
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
};

function refuseForeign(path: string, folder: string): void {
  const refusal = documentRefusal(path, folder);
  if (refusal === undefined) return;
  throw cannotRead(
    path,
    refusal === outsideFolder ? `${refusal}; \`--allow-outside\` permits that` : refusal,
  );
}

/** Reads pipes and devices as well, whose size is not known beforehand. */
function readAtMost(descriptor: number, maxBytes: number): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total < maxBytes) {
    const chunk = Buffer.allocUnsafe(Math.min(1 << 20, maxBytes - total));
    const count = readSync(descriptor, chunk, 0, chunk.length, null);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return Buffer.concat(chunks, total);
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CannotDo) throw error;
    const code = errorCode(error);
    const reason = code === 'ENOENT' ? noSuchFile : code === 'EISDIR' ? isFolder : code;
    throw cannotRead(path, reason ?? String(error), code === 'ENOENT' ? nearbyFile(path) : undefined);
  }
}

/** The help that names the file of the same folder that was probably meant; undefined for a short name or without one. */
function nearbyFile(path: string): string | undefined {
  try {
    const name = basename(path);
    const nearest = name.length < 9 ? undefined : suggest(name, readdirSync(dirname(path)), maxTypos);
    return nearest === undefined ? undefined : `did you mean \`${escapeControlCharacters(nearest)}\`?`;
  } catch {
    return undefined;
  }
}

/** Names of files that differ in more characters are other files. */
const maxTypos = 3;

function tooLarge(path: string, megabytes: number): CannotDo {
  return cannotRead(path, `larger than ${megabytes} MB, which no file of this kind is`, 'check the path');
}

function cannotRead(path: string, reason: string, help?: string): CannotDo {
  const fromHere = relative('', path);
  const shown = fromHere.startsWith('..') ? path : fromHere || '.';
  return new CannotDo(`cannot read \`${shown}\`: ${reason}`, help, reason);
}
