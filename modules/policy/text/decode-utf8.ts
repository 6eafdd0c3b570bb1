/** What the bytes of a file are that are not UTF-8 text. */
export type OtherEncoding = 'UTF-16' | 'other';

/**
 * Returns the text of a file, a byte-order mark included, or what its bytes are instead. UTF-16, which PowerShell 5
 * writes, is known by its byte-order mark or by one zero byte in the first two.
 */
export function decodeUtf8(bytes: Uint8Array): { readonly text: string } | { readonly found: OtherEncoding } {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || (first === 0) !== (second === 0)) return { found: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { found: 'other' };
  }
}

/** The reason for refusing a file that is not UTF-8 text. */
export const encodingReasons: Readonly<Record<OtherEncoding, string>> = {
  'UTF-16': 'it is UTF-16 text, not UTF-8',
  other: 'it is not UTF-8 text',
};
