import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { decodeUtf8, encodingReasons } from '../policy/text/decode-utf8.js';

/**
 * Reads a policy document that the configuration names, by its path relative to the configuration file. `file` is its
 * name in problems; default: that path.
 */
export type ReadDocument = (
  path: string,
) => { readonly text: string; readonly file?: string } | { readonly reason: string };

/**
 * Returns a reader of the documents that a configuration file names: regular files in the folder of the configuration
 * or below it, symlinks resolved; with `allowOutside` in any folder.
 */
export function documentReader(
  file: string,
  { allowOutside = false }: { readonly allowOutside?: boolean | undefined } = {},
): ReadDocument {
  const folder = dirname(resolve(file));
  return (path) => {
    const named = resolve(folder, path);
    try {
      const refusal = documentRefusal(named, allowOutside ? '/' : folder);
      if (refusal === outsideFolder) return { reason: `${refusal}; \`allowOutside\` permits that` };
      if (refusal !== undefined) return { reason: refusal };
      const decoded = decodeUtf8(readFileSync(named));
      return 'text' in decoded ? decoded : { reason: encodingReasons[decoded.found] };
    } catch (error) {
      return { reason: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
    }
  };
}

/** The reason for refusing a document that exists, but not in the folder of its configuration. */
export const outsideFolder = 'it is outside the folder of the configuration';

/** Why a path is not a document in a folder or below it, symlinks resolved; `/` is any folder. Throws as `stat` does. */
export function documentRefusal(path: string, folder: string): string | undefined {
  const file = realpathSync(path);
  const stats = statSync(file);
  if (!stats.isFile() && !stats.isDirectory()) return 'it is not a regular file';
  const [first] = relative(realpathSync(folder), file).split(sep);
  return first === '..' ? outsideFolder : undefined;
}
