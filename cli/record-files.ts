import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CannotDo } from './cannot-do.js';
import { noSuchFile } from './read-file.js';

/** Files of records, which are read in pieces because they can be larger than memory. */
export interface RecordFiles {
  /** The files of records below a folder in the order of their names, or the file itself. Throws `CannotDo`. */
  readonly below: (path: string) => readonly string[];
  /** Opens a file, or standard input if no path is given. Errors arrive on the stream. */
  readonly open: (path?: string) => Readable;
}

const recordFile = /\.(?:json|jsonl|ndjson|csv|log|txt)(?:\.gz)?$|\.gz$/;

export const recordFiles: RecordFiles = {
  below: (path) => {
    try {
      if (!statSync(path).isDirectory()) return [path];
      const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
      return names
        .filter((name) => recordFile.test(name))
        .sort()
        .map((name) => join(path, name));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new CannotDo(`cannot read \`${path}\`: ${code === 'ENOENT' ? noSuchFile : code}`);
    }
  },
  open: (path) => (path === undefined ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 })),
};
