import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { CannotDo } from './cannot-do.js';

/** Writes a file whole or not at all, over the one that is there; throws `CannotDo` when it cannot be written. */
export type ReplaceFile = (path: string, text: string) => void;

export const replaceFile: ReplaceFile = (path, text) => {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'there is no such folder' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new CannotDo(`cannot write \`${path}\`: ${reason ?? String(error)}`);
  }
};
