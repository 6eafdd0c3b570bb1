// `npm run cdktf -- synth|diff|deploy|destroy`: runs the CDKTF command line in this project. It is a project of its own
// (scripts/cdktf-cli), installed when it is first needed: it is large, and does not run on Node 24.
const { spawn, spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join, relative, resolve } = require('node:path');
const { withLock } = require('./with-lock.js');

const root = join(__dirname, '..');
const ours = join(__dirname, 'cdktf-cli');
const newestNode = 22;

/** The command line in a folder, once npm has finished there. */
function commandLine(folder) {
  const modules = join(folder, 'node_modules');
  const file = join(modules, 'cdktf-cli', 'bundle', 'bin', 'cdktf.js');
  return existsSync(file) && existsSync(join(modules, '.package-lock.json')) ? file : undefined;
}

function install() {
  const installed = commandLine(ours);
  if (installed !== undefined) return installed; // by another process, while this one waited
  process.stderr.write('installing cdktf-cli 0.21.0 into scripts/cdktf-cli (once, about 420 MB)\n');
  // Its one native part brings its binaries along, so no install script has to run.
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ours,
      stdio: ['ignore', process.stderr, 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (error !== undefined || status !== 0)
    fail(`cdktf-cli could not be installed${error ? `: ${error.message}` : ''}`, 2);
  return commandLine(ours);
}

function fail(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

const [major] = process.versions.node.split('.').map(Number);
if (major > newestNode) {
  fail(
    [
      `cdktf-cli 0.21.0 does not run on Node ${process.versions.node}: its terminal library has no build for it`,
      '  help: use Node 22 for the cdktf commands, e.g. npx -p node@22 npm run cdktf -- deploy',
      '  help: everything else works here: npm run -s chat-guardrails, npm test, and npm run synth writes cdktf.out',
    ].join('\n'),
    2,
  );
}

/** npm runs this in the project; the configuration is in the user's working directory, as with the other commands. */
function configuration() {
  const {
    CHAT_GUARDRAILS_CONFIG: named,
    INIT_CWD: here = root,
    npm_lifecycle_event: script = '',
  } = process.env;
  if (!/^(cdktf|diff|deploy|destroy)$/.test(script) || here === root) return {};
  const names = named ? [named] : ['chat-guardrails.yaml', 'chat-guardrails.yml', 'chat-guardrails.json'];
  const found = names.map((name) => resolve(here, name)).find(existsSync);
  return found === undefined ? {} : { CHAT_GUARDRAILS_CONFIG: relative(root, found) };
}

const child = spawn(
  process.execPath,
  [
    commandLine(root) ?? commandLine(ours) ?? withLock(join(root, '.cache', 'cdktf-cli.lock'), install),
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { CHECKPOINT_DISABLE: '1', ...process.env, ...configuration() },
  },
);
// A terminal sends its interrupt to both; only what is sent to this process alone is passed on.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => {});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 2 : 130);
  if (code === 0 || process.argv[2] !== 'deploy') return;
  // cdktf-cli 0.21 leaves before it has read all that Terraform wrote to its terminal; `diff` needs no terminal.
  process.stderr.write(
    "help: if the end of Terraform's output is missing, `npm run cdktf -- diff` shows it\n",
  );
});
