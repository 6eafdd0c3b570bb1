import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemKind } from '../modules/policy/problems/problem-kinds.js';

/** The text of a file of this package, by its path below the package's folder. */
export function readPackageFile(...path: readonly string[]): string {
  return readFileSync(join(packageFolder(), ...path), 'utf8');
}

/** The version of this package. */
export function version(): string {
  return (JSON.parse(readPackageFile('package.json')) as { version: string }).version;
}

/** The page of a kind of problem in Markdown, from `docs/problems` of this package; undefined where it has none. */
export function problemPage(kind: ProblemKind): string | undefined {
  const file = join(packageFolder(), 'docs', 'problems', `${kind}.md`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The folder with the `package.json` of this package: a folder above this file, built or not. */
function packageFolder(folder = __dirname): string {
  const above = join(folder, '..');
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : packageFolder(above);
}
