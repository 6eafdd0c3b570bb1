// Writes docs/guardrails from the catalogue.
const { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { bundleProgram } = require('./bundle.js');

const root = join(__dirname, '..');
const folder = join(root, 'docs', 'guardrails');

async function write() {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const program = join(mkdtempSync(join(cache, 'guardrail-pages-')), 'pages.js');
  const { outputFiles } = await bundleProgram('./modules/guardrails/pages.ts', program);
  writeFileSync(program, outputFiles[0].text);
  const pages = require(program).guardrailPages();
  rmSync(join(program, '..'), { recursive: true });
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
  for (const [file, text] of pages) writeFileSync(join(folder, file), text);
}

write();
