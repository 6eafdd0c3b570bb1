import { type Finding, type Path, quoted } from '../policy/problem.js';
import { suggest } from '../policy/suggest.js';

/** A key that is none of those known at its place. */
export function unknownKey(path: Path, key: string, known: readonly string[]): Finding {
  const near = suggest(key, known);
  const help =
    near === undefined ? `known here: ${[...known].sort().join(', ')}` : `did you mean \`${near}\`?`;
  return { kind: 'unknown-key', severity: 'error', path, message: `unknown key ${quoted(key)}`, help };
}

/** A value of another form than its place takes. */
export function wrongType(path: Path, value: unknown, expected: string, help: string): Finding {
  const found = Array.isArray(value)
    ? 'a list'
    : typeof value === 'object' && value !== null
      ? 'an object'
      : quoted(String(value));
  return {
    kind: 'wrong-type',
    severity: 'error',
    path,
    message: `found ${found}; expected ${expected}`,
    help,
  };
}

/** A word in the place of a list. */
export function noList(path: Path, value: unknown): Finding {
  return wrongType(path, value, 'a list', 'put it into square brackets');
}
