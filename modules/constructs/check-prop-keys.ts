import type { Finding } from '../policy/problem.js';
import { suggest } from '../policy/suggest.js';
import type { PolicyProps } from './policy-props.js';
import { unknownKey } from './prop-findings.js';

const common: Readonly<Record<keyof PolicyProps, true>> = {
  targets: true,
  name: true,
  description: true,
  tags: true,
  skipDestroy: true,
  preventDestroy: true,
  checkPrerequisites: true,
  provider: true,
};

/**
 * Props that are hardly what was meant, of which a program in JavaScript is not told. Others than the construct's own
 * are left alone where they resemble none of them: a class that extends it may have some.
 */
export function checkPropKeys(props: object, own: Readonly<Record<string, true>>): Finding[] {
  const known = Object.keys({ ...common, ...own });
  return Object.keys(props).flatMap((key) => {
    const near = known.includes(key) ? undefined : suggest(key, known);
    return near === undefined || near in props ? [] : [unknownKey([key], key, known)];
  });
}
