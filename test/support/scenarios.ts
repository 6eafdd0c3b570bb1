import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The scenarios of a folder below `test/scenarios`, by file: every file is a list of them. */
export function scenariosIn<T>(
  folder: string,
): readonly (readonly [file: string, scenarios: readonly T[]])[] {
  const path = join(__dirname, '..', 'scenarios', folder);
  return readdirSync(path)
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(join(path, file), 'utf8')) as T[]] as const);
}
