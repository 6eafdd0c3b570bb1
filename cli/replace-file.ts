import {
  chmodSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { CannotDo } from './cannot-do.js';

/**
 * Writes a file completely or not at all. An existing file keeps its mode, a symlink stays a symlink, and a pipe or
 * device gets the text. Throws `CannotDo` when the file cannot be written, or when it exists and `isOwn` does not
 * recognize its text.
 */
export type ReplaceFile = (path: string, text: string, isOwn?: (existing: string) => boolean) => void;

export const replaceFile: ReplaceFile = (path, text, isOwn = () => true) => {
  try {
    const existing = statsOf(path);
    if (existing === undefined) writeAside(targetOf(path), text);
    else if (!existing.isFile()) writeFileSync(path, text, { flag: 'w' });
    else {
      if (existing.size > 0 && !isOwn(readFileSync(path, 'utf8'))) throw foreign(path);
      writeAside(realpathSync(path), text, existing.mode & 0o7777);
    }
  } catch (error) {
    if (error instanceof CannotDo) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'there is no such folder' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new CannotDo(`cannot write \`${path}\`: ${reason ?? String(error)}`);
  }
};

function foreign(path: string): CannotDo {
  return new CannotDo(
    `\`${path}\` exists and was not written by this command`,
    'name another file, or replace it with `--force`',
  );
}

/** A symlink whose target does not exist is refused: the file would replace the link. */
function targetOf(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
  throw new CannotDo(
    `cannot write \`${path}\`: it is a symlink to a file that does not exist`,
    'remove the symlink',
  );
}

function statsOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** Writes beside the file and moves the complete text in place; nothing is left of a failed try. */
function writeAside(path: string, text: string, mode?: number): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
