// `npm run -s chat-guardrails -- COMMAND` from a clone: builds first if it must, then runs the command line
// where the user stands, not where npm puts its scripts.
require('./build.js').build();
if (process.env.npm_lifecycle_event === 'chat-guardrails' && process.env.INIT_CWD) {
  process.chdir(process.env.INIT_CWD);
}
require('../dist/cli/bin.js');
