import { createHash } from 'node:crypto';

/** The file by which an exported folder is known again. */
export const markerName = '.chat-guardrails-export.json';

/** What an earlier export wrote: the hash of every file, by its path in the folder. */
export type Marker = Readonly<Record<string, string>>;

/** The text of a marker, files sorted. */
export function renderMarker(marker: Marker): string {
  const files = Object.fromEntries(
    Object.keys(marker)
      .sort()
      .map((path) => [path, marker[path]]),
  );
  return `${JSON.stringify({ writtenBy: 'chat-guardrails export', files }, null, 2)}\n`;
}

/** The marker that a text holds; undefined when it is none of ours. */
export function parseMarker(text: string): Marker | undefined {
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
export function fileHash(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
