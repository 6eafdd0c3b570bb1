import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemKind } from '../modules/policy/problems/problem-kinds.js';
import { packageFolder } from './package-files.js';

/** The page of a kind of problem in Markdown, from `docs/problems` of this package; undefined where it has none. */
export function problemPage(kind: ProblemKind): string | undefined {
  const file = join(packageFolder(), 'docs', 'problems', `${kind}.md`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
