// What the examples become, written beside them: `node scripts/examples.js`. A test compares. `actions` of a plan are
// left out: they depend on the organization.
require('./build.js').build();
const { spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');

function chatGuardrails(...words) {
  const command = [join(root, 'dist', 'cli', 'bin.js'), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  if (status === 0) return stdout;
  process.stderr.write(`${words.join(' ')}: exit ${status}\n${stdout}${stderr}`);
  process.exit(1);
}

for (const name of readdirSync(join(root, 'examples'))) {
  const config = `examples/${name}/chat-guardrails.yaml`;
  const { actions: _, ...plan } = JSON.parse(chatGuardrails('plan', '--config', config, '--format', 'json'));
  mkdirSync(join(root, 'examples', name, 'expected'), { recursive: true });
  writeFileSync(join(root, 'examples', name, 'expected', 'plan.json'), `${JSON.stringify(plan, null, 2)}\n`);
  writeStacks(config, join(root, 'examples', name, 'expected', 'stacks'));
}

/** What CDKTF makes of a configuration. */
function writeStacks(config, folder) {
  const outdir = mkdtempSync(join(tmpdir(), 'chat-guardrails-'));
  const env = { ...process.env, CHAT_GUARDRAILS_CONFIG: config, CDKTF_OUTDIR: outdir };
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist', 'main.js')], { cwd: root, env });
  if (status !== 0) throw new Error(`${config}: exit ${status}\n${stderr}`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(outdir, 'stacks'), folder, { recursive: true });
  rmSync(outdir, { recursive: true });
}

const company = ['--config', 'examples/company/chat-guardrails.yaml'];
chatGuardrails('export', ...company, '-o', 'examples/company/expected/module');
