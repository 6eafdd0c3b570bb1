import type { ListSetting } from '../../policy/intent.js';
import { type Path, quoted } from '../../policy/problem.js';
import { type Reading, refuse } from './reading.js';

/** A value and the key under which it was written. */
export interface Keyed<T> {
  readonly key: string;
  readonly value: T;
}

/** Entries by their ids in lower case, as AWS takes them; says so in a note, and refuses one id in two spellings. */
export function lowerCaseKeys<T>(
  entries: Readonly<Record<string, T>>,
  what: 'tenant' | 'team',
  path: Path,
  reading: Reading,
): Record<string, Keyed<T>> {
  const folded = new Map<string, Keyed<T>>();
  for (const [key, value] of Object.entries(entries)) {
    const lower = key.toLowerCase();
    const other = folded.get(lower);
    if (other !== undefined) {
      const message = `${quoted(key)} is the ${what} ${quoted(other.key)} in another case`;
      refuse(reading, 'duplicate-key', [...path, key], message, 'keep one of them');
      continue;
    }
    if (lower !== key) note(reading, [...path, key], key);
    folded.set(lower, { key, value });
  }
  return Object.fromEntries(folded);
}

/** A list of ids in lower case, with a note for each that was not. */
export function lowerCaseList(
  setting: ListSetting<string>,
  path: Path,
  reading: Reading,
): ListSetting<string> {
  const lower = (ids: readonly string[]): readonly string[] =>
    ids.map((id) => {
      if (id !== id.toLowerCase()) note(reading, path, id);
      return id.toLowerCase();
    });
  return {
    ...setting,
    ...(setting.assign === undefined ? {} : { assign: lower(setting.assign) }),
    ...(setting.append === undefined ? {} : { append: lower(setting.append) }),
    ...(setting.remove === undefined ? {} : { remove: lower(setting.remove) }),
  };
}

function note({ findings }: Reading, path: Path, id: string): void {
  const message = `${quoted(id)} is written in lower case in the policy, as AWS wants it`;
  findings.push({ kind: 'normalised-id', severity: 'note', path, message });
}
