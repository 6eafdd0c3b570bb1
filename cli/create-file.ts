import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { CannotDo } from './cannot-do.js';

/**
 * Writes a new file, completely or not at all. Throws `CannotDo` when the file exists or cannot be written.
 */
export type CreateFile = (path: string, text: string) => void;

export const createFile: CreateFile = (path, text) => {
  const file = attempt(path, () => openSync(path, 'wx'));
  try {
    attempt(path, () => writeFileSync(file, text));
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
};

function attempt<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST')
      throw new CannotDo(`\`${path}\` is there already`, 'remove it, or name another file');
    throw new CannotDo(`cannot write \`${path}\`: ${code ?? String(error)}`);
  }
}
