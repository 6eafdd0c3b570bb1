// `npm run bench -- NAME… [-- ARGUMENT…]`: compiles the benchmarks once and runs the named ones, one after another. Ends
// with 1 after the first that fails: one whose ratio is more than twice as bad as recorded.
const { spawnSync } = require('node:child_process');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const compiled = join(root, '.cache', 'bench');
const names = readdirSync(join(root, 'bench')).flatMap((file) => {
  const [, name] = /^(catalogue|decide|effective|replay|report|start|synth)\.ts$/.exec(file) ?? [];
  return name === undefined ? [] : [name];
});
const separator = process.argv.indexOf('--', 2);
const end = separator < 0 ? process.argv.length : separator;
const asked = process.argv.slice(2, end);
const unknown = asked.filter((name) => !names.includes(name));

function run(...words) {
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (asked.length === 0 || unknown.length > 0) {
  process.stderr.write(`name benchmarks: ${names.join(', ')}\n`);
  process.exit(2);
}
run(join(root, 'node_modules', 'typescript-7', 'bin', 'tsc'), '-p', 'tsconfig.bench.json');
run(join(__dirname, 'bundle-page.js'), compiled);
for (const name of asked) run(join(compiled, 'bench', `${name}.js`), ...process.argv.slice(end + 1));
