import { type Finding, finding } from '../problems/problem.js';

/**
 * Compares the text of a policy document, as it is sent, with the limit of its type. AWS counts characters, white space
 * included. Whether it counts bytes of text outside ASCII is not known: that is a warning.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html (read 2026-11-23)
 */
export function checkDocumentSize(text: string, limit: number): Finding[] {
  const bytes = Buffer.byteLength(text);
  if (bytes <= limit) return [];
  const count = Array.from(text).length;
  const place = { path: [], offset: 0 };
  if (count <= limit) {
    return [finding('document-too-large', 'warning', place, { rule: 'bytes', count, bytes, limit })];
  }
  const minified = minifiedLength(text);
  const fits = minified !== undefined && minified <= limit ? { minified } : {};
  return [finding('document-too-large', 'error', place, { rule: 'characters', count, limit, ...fits })];
}

function minifiedLength(text: string): number | undefined {
  try {
    return Array.from(JSON.stringify(JSON.parse(text))).length;
  } catch {
    return undefined;
  }
}
