import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CannotDo, errorCode } from './cannot-do.js';
import { noSuchFile } from './read-file.js';

/** Files of records, which are read in pieces because they can be larger than memory. */
export interface RecordFiles {
  /** The files of records below a folder in the order of their names, or the file itself. Throws `CannotDo`. */
  readonly below: (path: string) => FoundFiles;
  /** Opens a file, or standard input if no path is given. Errors arrive on the stream. */
  readonly open: (path?: string) => Readable;
}

/** Paths of files of records, and those that are not read because of their names. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly skipped: readonly string[];
}

const recordFile = /\.(?:json|jsonl|ndjson|csv|log|txt)(?:\.gz)?$|\.gz$/;

/** Hidden files, and what Athena writes beside a result. */
const besideRecords = /(?:^|[\\/])\.[^\\/]*$|\.metadata$/;

export const recordFiles: RecordFiles = {
  below: (path) => {
    try {
      if (!statSync(path).isDirectory()) return { files: [path], skipped: [] };
      const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => !besideRecords.test(name))
        .sort()
        .map((name) => join(path, name))
        .filter((name) => statSync(name, { throwIfNoEntry: false })?.isDirectory() !== true);
      return {
        files: names.filter((name) => recordFile.test(name)),
        skipped: names.filter((name) => !recordFile.test(name)),
      };
    } catch (error) {
      const code = errorCode(error);
      throw new CannotDo(`cannot read \`${path}\`: ${code === 'ENOENT' ? noSuchFile : code}`);
    }
  },
  open: (path) => (path === undefined ? process.stdin : createReadStream(path)),
};
