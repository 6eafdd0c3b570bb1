// Writes docs/guardrails from the catalogue.
const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
require('./build.js').build();
const { guardrailPages } = require('../dist/modules/guardrails/pages.js');

const folder = join(__dirname, '..', 'docs', 'guardrails');
mkdirSync(folder, { recursive: true });
const pages = guardrailPages();
for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
for (const [file, text] of pages) writeFileSync(join(folder, file), text);
