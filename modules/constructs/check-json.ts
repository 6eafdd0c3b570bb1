import { Token } from 'cdktf';
import { deepestNesting } from '../policy/parse-json.js';
import type { Finding, Path } from '../policy/problem.js';
import { wrongType } from './prop-findings.js';

/** What JSON cannot hold: functions, dates, gaps in lists, an object that holds itself. Tokens are left alone. */
export function checkJson(value: unknown, path: Path, around: readonly unknown[] = []): Finding[] {
  if (Token.isUnresolved(value) || value === null || ['string', 'boolean'].includes(typeof value)) return [];
  if (typeof value === 'number' && Number.isFinite(value)) return [];
  if (typeof value !== 'object' || !isWritten(value)) {
    return [wrongType(path, value, 'a value of JSON', 'write it as text, a number, a list or an object')];
  }
  if (around.includes(value)) return [refused(path, 'holds itself, which JSON cannot')];
  if (around.length > deepestNesting) {
    return [refused(path, `stands more than ${deepestNesting} levels deep`)];
  }
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? Array.from(value, (item: unknown, index) => [index, item] as const)
    : Object.entries(value).filter(([, part]) => part !== undefined);
  return parts.flatMap(([key, part]) => checkJson(part, [...path, key], [...around, value]));
}

/** Whether it can be written in brackets or braces: not a `Set` or a `Map`, which would seem to be empty. */
export function isWritten(value: object): boolean {
  return !(value instanceof Set || value instanceof Map || value instanceof Date);
}

function refused(path: Path, message: string): Finding {
  return { kind: 'invalid-value', severity: 'error', path, message, help: 'write the document out' };
}
