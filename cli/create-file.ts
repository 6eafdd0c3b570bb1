import { writeFileSync } from 'node:fs';
import { CannotDo } from './cannot-do.js';

/** Writes a file that is not there yet; throws `CannotDo` when it is, or when it cannot be written. */
export type CreateFile = (path: string, text: string) => void;

export const createFile: CreateFile = (path, text) => {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') {
      throw new CannotDo(`\`${path}\` is there already`, 'remove it, or name another file');
    }
    throw new CannotDo(`cannot write \`${path}\`: ${code ?? String(error)}`);
  }
};
