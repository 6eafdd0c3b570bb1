// What `cdktf.json` runs: the built app, built first where the sources have changed.
require('./build.js').build();
require('../dist/main.js');
