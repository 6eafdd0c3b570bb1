import type { Finding } from '../policy/problem.js';
import { suggest } from '../policy/suggest.js';
import { unknownKey } from './prop-findings.js';

/**
 * Props that are hardly what was meant, of which a program in JavaScript is not told. Others than the construct's own
 * are left alone where they resemble none of them: a class that extends it may have some.
 */
export function checkPropKeys(props: object, known: readonly string[]): Finding[] {
  return Object.keys(props).flatMap((key) => {
    const near = known.includes(key) ? undefined : suggest(key, known);
    return near === undefined || near in props ? [] : [unknownKey([key], key, known)];
  });
}
