import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Commands that a page tells its reader to run. */
export interface GuideCommands {
  /** `run`: in every test run; `e2e`: with the real Terraform; `by-hand`: needs what no test has, as the page says. */
  readonly mode: string;
  readonly script: string;
}

/** The blocks of shell commands of a page, in order. */
export function guideCommands(page: string): readonly GuideCommands[] {
  const text = readFileSync(join(__dirname, '..', '..', page), 'utf8');
  return [...text.matchAll(/^```(?:sh|bash|shell|console)\b *(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, mode = '', script = '']) => ({ mode, script }),
  );
}
