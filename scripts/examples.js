// What the examples become, written beside them: `node scripts/examples.js`. A test holds them to it.
require('./build.js').build();
const { spawnSync } = require('node:child_process');
const { mkdirSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

for (const name of readdirSync(join(root, 'examples'))) {
  const config = `examples/${name}/chat-guardrails.yaml`;
  const command = [join(root, 'dist', 'cli', 'bin.js'), 'plan', '--config', config, '--format', 'json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  if (status !== 0) {
    process.stderr.write(`${config}: exit ${status}\n${stdout}${stderr}`);
    process.exit(1);
  }
  mkdirSync(join(root, 'examples', name, 'expected'), { recursive: true });
  writeFileSync(join(root, 'examples', name, 'expected', 'plan.json'), stdout);
}
