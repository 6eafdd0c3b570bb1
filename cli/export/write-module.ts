import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExportedFile } from '../../modules/export/exported-file.js';
import { CannotDo } from '../cannot-do.js';

/**
 * Writes a module into a folder that is new, empty or an earlier export, and removes what the earlier export wrote and
 * this one does not. Everything is written aside and moved in place once it is complete. Throws `CannotDo` where that
 * would change a file that the export did not write, or that was edited since.
 */
export type WriteModule = (folder: string, files: readonly ExportedFile[]) => void;

export const writeModule: WriteModule = (folder, files) => {
  try {
    const earlier = earlierExport(folder);
    const marker = Object.fromEntries(files.map(({ path, text }) => [path, fileHash(text)]));
    refuseForeign(folder, earlier, marker);
    const all = [...files, { path: markerName, text: renderMarker(marker) }];
    const isNew = !existsSync(folder);
    const stage = isNew ? `${folder}${stageSuffix}` : join(folder, stageSuffix);
    try {
      rmSync(stage, { recursive: true, force: true });
      for (const { path, text } of all) writeBelow(stage, path, text);
      if (isNew) renameSync(stage, folder);
      else for (const { path } of all) moveBelow(stage, folder, path);
    } finally {
      rmSync(stage, { recursive: true, force: true });
    }
    const stale = Object.keys(earlier).filter((path) => marker[path] === undefined);
    for (const path of stale) rmSync(join(folder, path), { force: true });
  } catch (error) {
    throw asCannotDo(folder, error);
  }
};

const stageSuffix = '.chat-guardrails-export.new';

/** What an earlier export wrote there: nothing, where there is no folder yet or an empty one. */
function earlierExport(folder: string): Marker {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name !== stageSuffix) : [];
  if (names.length === 0) return {};
  const text = names.includes(markerName) ? readFileSync(join(folder, markerName), 'utf8') : '';
  const marker = parseMarker(text);
  if (marker !== undefined) return marker;
  throw new CannotDo(
    `\`${folder}\` is not empty, and was not written by \`chat-guardrails export\``,
    'name another folder, or empty it',
  );
}

/** A file that was exported may be overwritten or removed as long as it is what was exported. */
function refuseForeign(folder: string, earlier: Marker, next: Marker): void {
  const paths = [...new Set([...Object.keys(earlier), ...Object.keys(next)])].sort();
  for (const path of paths) {
    const found = hashOf(join(folder, path));
    if (found === undefined || found === earlier[path] || found === next[path]) continue;
    const why =
      earlier[path] === undefined ? 'was not written by this command' : 'was edited since it was exported';
    const help =
      'move the change into the configuration or into a file of your own, delete this one, and export again';
    throw new CannotDo(`\`${path}\` in \`${folder}\` ${why}`, help);
  }
}

function hashOf(file: string): string | undefined {
  try {
    return fileHash(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function writeBelow(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function moveBelow(from: string, to: string, path: string): void {
  mkdirSync(dirname(join(to, path)), { recursive: true });
  renameSync(join(from, path), join(to, path));
}

function asCannotDo(folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? new CannotDo(`cannot write \`${folder}\`: ${code}`) : error;
}

/** The file by which an exported folder is known again. */
const markerName = '.chat-guardrails-export.json';

/** What an earlier export wrote: the hash of every file, by its path in the folder. */
type Marker = Readonly<Record<string, string>>;

/** The text of a marker, files sorted. */
function renderMarker(marker: Marker): string {
  const files = Object.fromEntries(
    Object.keys(marker)
      .sort()
      .map((path) => [path, marker[path]]),
  );
  return `${JSON.stringify({ writtenBy: 'chat-guardrails export', files }, null, 2)}\n`;
}

/** Returns the marker in a text; undefined if this tool did not write it. */
function parseMarker(text: string): Marker | undefined {
  try {
    const { files } = JSON.parse(text) as { readonly files?: unknown };
    if (typeof files !== 'object' || files === null) return undefined;
    const entries = Object.entries(files);
    const isOurs = entries.every(([path, hash]) => isInside(path) && typeof hash === 'string');
    return isOurs ? Object.fromEntries(entries) : undefined;
  } catch {
    return undefined;
  }
}

/** A path that leads out of the folder was not written by us. */
function isInside(path: string): boolean {
  return path.split(/[\\/]/).every((name) => name !== '' && name !== '..');
}

/** The hash by which a file is known to be as it was written. */
function fileHash(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
