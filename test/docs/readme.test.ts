import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

test('the README shows how its first command ends', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const shown = /It ends:\n\n```text\n([\s\S]+?)```/.exec(readme)?.[1];
  const ran = spawnSync(process.execPath, [join(root, 'scripts', 'example.js')], { encoding: 'utf8' });
  expect(ran.status).toBe(0);
  expect(shown).toContain('guardrail ');
  expect(ran.stdout.slice(-(shown ?? '').length)).toBe(shown);
}, 120_000);
