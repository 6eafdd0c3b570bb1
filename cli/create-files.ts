import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotDo } from './cannot-do.js';

/**
 * Writes files below a folder, which is made where there is none: all of them or none. Throws `CannotDo` when one is
 * there already, or when it cannot be written.
 */
export type CreateFiles = (
  folder: string,
  files: readonly { readonly path: string; readonly text: string }[],
) => void;

export const createFiles: CreateFiles = (folder, files) => {
  const taken = files.find(({ path }) => existsSync(join(folder, path)));
  if (taken !== undefined) {
    const message = `\`${taken.path}\` is in \`${folder}\` already`;
    throw new CannotDo(message, 'remove it, or name another folder with `-o`');
  }
  const made: string[] = [];
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      const top = mkdirSync(dirname(file), { recursive: true });
      if (top !== undefined) made.push(top);
      made.push(draftOf(file));
      writeFileSync(draftOf(file), text, { flag: 'wx' });
    }
    for (const { path } of files) {
      const file = join(folder, path);
      renameSync(draftOf(file), file);
      made.push(file);
    }
  } catch (error) {
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    throw new CannotDo(`cannot write \`${folder}\`: ${code ?? String(error)}`);
  }
};

function draftOf(file: string): string {
  return `${file}.${process.pid}.tmp`;
}
