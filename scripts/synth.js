// What `cdktf.json` runs: the built app, built first where the sources have changed. Node 22 and later keep what they
// compiled for the next time.
require('node:module').enableCompileCache?.(require('node:path').join(__dirname, '..', '.cache', 'node'));
require('./build.js').build();
require('../dist/app.js');
