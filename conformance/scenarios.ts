import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A scenario with the file that it comes from. */
export interface Filed<T> {
  readonly file: string;
  readonly scenario: T;
}

/** The scenarios of a folder below `test/scenarios`, in the order of the files, of those whose path contains `only`. */
export function scenariosOf<T>(folder: string, only: string): readonly Filed<T>[] {
  const path = join('test', 'scenarios', folder);
  return readdirSync(path)
    .filter((name) => `${folder}/${name}`.includes(only))
    .sort()
    .flatMap((name) => {
      const content: readonly T[] | { readonly scenarios: readonly T[] } = JSON.parse(
        readFileSync(join(path, name), 'utf8'),
      );
      const scenarios = 'scenarios' in content ? content.scenarios : content;
      return scenarios.map((scenario) => ({ file: `${folder}/${name}`, scenario }));
    });
}
