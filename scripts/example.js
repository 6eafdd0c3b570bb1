// `npm run example`: the main job on the shipped example. Prints the plan and writes the Terraform that it becomes.
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const root = join(__dirname, '..');
const configuration = join('examples', 'company', 'chat-guardrails.yaml');
require('./build.js').build();

const run = (...words) => execFileSync(process.execPath, words, { cwd: root, stdio: 'inherit' });

run(join('dist', 'cli', 'bin.js'), 'plan', '--config', configuration);
process.env.CHAT_GUARDRAILS_CONFIG = configuration;
run(join('scripts', 'synth.js'));
const { stacks } = JSON.parse(readFileSync(join(root, 'cdktf.out', 'manifest.json'), 'utf8'));
for (const { synthesizedStackPath } of Object.values(stacks)) {
  console.log(`\nThe Terraform of it: ${join('cdktf.out', synthesizedStackPath)}`);
}
