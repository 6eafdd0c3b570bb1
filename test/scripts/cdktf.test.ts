import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');

/** Runs scripts/cdktf.js as a Node of another version would. */
function runOn(version: string) {
  const script = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./scripts/cdktf.js');`;
  return spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
}

test('on Node 24 the cdktf commands name the Node to use, and what works without it', () => {
  const { status, stderr } = runOn('24.4.0');
  expect(status).toBe(2);
  expect(stderr).toContain('cdktf-cli 0.21.0 does not run on Node 24.4.0');
  expect(stderr).toContain('npx -p node@22 npm run cdktf -- deploy');
});

test('every script that the message names is one of the package', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const named = [...runOn('24.4.0').stderr.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name);
  expect(named).toEqual(['cdktf', 'chat-guardrails', 'synth']);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});
