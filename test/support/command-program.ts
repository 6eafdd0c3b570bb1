// What the thread of a test file runs, bundled: the command line as `cli/bin.ts` starts it, and its parts.
export { version } from '../../cli/package-files.js';
export { processWorld, safeOutput } from '../../cli/process-world.js';
export { standardInput } from '../../cli/read-file.js';
export { run } from '../../cli/run.js';
export { fileWriter } from '../../cli/write-files.js';
