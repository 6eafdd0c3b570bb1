import { type Finding, quoted } from '../policy/problem.js';
import { suggest } from '../policy/suggest.js';
import type { PolicyProps } from './policy-props.js';

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
  return Object.keys(props)
    .filter((key) => !known.includes(key))
    .flatMap((key): Finding[] => {
      const near = suggest(key, known);
      if (near === undefined || near in props) return [];
      const message = `unknown key ${quoted(key)}`;
      return [
        { kind: 'unknown-key', severity: 'error', path: [key], message, help: `did you mean \`${near}\`?` },
      ];
    });
}
