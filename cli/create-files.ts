import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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
  const taken = files.find(({ path }) => existsSync(resolve(folder, path)));
  if (taken !== undefined) {
    throw new CannotDo(`\`${taken.path}\` already exists`, 'remove it, or write to another folder');
  }
  const made: string[] = [];
  try {
    for (const { path, text } of files) {
      const file = resolve(folder, path);
      const top = mkdirSync(dirname(file), { recursive: true });
      if (top !== undefined) made.push(top);
      made.push(draftOf(file));
      writeFileSync(draftOf(file), text, { flag: 'wx' });
    }
    for (const { path } of files) {
      const file = resolve(folder, path);
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
