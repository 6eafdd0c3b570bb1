import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemKind } from '../modules/policy/problems/problem-kinds.js';

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
