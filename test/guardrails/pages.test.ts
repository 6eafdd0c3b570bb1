import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardrailPages } from '../../modules/guardrails/pages.js';

const folder = join(__dirname, '..', '..', 'docs', 'guardrails');
const pages = guardrailPages();

test('docs/guardrails has one page for each guardrail', () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
});

test.each([...pages.keys()])('%s is up to date (run node scripts/guardrail-pages.js)', (file) => {
  expect(readFileSync(join(folder, file), 'utf8')).toBe(pages.get(file));
});

test.each([...pages])('every link of %s leads to a page', (_, text) => {
  for (const [, link = ''] of text.matchAll(/\]\(([^)]+)\)/g)) expect([...pages.keys()]).toContain(link);
});
