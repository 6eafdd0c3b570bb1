// `npm run -s chat-guardrails -- COMMAND` from a clone: builds first if it must, then runs the command line
// in the user's working directory, not where npm runs its scripts.
require('./build.js').build();
if (process.env.npm_lifecycle_event === 'chat-guardrails' && process.env.INIT_CWD) {
  process.chdir(process.env.INIT_CWD);
}
require('../dist/cli/bin.js');
