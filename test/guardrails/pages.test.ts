import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardrailPages } from '../../modules/guardrails/pages.js';

const folder = join(__dirname, '..', '..', 'docs', 'guardrails');
const pages = guardrailPages();

test('docs/guardrails holds a page for every guardrail and no other', () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
});

test.each([...pages.keys()])('%s says what the catalogue says (node scripts/guardrail-pages.js)', (file) => {
  expect(readFileSync(join(folder, file), 'utf8')).toBe(pages.get(file));
});

test.each([...pages])('%s links to pages that exist', (_, text) => {
  for (const [, link = ''] of text.matchAll(/\]\(([^)]+)\)/g)) expect([...pages.keys()]).toContain(link);
});
