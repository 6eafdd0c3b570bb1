// What `cdktf.json` runs: the built app, built first where the sources have changed. Node 22 and later keep what they
// compiled for the next time.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
require('node:module').enableCompileCache?.(join(__dirname, '..', '.cache', 'node'));
require('./build.js').build();
const bundle = join(__dirname, '..', 'dist', 'app.js');
require(existsSync(bundle) ? bundle : '../dist/main.js');
